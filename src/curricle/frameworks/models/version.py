"""A framework line, its frozen versions, and the stages they went through."""

from __future__ import annotations

import uuid

from django.db import models

from curricle.core.terms import Stage


def stages() -> list[tuple[str, str]]:
    return [(stage.value, stage.value.capitalize()) for stage in Stage]


class Line(models.Model):
    """All versions of one framework, owned by one organisation."""

    uuid = models.UUIDField(default=uuid.uuid4)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=100)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="line_code_once_per_organisation"),
            models.UniqueConstraint(fields=["organisation", "uuid"], name="line_uuid_once_per_organisation"),
        ]

    def __str__(self) -> str:
        return self.code


class Version(models.Model):
    """One frozen document: content only. Two triggers refuse its change and removal (see the migration)."""

    uuid = models.UUIDField()
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=60)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=60)
    professions = models.CharField(max_length=500, blank=True)
    demonstration = models.BooleanField(default=False)
    items = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    document = models.TextField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "uuid"], name="version_uuid_once_per_line"),
            models.UniqueConstraint(fields=["line", "version"], name="version_label_once_per_line"),
        ]
        indexes = [models.Index(fields=["uuid"]), models.Index(fields=["digest"])]

    def __str__(self) -> str:
        return f"{self.line.code} {self.version}"


class StageRow(models.Model):
    """A step in the life of a version. The newest row is the present stage; rows are never changed."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=40, choices=stages)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.stage
