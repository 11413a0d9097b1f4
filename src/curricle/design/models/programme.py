"""A programme: award, pathways, placed modules, lenses; and the one stored roll-up that lists show."""

from __future__ import annotations

import uuid

from django.db import models

from curricle.design.models.module import ModuleRow


class ProgrammeRow(models.Model):
    """`revision` counts its changes; a form that carries an older one is stale. `details`: award and descriptive texts."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=100)
    title = models.CharField(max_length=500)
    state = models.CharField(max_length=40, default="draft")
    first_intake = models.DateField(null=True)
    prior_learning = models.PositiveIntegerField(default=0)
    apprenticeship = models.BooleanField(default=True)
    demonstration = models.BooleanField(default=False)
    award = models.JSONField(default=dict)
    professions = models.JSONField(default=list)
    pathways = models.JSONField(default=list)  # [{id, code, title, profession}], in order
    texts = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    removed = models.DateTimeField(null=True)  # taken away on that day; it can be brought back
    modules = models.ManyToManyField(ModuleRow, through="PlacementRow", related_name="programmes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="programme_code_once_per_organisation")]

    def __str__(self) -> str:
        return self.code


class PlacementRow(models.Model):
    """How the programme holds a module. `pathways`: uuids, none for all; `stated` is false where the file named no placement."""

    programme = models.ForeignKey(ProgrammeRow, on_delete=models.CASCADE, related_name="placements")
    module = models.ForeignKey(ModuleRow, on_delete=models.PROTECT, related_name="placements")
    place = models.PositiveIntegerField()
    core = models.BooleanField(default=True)
    pathways = models.JSONField(default=list)
    period = models.CharField(max_length=200, blank=True)
    stated = models.BooleanField(default=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["programme", "module"], name="module_once_per_programme")]

    def __str__(self) -> str:
        return str(self.module_id)


class LensRow(models.Model):
    """A framework version, by UUID, as the file named it; it may not be at hand here."""

    programme = models.ForeignKey(ProgrammeRow, on_delete=models.CASCADE, related_name="lenses")
    place = models.PositiveIntegerField()
    framework = models.CharField(max_length=80)
    code = models.CharField(max_length=100)
    title = models.CharField(max_length=500, blank=True)
    version = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    pathways = models.JSONField(default=list)

    class Meta:
        ordering = ["place"]
        indexes = [models.Index(fields=["framework"])]

    def __str__(self) -> str:
        return self.code


class RollUp(models.Model):
    """What lists show of a programme; written in the transaction of the change it sums up."""

    programme = models.OneToOneField(ProgrammeRow, on_delete=models.CASCADE, related_name="roll_up", primary_key=True)
    digest = models.CharField(max_length=64)
    modules = models.PositiveIntegerField()
    items = models.PositiveIntegerField()
    taught = models.PositiveIntegerField()
    assessed = models.PositiveIntegerField()
    blocks = models.PositiveIntegerField()
    warns = models.PositiveIntegerField()
    lens = models.CharField(max_length=500, blank=True)  # the title of the framework that the strip pictures
    strip = models.JSONField(default=list)  # [[code, letter, pillar, item id], …] of the first schema lens
    changed = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.digest[:12]
