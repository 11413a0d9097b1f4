"""What the pages of keys say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from curricle.connect.queries import KeyFacts
from curricle.connect.scopes import kept_for_leads
from curricle.people.policy import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """`start` is how the key begins; the rest is known to its program alone."""

    uuid: str
    label: str
    start: str
    scopes: tuple[str, ...]
    made_by: str
    expires: datetime
    expired: bool
    last_used: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysPage:
    """`kept` are the scopes that are offered to programme leads alone, where the person is none."""

    form: Any
    organisation: str
    keys: tuple[KeyLine, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMadePage:
    """`key` stands on this answer and nowhere else."""

    label: str
    key: str
    address: str


def keys_page(form: Any, by: Actor, keys: tuple[KeyFacts, ...], names: dict[int, str]) -> KeysPage:
    return KeysPage(
        form=form,
        organisation=by.organisation_name,
        keys=tuple(_line(each, names) for each in keys),
        kept=tuple(scope.name for scope in kept_for_leads(by)),
    )


def _line(key: KeyFacts, names: dict[int, str]) -> KeyLine:
    return KeyLine(
        uuid=key.uuid,
        label=key.label,
        start=key.start,
        scopes=key.scopes,
        made_by=names.get(key.made_by, ""),
        expires=localtime(key.expires),
        expired=key.expired,
        last_used=localtime(key.last_used) if key.last_used else None,
    )
