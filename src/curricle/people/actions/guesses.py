"""The count that makes guessing hopeless: by account, address and second factor. In the database, so that all processes share it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from curricle.people.models import SigninCount

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """`wait` is how many seconds until a try is looked at again, 0 for now; `last`: this one locks unless it is right."""

    wait: int = 0
    last: bool = False


def key_of(kind: str, value: str) -> str:
    """A digest: the table tells nobody who tried."""
    return hashlib.sha256(f"{kind}:{value}".encode("utf-8", "replace")).hexdigest()


def count_try(*, key: str, limit: int) -> int:
    """Count one try; seconds to wait when the key is locked."""
    return counted_try(key=key, limit=limit).wait


@transaction.atomic
def counted_try(*, key: str, limit: int) -> Try:
    """Count one try. From `limit` on every further failure doubles the wait; the lock is told once, by `last`."""
    now = timezone.now()
    row, _ = SigninCount.objects.select_for_update().get_or_create(key=key, defaults={"last": now})
    if row.locked_until and row.locked_until > now:
        return Try(wait=max(1, round((row.locked_until - now).total_seconds())))
    if now - row.last > FORGOTTEN_AFTER:
        row.failures = 0
    row.failures, row.last = row.failures + 1, now
    if row.failures >= limit:
        row.locked_until = now + min(FIRST_WAIT * 2 ** min(row.failures - limit, 10), LONGEST_WAIT)
    row.save()
    return Try(last=row.failures == limit)


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
