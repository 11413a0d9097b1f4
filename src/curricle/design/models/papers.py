"""The papers made of a programme: one pack for each content, rule report and day; the files lie in the file store."""

from __future__ import annotations

import uuid

from django.db import models

from curricle.design.models.programme import ProgrammeRow


class PackRow(models.Model):
    """`digest` is the programme's at the time; an older one than the programme's own says that the papers are behind."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    programme = models.ForeignKey(ProgrammeRow, on_delete=models.CASCADE, related_name="packs")
    digest = models.CharField(max_length=64)
    revision = models.PositiveIntegerField()
    prepared = models.DateField()
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.digest[:12]


class PaperRow(models.Model):
    """One file of a pack. `file` is the uuid by which the store hands it out."""

    pack = models.ForeignKey(PackRow, on_delete=models.CASCADE, related_name="papers")
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=500)
    media_type = models.CharField(max_length=100)
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=40)

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.name
