"""What people decided about pairs of items of two versions."""

from __future__ import annotations

import uuid

from django.db import models

from curricle.core.versions.pairing import Verdict
from curricle.frameworks.models.version import Line


def verdicts() -> list[tuple[str, str]]:
    return [(verdict.value, verdict.value.capitalize()) for verdict in Verdict]


class VerdictRow(models.Model):
    """One decision. Versions are named by their UUID, which a draft has before it is frozen; `ended` is when it was taken back."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    before_version = models.CharField(max_length=80)
    after_version = models.CharField(max_length=80)
    before_item = models.CharField(max_length=80)
    after_item = models.CharField(max_length=80)
    verdict = models.CharField(max_length=20, choices=verdicts)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    ended = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["before_version", "after_version", "before_item", "after_item"],
                condition=models.Q(ended__isnull=True),
                name="one_verdict_a_pair",
            )
        ]

    def __str__(self) -> str:
        return self.verdict
