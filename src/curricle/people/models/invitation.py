"""Invitations: somebody is asked by mail to take a role. The link is signed, not stored; the row says whether it is still good."""

import uuid

from django.conf import settings
from django.db import models

from curricle.people.models.organisation import Organisation, roles


class Invitation(models.Model):
    """Open until it is accepted, withdrawn or past `expires`. `ends` is the last day of the role that is offered."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=roles)
    ends = models.DateField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    expires = models.DateTimeField()
    asked = models.PositiveSmallIntegerField(default=1)
    sent = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)
    accepted = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-made", "-pk")
        indexes = [models.Index(fields=["organisation", "-made"])]

    def __str__(self) -> str:
        return f"{self.name} to {self.organisation}"
