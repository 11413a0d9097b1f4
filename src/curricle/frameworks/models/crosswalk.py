"""A crosswalk from one framework version to another: its links, its stages, and what was done to it."""

from __future__ import annotations

import uuid

from django.db import models

from curricle.core.crosswalk import STRENGTHS, Step
from curricle.frameworks.models.version import Version


def steps() -> list[tuple[str, str]]:
    return [(step.value, step.value.capitalize()) for step in Step]


class CrosswalkRow(models.Model):
    """`revision` counts its changes; a link of it points from an item of `source` to one of `target`."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    about = models.TextField(blank=True)
    source = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    removed = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class CrosswalkStepRow(models.Model):
    """A step in the life of a crosswalk. The newest row is where it stands; rows are never changed."""

    crosswalk = models.ForeignKey(CrosswalkRow, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20, choices=steps)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.step


class CrosswalkLinkRow(models.Model):
    """One link. `source_item` and `target_item` are ids of items; `relation` is a word of the registry or another."""

    crosswalk = models.ForeignKey(CrosswalkRow, on_delete=models.CASCADE, related_name="links")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    source_item = models.CharField(max_length=80)
    target_item = models.CharField(max_length=80)
    relation = models.CharField(max_length=60)
    strength = models.PositiveSmallIntegerField(null=True, choices=list(STRENGTHS.items()))
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["crosswalk", "source_item", "target_item"], name="one_link_a_pair")]
        indexes = [models.Index(fields=["source_item"]), models.Index(fields=["target_item"])]

    def __str__(self) -> str:
        return self.relation


class CrosswalkChange(models.Model):
    """What was done to the links: canonical lists of those that went and came. Undo is the inverse; rows are never changed."""

    crosswalk = models.ForeignKey(CrosswalkRow, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=300)
    gone = models.TextField(blank=True)
    come = models.TextField(blank=True)

    class Meta:
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["crosswalk", "revision"], name="one_crosswalk_change_per_revision")]

    def __str__(self) -> str:
        return self.what
