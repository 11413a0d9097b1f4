"""What was done to a draft: who, what, before, after, revision. Undo is the inverse; rows are never changed."""

from __future__ import annotations

from django.db import models

from curricle.design.models.programme import ProgrammeRow


class Change(models.Model):
    """`before` and `after` are canonical programme documents; `before` is empty for the change that made the programme."""

    programme = models.ForeignKey(ProgrammeRow, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=300)
    before = models.TextField(blank=True)
    after = models.TextField()
    digest_before = models.CharField(max_length=64, blank=True)
    digest_after = models.CharField(max_length=64)

    class Meta:
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["programme", "revision"], name="one_change_per_revision")]

    def __str__(self) -> str:
        return self.what
