"""What a file changed: the record of an import, kept for ever with its report."""

from __future__ import annotations

import uuid

from django.db import models

from curricle.frameworks.models.draft import Draft
from curricle.frameworks.models.version import Line, Version


class ImportRecord(models.Model):
    """One file that was brought. `places` maps ids of items to where they stood in it: content keeps none, so this is where it is known.

    `draft` or `version` is what it went into; a draft that the import began and that was undone is gone. `revision`: of the draft, as the
    import left it. `report`: {"rows": [[acts, code, words, fields, place, says]], "problems": [[at, says, weight]]}.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey(Draft, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    label = models.CharField(max_length=600)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    format = models.CharField(max_length=60)
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    places = models.JSONField(default=dict)
    undone = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "-id"], name="imports_of_organisation")]

    def __str__(self) -> str:
        return f"{self.name} into {self.label}"
