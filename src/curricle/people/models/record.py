"""The record of what was done: append only. Triggers in the database refuse a change or a removal; each event seals the one before."""

from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """`number` counts without a gap; `hash` is over the event and `previous`. Names are kept as they were: people may be renamed."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=200)
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    thing = models.CharField(max_length=64, blank=True)
    label = models.CharField(max_length=200, blank=True)
    detail = models.TextField(blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        indexes = [models.Index(fields=["organisation", "-number"]), models.Index(fields=["thing"])]

    def __str__(self) -> str:
        return f"{self.number} {self.actor_name} {self.verb} {self.label}"


class RecordHead(models.Model):
    """One row: the last number and hash, so that events cut off at the end are missed too."""

    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
