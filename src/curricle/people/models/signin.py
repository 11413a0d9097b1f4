"""Signing in: failed tries, open sessions, and accounts of a university's own sign-in. Second factors lie in allauth's table."""

from django.conf import settings
from django.db import models


class SigninCount(models.Model):
    """Failed sign-ins, counted by account and by address. The key is a digest: the table tells nobody who tried."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()
    locked_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.failures} failures"


class OpenSession(models.Model):
    """One browser in which a person is signed in. `key` is that of the session; `seen` is at most five minutes behind."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_sessions")
    key = models.CharField(max_length=40, unique=True)
    begun = models.DateTimeField()
    seen = models.DateTimeField()
    browser = models.CharField(max_length=60)

    class Meta:
        ordering = ("-seen", "-pk")

    def __str__(self) -> str:
        return f"{self.browser} since {self.begun}"


class OutsideIdentity(models.Model):
    """An account elsewhere that opens this person's account here. Known by issuer and subject alone, never by e-mail."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="outside_identities")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    linked = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("issuer", "linked")
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="outside_identity_once")]

    def __str__(self) -> str:
        return f"{self.subject} of {self.issuer}"
