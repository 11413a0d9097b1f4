"""Keys by which programs ask: for one organisation, with scopes, until a day. Only a digest of a key is stored."""

from __future__ import annotations

import uuid

from django.db import models


class KeyRow(models.Model):
    """`start` is how the key begins, to know it by. A key that was ended stays, for the record; its digest opens nothing any more."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=12)
    scopes = models.JSONField(default=list)
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    last_used = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made", "-id")
        indexes = [models.Index(fields=["organisation", "ended"])]

    def __str__(self) -> str:
        return self.label
