"""Links for people without an account: one thing, one purpose, one addressee, a last day. Secrets lie here as keyed digests alone."""

import uuid

from django.conf import settings
from django.db import models


class ShareLink(models.Model):
    """`digest` is that of the newest address that was mailed, `code` that of the newest six digits; empty before there is one.

    `ends` is the last day it is good. `openings` counts right codes, `most_openings` may limit them. `wrong` counts wrong codes since
    the address was mailed.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=60)
    thing = models.UUIDField(db_index=True)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    question = models.TextField(blank=True)
    ends = models.DateField()
    most_openings = models.PositiveSmallIntegerField(null=True, blank=True)
    openings = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    sent = models.DateTimeField(null=True, blank=True)
    opened = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-made", "-pk")

    def __str__(self) -> str:
        return f"{self.purpose} for {self.name}"


class LinkUse(models.Model):
    """One use. `address` is a keyed digest of where it came from: enough to tell two places apart, not to find either."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="uses")
    at = models.DateTimeField()
    what = models.CharField(max_length=40)
    label = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["address", "-at"], name="people_linkuse_address")]

    def __str__(self) -> str:
        return f"{self.what} {self.label}".strip()


class LinkAnswer(models.Model):
    """What the outsider wrote, as it stands now; `done` is when they said that it is finished."""

    link = models.OneToOneField(ShareLink, on_delete=models.CASCADE, related_name="answer")
    text = models.TextField()
    made = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField()
    done = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text[:60]
