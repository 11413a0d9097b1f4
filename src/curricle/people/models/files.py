"""Files: kept ones by their digest, brought ones in quarantine until their person confirms."""

import uuid

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """A kept file. Its bytes lie under their SHA-256; `media_type` was read from the bytes, never from the name."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    thing = models.CharField(max_length=64, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made",)

    def __str__(self) -> str:
        return self.name


class QuarantinedFile(models.Model):
    """Bytes that wait, bound to one person, in a file named by the token."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    expires = models.DateTimeField()

    class Meta:
        ordering = ("expires",)

    def __str__(self) -> str:
        return self.name
