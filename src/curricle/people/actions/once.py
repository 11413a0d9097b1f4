"""One thing from a request sent twice: the first is carried out, a repeat gets the answer of the first.

The key is written before the work begins and the answer after it, in the transaction of the work itself. So a repeat that comes
at the same time waits (on PostgreSQL at the unique key, on SQLite at the write lock), and a process that is killed in between
leaves neither the work nor the key: the repeat then does it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone

from curricle.people.models import OnceRow

T = TypeVar("T")
KEPT_FOR = timedelta(hours=24)


class OtherRequest(ValueError):
    """The key has been used for another request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a repeat is answered with: a status, some headers such as Location, and a small body without secrets."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


def once(*, asker: str, key: str, request: str, act: Callable[[], T], keep: Callable[[T], Answer | None]) -> T | Answer:
    """Carry `act` out once for this asker and key; a repeat gets the kept Answer. Raises OtherRequest where `request` is not the same.

    `request` is a digest of all that was asked. `keep` says what a repeat will be answered with, or None where it shall be
    tried again: then the key is free, and what the work wrote stays. What `act` raises takes all it wrote back. Two queries.
    """
    name = hashlib.sha256(f"{asker}\n{key}".encode("utf-8", "replace")).hexdigest()
    with transaction.atomic():
        if not _taken(name, request):
            return _kept(name, request)
        result = act()
        answer = keep(result)
        row = OnceRow.objects.filter(key=name)
        if answer is None:
            row.delete()
        else:
            row.update(answer={"status": answer.status, "headers": dict(answer.headers), "body": answer.body})
    return result


def forget_answers() -> int:
    """Remove answers that are older than a day; how many. From then on the same key begins anew."""
    return OnceRow.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()[0]


def _taken(key: str, request: str) -> bool:
    """Whether the key is ours now; False when it was there before. Waits while another transaction has it in hand."""
    try:
        with transaction.atomic():
            OnceRow.objects.create(key=key, request=request)
    except IntegrityError:
        return False
    return True


def _kept(key: str, request: str) -> Answer:
    row = OnceRow.objects.get(key=key)
    if row.request != request:
        raise OtherRequest("This key was used for another request.")
    return Answer(**row.answer)
