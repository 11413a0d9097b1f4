"""Where personal data are kept: every field of every table, with what it is for. The base of the record of processing, and later of
export, erasure and retention.

Each app says it once in its own personal.py with `personal` and `impersonal`; a test walks all tables and fails for a field of text,
JSON, date, file or person that is in neither. The lawful basis is the operator's to choose: nothing here presumes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.conf import settings
from django.db import models

BASIS = "chosen by the operator"


class Sort(StrEnum):
    """What kind of data a field holds."""

    CONTACT = "contact"
    IDENTITY = "identity"
    PROFESSIONAL = "professional"
    ACTIVITY = "activity"
    SECRET = "credential or secret"  # noqa: S105 - the name of a kind of data
    FREE_TEXT = "free text that may hold some"


#: How long, by key. The operator chooses the periods; the words say what begins the clock.
KEEP = {
    "account": "while the account is open, then until erasure is due",
    "record": "as long as the record of what was done is kept; it is never changed",
    "programme": "as long as the programme or framework it belongs to",
    "file": "until the file expires or what it belongs to goes",
    "invitation": "until some time after it was accepted, withdrawn or has expired",
    "complaint": "until some time after the answer",
    "work": "until the sweeper removes ended jobs and their queue",
    "session": "until the session ends or expires",
    "link": "until some time after the link has ended",
    "repeat": "24 hours after the request",
    "key": "until some time after the key has ended",
    "tries": "24 hours after the last try",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One field. `whose` is the way from the row to the person: a path of field names, or words where there is none."""

    model: str
    field: str
    sort: Sort
    whose: str
    purpose: str
    keep: str
    basis: str = BASIS

    @property
    def place(self) -> str:
        return f"{self.model}.{self.field}"


_HELD: dict[str, Held] = {}
_NOT: dict[str, str] = {}


def personal(model: str, *, whose: str, purpose: str, keep: str, fields: Mapping[str, Sort]) -> None:
    """Say that these fields of "app.Model" hold personal data. ValueError for a field said twice or an unknown key of retention."""
    if keep not in KEEP:
        raise ValueError(f"{model}: {keep!r} is no key of retention")
    for field, sort in fields.items():
        held = Held(model=model, field=field, sort=sort, whose=whose, purpose=purpose, keep=keep)
        _once(held.place)
        _HELD[held.place] = held


def impersonal(model: str, why: str, *fields: str) -> None:
    """Say that these fields hold none, and why."""
    for field in fields:
        _once(f"{model}.{field}")
        _NOT[f"{model}.{field}"] = why


def held() -> tuple[Held, ...]:
    """Every field of this installation that holds personal data, in the order of its tables."""
    return tuple(_HELD[place] for place in fields() if place in _HELD)


def holding_none() -> dict[str, str]:
    """{"app.Model.field": why} of the fields that were looked at and hold none."""
    return {place: _NOT[place] for place in fields() if place in _NOT}


def unsaid() -> tuple[str, ...]:
    """Fields that nobody has spoken of: a test holds this empty."""
    return tuple(place for place in fields() if place not in _HELD and place not in _NOT)


def unknown() -> tuple[str, ...]:
    """What was said of fields of installed tables that are not there, or need no word."""
    tables = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    return tuple(sorted(place for place in {*_HELD, *_NOT} - set(fields()) if place.rsplit(".", 1)[0] in tables))


def fields() -> tuple[str, ...]:
    """Every field of every installed table that could hold personal data, or point to a person."""
    return tuple(
        f"{model._meta.label}.{field.name}"
        for model in sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label)
        for field in _own(model)
        if _could(field)
    )


def _own(model: type[models.Model]) -> Iterator[models.Field]:
    yield from model._meta.local_concrete_fields
    yield from model._meta.local_many_to_many


TEXT = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.DateField,
    models.FileField,
    models.BinaryField,
    models.GenericIPAddressField,
)


def _could(field: models.Field) -> bool:
    related: Iterable[object] = [field.related_model._meta.label] if field.is_relation and field.related_model else []
    return isinstance(field, TEXT) or settings.AUTH_USER_MODEL in related


def _once(place: str) -> None:
    if place in _HELD or place in _NOT:
        raise ValueError(f"{place} was spoken of already")
