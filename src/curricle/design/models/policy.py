"""An organisation's own limits, its waivers, and the recipes by which its spreadsheets are read."""

from __future__ import annotations

from django.db import models

from curricle.design.models.programme import ProgrammeRow


class PolicyRow(models.Model):
    """A PolicySet of one organisation, from a date. `limits` overrides our defaults by name."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    limits = models.JSONField(default=dict)

    class Meta:
        ordering = ["starts"]
        constraints = [models.UniqueConstraint(fields=["organisation", "starts"], name="one_policy_set_a_day")]

    def __str__(self) -> str:
        return self.starts.isoformat()


class WaiverRow(models.Model):
    """A reasoned exception from a limit. `facts` binds it to what was true; `ended` takes it back."""

    programme = models.ForeignKey(ProgrammeRow, on_delete=models.CASCADE, related_name="waivers")
    rule = models.CharField(max_length=100)
    place = models.CharField(max_length=80)
    facts = models.CharField(max_length=64)
    reason = models.TextField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.rule


class RecipeRow(models.Model):
    """How a person's spreadsheet is to be read, kept by the look of the sheet and offered next time."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    signature = models.CharField(max_length=64)
    name = models.CharField(max_length=300)
    recipe = models.TextField()
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "signature"], name="one_recipe_per_look")]

    def __str__(self) -> str:
        return self.name
