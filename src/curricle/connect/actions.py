"""Making and ending keys."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from curricle.connect.models import KeyRow
from curricle.connect.policy import TABLE
from curricle.connect.policy import key as thing
from curricle.connect.queries import KeyFacts, digest_of
from curricle.connect.scopes import offered
from curricle.people import queries as people
from curricle.people.actions import record
from curricle.people.entries import BadEntry, line
from curricle.people.policy import Actor, Hidden, require

PREFIX = "cur_"
NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """`key` is handed out here and nowhere else."""

    uuid: str
    key: str
    label: str


@transaction.atomic
def make_key(*, by: Actor, label: str, scopes: Iterable[str], days: int) -> Made:
    """A new key of the actor's organisation. Raises BadEntry without a scope or for one not theirs; policy's Forbidden or Hidden."""
    require(TABLE, by, "c", thing(by.organisation))
    label, wanted = line(label, what="What the key is for", limit=100), tuple(dict.fromkeys(scopes))
    theirs = {scope.name for scope in offered(by)}
    if not wanted or not theirs.issuperset(wanted):
        raise BadEntry("Choose what the program may do, among the things that you may do yourself")
    if not 1 <= days <= settings.KEY_DAYS:
        raise BadEntry(f"A key lives for 1 to {settings.KEY_DAYS} days")
    key = PREFIX + secrets.token_urlsafe(32)
    row = KeyRow.objects.create(
        organisation_id=by.organisation,
        label=label,
        digest=digest_of(key),
        start=key[: len(PREFIX) + 4],
        scopes=list(wanted),
        made_by_id=by.person,
        expires=timezone.now() + timedelta(days=days),
    )
    detail = {"scopes": " ".join(wanted), "expires": row.expires.date().isoformat(), "begins": row.start}
    record(by=by, verb="made a key", kind="integration_key", id=str(row.uuid), label=label, detail=detail)
    return Made(uuid=str(row.uuid), key=key, label=label)


@transaction.atomic
def end_key(*, by: Actor, key: str) -> str:
    """The key (by uuid) opens nothing any more; its label. Ending it twice is ending it once. Raises policy's Forbidden or Hidden."""
    row = KeyRow.objects.select_for_update().filter(uuid=key).first()
    if row is None:
        raise Hidden("There is no such key.")
    require(TABLE, by, "d", thing(row.organisation_id, id=key))
    _end(by, row)
    return row.label


@transaction.atomic
def end_keys(*, by: Actor, organisation: str) -> int:
    """Every key of an organisation (by its code) opens nothing any more; how many there were. Raises Hidden for an unknown code."""
    place = people.organisation(organisation)
    require(TABLE, by, "d", thing(place.id))
    rows = list(KeyRow.objects.select_for_update().filter(organisation=place.id, ended__isnull=True))
    for row in rows:
        _end(by, row)
    return len(rows)


def note_use(*, key: KeyFacts) -> None:
    """When it was last used, to within five minutes."""
    before = timezone.now() - NOTED_EVERY
    if key.last_used is None or key.last_used < before:
        unnoted = Q(last_used__isnull=True) | Q(last_used__lt=before)
        KeyRow.objects.filter(unnoted, pk=key.id).update(last_used=timezone.now())


def _end(by: Actor, row: KeyRow) -> None:
    if row.ended is None:
        row.ended = timezone.now()
        row.save(update_fields=["ended"])
        record(by=by, verb="ended a key", kind="integration_key", id=str(row.uuid), label=row.label, organisation=row.organisation_id)
