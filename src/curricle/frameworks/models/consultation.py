"""A draft in consultation: who is asked to read it, and what they say of it."""

from __future__ import annotations

import uuid

from django.db import models

from curricle.frameworks.models.draft import Draft


class ConsultationInvitation(models.Model):
    """An organisation, or one person, is asked to read a draft. `until` is the last day. One of the two is set, never both."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    until = models.DateField()
    withdrawn = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True, person__isnull=False)
                | models.Q(organisation__isnull=False, person__isnull=True),
                name="an_organisation_or_a_person_is_invited",
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class ConsultationComment(models.Model):
    """What a reader says of a draft, or of one item of it (`item`: its uuid). `reply` may come with the mark that it is answered."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="comments")
    item = models.CharField(max_length=80, blank=True)
    item_name = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    reply = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.uuid)
