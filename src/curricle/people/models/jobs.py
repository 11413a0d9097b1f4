"""Work behind the page. A job holds a lease while it runs; a killed one loses its lease and ends once, visibly."""

import uuid

from django.conf import settings
from django.db import models


class JobState(models.TextChoices):
    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


class Job(models.Model):
    """`attempt` is also the fence: work of an earlier attempt that is still alive somewhere can no longer write."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    cancel = models.BooleanField(default=False)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=64, blank=True)
    started = models.DateTimeField(null=True, blank=True)
    task = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)
    link = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True, blank=True)
    file = models.ForeignKey("people.StoredFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-made",)
        indexes = [models.Index(fields=["state", "lease"]), models.Index(fields=["made_by", "-made"])]

    def __str__(self) -> str:
        return f"{self.label} ({self.state})"
