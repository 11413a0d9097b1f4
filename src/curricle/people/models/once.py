"""Requests that were carried out, so that sending one twice makes one thing."""

from django.db import models


class OnceRow(models.Model):
    """`key` and `request` are digests: the table tells nobody what was sent. `answer` is the small answer that a repeat gets again."""

    key = models.CharField(max_length=64, primary_key=True)
    request = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    answer = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.key[:12]
