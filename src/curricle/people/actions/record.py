"""The record: one event for each thing done, written in the transaction that does it, each sealing the one before."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from curricle.people.models import AuditEvent, RecordHead
from curricle.people.policy import Actor
from curricle.people.queries.record import GENESIS, seal

RECORD_LOCK = 7_011_991  # any number, the same in every process: writers of the record queue up on it
LABEL = 200


@transaction.atomic
def record(
    *, by: Actor, verb: str, kind: str, id: str = "", label: str = "", detail: dict[str, Any] | None = None, organisation: int | None = None
) -> int:
    """Write one event and return its number. `detail` is plain JSON (no floats); `label` is what a person would call the thing.

    The event belongs to the actor's organisation, or to `organisation` where an operator acts on one.
    """
    queue_up()
    head = RecordHead.objects.first() or RecordHead(number=0, hash=GENESIS)
    event = AuditEvent(
        number=head.number + 1,
        at=timezone.now(),
        actor_id=by.person,
        actor_name=_line(by.name),
        organisation_id=organisation or by.organisation,
        verb=verb,
        kind=kind,
        thing=str(id),
        label=_line(label),
        detail=_canonical(detail),
        previous=head.hash,
    )
    event.hash = seal(event)
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.save()
    return event.number


def record_refusal(*, by: Actor, address: str) -> int:
    """Somebody asked for what the rules do not give them."""
    return record(by=by, verb="was refused", kind="page", label=address)


def queue_up() -> None:
    """Be the only writer until this transaction ends: where a look before a change has no row to lock.

    SQLite's transactions are IMMEDIATE, so writers queue already; PostgreSQL gets a lock that ends with the transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECORD_LOCK])


def _line(words: str) -> str:
    """One line of printable text: no control character may forge a second line in a printed record."""
    return "".join(sign if sign.isprintable() else " " for sign in words)[:LABEL]


def _canonical(detail: dict[str, Any] | None) -> str:
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False) if detail else ""
