"""A projection of a version's items, for search, lists and trees; rebuilt from the document by one function."""

from __future__ import annotations

from django.db import models

from curricle.frameworks.models.version import Version


class ItemRow(models.Model):
    """One item of one version. `place` is its rank in the depth-first walk; `search` is folded text (meanings, 27)."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="rows")
    uuid = models.CharField(max_length=80)
    parent = models.CharField(max_length=80, blank=True)
    place = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField()
    children = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=60)
    title = models.TextField(blank=True)
    statement = models.TextField()
    pillars = models.CharField(max_length=300, blank=True)
    mappable = models.BooleanField(default=False)
    search = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "uuid"], name="item_once_per_version")]
        indexes = [models.Index(fields=["version", "parent", "place"]), models.Index(fields=["uuid"])]

    def __str__(self) -> str:
        return self.code or self.uuid
