"""Reading the record, and finding where it was tampered with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q

from curricle.core.canonical import digest
from curricle.core.terms import Role
from curricle.people.models import AuditEvent, RecordHead
from curricle.ui.words import day

GENESIS = "0" * 64
NOTHING = (0, GENESIS)  # the head of an empty record
SEALED = ("number", "actor_id", "actor_name", "organisation_id", "verb", "kind", "thing", "label", "detail", "previous")
ROLES = {role.value: role.label for role in Role}
DAY_SIGNS = 10  # 2027-09-20
DIGEST_SIGNS = 64  # SHA-256 in hexadecimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordState:
    """`sound`, or the number of the first event that is not as it was written, and in words what happened to it."""

    events: int
    sound: bool
    first_bad: int = 0
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """One page of an organisation's events, newest first; `lines` hold at, who, verb, label, detail.

    Not the number: it counts over the whole installation, and so would tell how much is done elsewhere.
    """

    lines: tuple[dict[str, Any], ...]
    total: int
    page: int
    pages: int
    words: str


def events(organisation: int | None, *, words: str = "", page: int = 1, size: int = 50) -> Events:
    """Events of one organisation; `words` is looked for in who, verb and label. A page beyond the last is the last."""
    rows = AuditEvent.objects.filter(organisation=organisation, organisation__isnull=False).order_by("-number")
    if words:
        rows = rows.filter(Q(actor_name__icontains=words) | Q(verb__icontains=words) | Q(label__icontains=words))
    total = rows.count()
    pages = max(1, -(-total // size))
    page = min(page, pages)
    lines = tuple(_line(row) for row in rows[(page - 1) * size : page * size])
    return Events(lines=lines, total=total, page=page, pages=pages, words=words)


def events_after(organisation: int | None, number: int, *, most: int) -> tuple[tuple[dict[str, Any], ...], int]:
    """At most so many events of one organisation after its `number`-th, oldest first, and how many it has in all.

    They are counted within the organisation: the record's own numbers would tell how much others do.
    """
    rows = AuditEvent.objects.filter(organisation=organisation, organisation__isnull=False).order_by("number")
    found = enumerate(rows[number : number + most], number + 1)
    return tuple({"number": place} | _line(row) for place, row in found), rows.count()


def _line(row: AuditEvent) -> dict[str, Any]:
    facts = json.loads(row.detail) if row.detail else {}
    detail = ", ".join(f"{key.replace('_', ' ')}: {_said(key, value, facts)}" for key, value in facts.items() if value not in ("", None))
    return {"at": row.at, "who": row.actor_name, "verb": row.verb, "label": row.label, "detail": detail}


def _said(key: str, value: object, facts: dict[str, Any]) -> object:
    """A role by its name, a day written out, a digest by its first twelve signs as in the foot of a page; anything else as it is."""
    if "role" in facts and key in ("role", "before") and value in ROLES:
        return ROLES[value]
    if isinstance(value, str) and len(value) == DAY_SIGNS:
        try:
            return day(date.fromisoformat(value))
        except ValueError:
            return value
    whole = isinstance(value, str) and len(value) == DIGEST_SIGNS and all(sign in "0123456789abcdef" for sign in value)
    return str(value)[:12] if whole else value


def events_about(kind: str) -> Counter[tuple[str, str]]:
    """How often the record says that something was done to a thing of this kind: {(id, verb): times}."""
    return Counter(AuditEvent.objects.filter(kind=kind).order_by("number").values_list("thing", "verb"))


def seal(event: AuditEvent) -> str:
    """SHA-256 over everything an event says and over the hash of the one before."""
    document: dict[str, Any] = {name: getattr(event, name) for name in SEALED}
    document["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    return digest(document)


def verify_record(last: int = 0) -> RecordState:
    """Walk the chain from its first event: names the first that was altered, removed or moved, and events cut off at the end.

    With `last`, walk only so many events up to the end: what a page can afford, however long the record is.
    """
    rows = AuditEvent.objects.order_by("number")
    start = rows.order_by("-number")[last : last + 1].first() if last else None
    begin = (start.number, start.hash) if start else NOTHING
    return verify_events(rows.filter(number__gt=begin[0]).iterator(chunk_size=2000), record_head(), begin)


def verify_events(events: Iterable[AuditEvent], head: tuple[int, str], begin: tuple[int, str] = NOTHING) -> RecordState:
    """The same for events from anywhere, a backup say: by number, after the event `begin`; `head` is what the last must be."""
    count, previous = begin
    for event in events:
        count += 1
        if event.number != count:
            return RecordState(events=count, sound=False, first_bad=count, says=f"event {count} was removed or moved")
        if event.previous != previous:
            return RecordState(events=count, sound=False, first_bad=count, says=f"event {count} does not follow the one before it")
        if seal(event) != event.hash:
            return RecordState(events=count, sound=False, first_bad=count, says=f"event {count} was altered")
        previous = event.hash
    return _against_head(count, previous, head)


def event_of(columns: dict[str, Any]) -> AuditEvent:
    """An event from the columns of a row that lies elsewhere, unsaved; `at` is the moment in UTC as text. Raises ValueError."""
    known = {field.attname for field in AuditEvent._meta.concrete_fields}
    event = AuditEvent(**{name: value for name, value in columns.items() if name in known})
    event.at = datetime.fromisoformat(columns["at"]).replace(tzinfo=UTC)
    return event


def record_head() -> tuple[int, str]:
    """Number and hash of the newest event, as the head keeps them apart from the events: what an operator notes elsewhere."""
    head = RecordHead.objects.first()
    return (head.number, head.hash) if head else NOTHING


def event_hash(number: int) -> str:
    """The hash of one event, to compare with the one noted elsewhere; "" when there is no such event. 0 is before the first."""
    if number == 0:
        return GENESIS
    return AuditEvent.objects.filter(number=number).values_list("hash", flat=True).first() or ""


def _against_head(count: int, last: str, head: tuple[int, str]) -> RecordState:
    number, _ = head
    if number > count:
        return RecordState(events=count, sound=False, first_bad=count + 1, says=f"events {count + 1} to {number} were cut off")
    if head != (count, last):
        return RecordState(events=count, sound=False, first_bad=count, says="the record does not end where it should")
    return RecordState(events=count, sound=True)
