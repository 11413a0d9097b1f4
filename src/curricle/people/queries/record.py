"""Reading the record, and finding where it was tampered with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import Any

from curricle.core.canonical import digest
from curricle.people.models import AuditEvent, RecordHead

GENESIS = "0" * 64
SEALED = ("number", "actor_id", "actor_name", "organisation_id", "verb", "kind", "thing", "label", "detail", "previous")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordState:
    """`sound`, or the number of the first event that is not as it was written, and in words what happened to it."""

    events: int
    sound: bool
    first_bad: int = 0
    says: str = ""


def seal(event: AuditEvent) -> str:
    """SHA-256 over everything an event says and over the hash of the one before."""
    document: dict[str, Any] = {name: getattr(event, name) for name in SEALED}
    document["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    return digest(document)


def verify_record() -> RecordState:
    """Walk the chain from its first event: names the first that was altered, removed or moved, and events cut off at the end."""
    previous, count = GENESIS, 0
    for event in AuditEvent.objects.order_by("number").iterator(chunk_size=2000):
        count += 1
        if event.number != count:
            return RecordState(events=count, sound=False, first_bad=count, says=f"event {count} was removed or moved")
        if event.previous != previous:
            return RecordState(events=count, sound=False, first_bad=count, says=f"event {count} does not follow the one before it")
        if seal(event) != event.hash:
            return RecordState(events=count, sound=False, first_bad=count, says=f"event {count} was altered")
        previous = event.hash
    return _against_head(count, previous)


def _against_head(count: int, last: str) -> RecordState:
    head = RecordHead.objects.first()
    number, sealed = (head.number, head.hash) if head else (0, GENESIS)
    if number > count:
        return RecordState(events=count, sound=False, first_bad=count + 1, says=f"events {count + 1} to {number} were cut off")
    if (number, sealed) != (count, last):
        return RecordState(events=count, sound=False, first_bad=count, says="the record does not end where it should")
    return RecordState(events=count, sound=True)
