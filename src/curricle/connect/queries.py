"""Every read of keys worth a name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from curricle.connect.models import KeyRow
from curricle.connect.policy import still_keeps
from curricle.connect.scopes import known
from curricle.core.terms import Role
from curricle.people import queries as people
from curricle.people.policy import Actor

LONGEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFacts:
    """A key as its page shows it. `start` is how it begins; the rest of it is known to nobody here."""

    id: int
    uuid: str
    label: str
    start: str
    scopes: tuple[str, ...]
    organisation: int
    made_by: int
    made: datetime
    expires: datetime
    last_used: datetime | None

    @property
    def expired(self) -> bool:
        return self.expires <= timezone.now()


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that asks with a good key: it acts as the key's maker may today, within the key's scopes."""

    key: KeyFacts
    actor: Actor


def digest_of(key: str) -> str:
    """What is stored of a key: it has 256 random bits, so that one round of SHA-256 is enough."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def keys_of(organisation: int | None) -> tuple[KeyFacts, ...]:
    """The keys that were not ended, newest first."""
    return tuple(_facts(row) for row in KeyRow.objects.filter(organisation=organisation, ended__isnull=True))


def program(key: str) -> Program | None:
    """Who asks with this key; None where it is unknown, ended, expired, or its maker could not make it today. Four queries."""
    if len(key) > LONGEST:
        return None
    row = KeyRow.objects.filter(digest=digest_of(key), ended__isnull=True, expires__gt=timezone.now()).first()
    if row is None:
        return None
    maker = people.actor_of(row.made_by_id, row.organisation_id)
    actor = replace(maker, name=f"{maker.name}, by the key “{row.label}”", roles=maker.roles - {Role.OPERATOR}, operator=False)
    if not still_keeps(actor, row.organisation_id):
        return None
    return Program(key=_facts(row), actor=actor)


def _facts(row: KeyRow) -> KeyFacts:
    return KeyFacts(
        id=row.pk,
        uuid=str(row.uuid),
        label=row.label,
        start=row.start,
        scopes=known(row.scopes),
        organisation=row.organisation_id,
        made_by=row.made_by_id,
        made=row.made,
        expires=row.expires,
        last_used=row.last_used,
    )
