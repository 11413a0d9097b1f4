"""A framework that is being written: its facts, its items as rows, what was done to it, and where it stands in its life."""

from __future__ import annotations

import uuid

from django.db import models

from curricle.frameworks.models.version import Line, Version, stages


class Draft(models.Model):
    """The next version of a line, until it is frozen. `uuid` becomes the version's; `revision` counts its changes.

    `about` is the framework without items and links, `links` those that are not of the tree, both as canonical JSON.
    `frozen` is the version that came of it: from then on the draft is kept and never changed.
    `discarded`: when it was given up. Its rows stay, its label is free for another.
    `outside`: it is read by somebody who is invited.
    """

    outside = False

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="drafts")
    version = models.CharField(max_length=60)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=60)
    about = models.TextField()
    links = models.TextField(default="[]")
    revision = models.PositiveIntegerField(default=0)
    base = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    frozen = models.OneToOneField(Version, null=True, on_delete=models.PROTECT, related_name="draft")
    changed = models.DateTimeField(auto_now=True)
    discarded = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "version"], condition=models.Q(discarded__isnull=True), name="draft_label_once_per_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line.code} {self.version}"


class DraftItem(models.Model):
    """One item where it stands. `place` counts from 0 among those with the same `parent` (a uuid, empty at the top).

    `data`: its other fields by the names of the core's Item, as plain JSON; `link`: what its isChildOf link says of its own.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="items")
    uuid = models.CharField(max_length=80)
    parent = models.CharField(max_length=80, blank=True)
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=60)
    title = models.TextField(blank=True)
    statement = models.TextField()
    pillars = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    link = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "uuid"], name="item_once_per_draft")]
        indexes = [models.Index(fields=["draft", "parent", "place"], name="draft_items_in_order")]

    def __str__(self) -> str:
        return self.code or self.uuid


class DraftChange(models.Model):
    """What was done to a draft. `before` and `after` hold only what differs, as canonical JSON (actions/rows.py says how).

    `back_to`: the revision whose state an undo brought back, so that a second undo goes further and does not turn round.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=300)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    back_to = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["draft", "revision"], name="one_draft_change_per_revision")]

    def __str__(self) -> str:
        return self.what


class DraftStageRow(models.Model):
    """A step in the life of a draft. The newest row is its present stage; rows are never changed."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=40, choices=stages)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.stage
