"""The count that makes guessing hopeless: by account, address and second factor. In the database, so that all processes share it."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from curricle.people.models import SigninCount

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(hours=24)


def key_of(kind: str, value: str) -> str:
    """A digest: the table tells nobody who tried."""
    return hashlib.sha256(f"{kind}:{value}".encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def count_try(*, key: str, limit: int) -> int:
    """Count one try; seconds to wait when the key is locked. From `limit` on every further failure doubles the wait."""
    now = timezone.now()
    row, _ = SigninCount.objects.select_for_update().get_or_create(key=key, defaults={"last": now})
    if row.locked_until and row.locked_until > now:
        return max(1, round((row.locked_until - now).total_seconds()))
    if now - row.last > FORGOTTEN_AFTER:
        row.failures = 0
    row.failures, row.last = row.failures + 1, now
    if row.failures >= limit:
        row.locked_until = now + min(FIRST_WAIT * 2 ** min(row.failures - limit, 10), LONGEST_WAIT)
    row.save()
    return 0


def forget_tries(*, key: str) -> None:
    """The right answer was given."""
    SigninCount.objects.filter(key=key).delete()


def forgive_try(*, key: str) -> None:
    """The newest try counts no more, those before do."""
    SigninCount.objects.filter(key=key, failures__gt=0).update(failures=F("failures") - 1, locked_until=None)


@transaction.atomic
def forget_old_tries() -> int:
    """Remove counts that no longer matter; how many."""
    return SigninCount.objects.filter(last__lt=timezone.now() - FORGOTTEN_AFTER).delete()[0]
