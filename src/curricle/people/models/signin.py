"""Failed sign-ins, counted by account and by address. The key is a digest: the table tells nobody who tried."""

from django.db import models


class SigninCount(models.Model):
    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()
    locked_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.failures} failures"
