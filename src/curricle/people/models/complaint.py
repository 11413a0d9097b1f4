"""Complaints about how personal data are used: made without an account, answered within thirty days."""

import uuid

from django.conf import settings
from django.db import models


class Complaint(models.Model):
    """About one organisation, or about the installation where `organisation` is empty. `reference` is what people quote."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    organisation = models.ForeignKey("people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    words = models.TextField()
    made = models.DateTimeField()
    due = models.DateField()
    acknowledged = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("due", "pk")
        indexes = [models.Index(fields=["organisation", "due"])]

    def __str__(self) -> str:
        return self.reference
