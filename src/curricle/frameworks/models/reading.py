"""Documents that are being gone through, and the recipes that were learnt from them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from curricle.frameworks.models.version import Line


class ReadingRow(models.Model):
    """A document whose statements a person goes through. `token` is that under which the file came in.

    `document` holds its blocks, `recipe` how they are understood, `decisions` what was said of statements so far, each as JSON.
    """

    token = models.UUIDField(unique=True)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    document = models.TextField()
    recipe = models.TextField()
    decisions = models.TextField(blank=True)
    like = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    begun = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-begun", "-id")

    def __str__(self) -> str:
        return self.name


class RecipeRow(models.Model):
    """How the documents of one line are read: what a person settled for the last of them, for the next to be read by."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="recipes")
    source = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    signature = models.TextField()
    recipe = models.TextField()
    at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "line"], name="recipe_once_per_line")]
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return self.source
