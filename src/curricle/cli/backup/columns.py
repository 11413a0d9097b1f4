"""The values of a row between two databases and JSON: each kind of column has one plain form, the same whichever database it came from.

A moment is `2026-11-28 10:57:43.123456` in UTC, a UUID 32 hexadecimal signs, JSON its canonical text (so that an empty cell and a
JSON null stay two things), bytes base64, a duration whole microseconds. Everything else is itself.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

Convert = Callable[[Any], Any]

KINDS = {
    "IntegerField": "integer",
    "AutoField": "integer",
    "BooleanField": "boolean",
    "CharField": "text",
    "TextField": "text",
    "FileField": "text",
    "GenericIPAddressField": "address",
    "DateTimeField": "moment",
    "DateField": "day",
    "TimeField": "time",
    "UUIDField": "identifier",
    "JSONField": "json",
    "BinaryField": "bytes",
    "DurationField": "duration",
    "DecimalField": "decimal",
    "FloatField": "number",
}
HEX = re.compile(r"[0-9a-f]{32}")
LARGEST = 2**63
MICROSECOND = timedelta(microseconds=1)


class WrongValue(ValueError):
    """A value of a backup is not of its column's kind; says what was expected."""


def kind_of(field: Any) -> str:
    """The kind of a model's field; of a foreign key, that of what it points to. Raises TypeError for a field not known here."""
    while field.remote_field is not None:
        field = field.target_field
    for ancestor in type(field).__mro__:
        if ancestor.__name__ in KINDS:
            return KINDS[ancestor.__name__]
    raise TypeError(f"{field} has a type that backups do not know yet: {type(field).__name__}")


def select(vendor: str, column: str, kind: str) -> str:
    """How a column is asked for: on SQLite as the bare text it is kept as, without the driver's own reading of it."""
    quoted = f'"{column}"'
    return f"{quoted} || ''" if vendor == "sqlite" and kind in ("moment", "day", "time") else quoted


def leaving(vendor: str, kind: str) -> Convert | None:
    """From the database's value (never None) to the plain form; None where it is the plain form already."""
    if kind == "json":
        return _canonical_json
    if kind == "bytes":
        return lambda value: base64.b64encode(bytes(value)).decode("ascii")
    if kind == "boolean":
        return bool
    if kind == "decimal":
        return lambda value: format(Decimal(str(value)).normalize(), "f")
    if vendor == "sqlite":
        return None
    return _FROM_POSTGRES.get(kind)


def arriving(vendor: str, kind: str) -> Convert:
    """From the plain form (never None) to what the database takes. Raises WrongValue."""
    check = _CHECKS[kind]
    then = (_TO_SQLITE if vendor == "sqlite" else _TO_POSTGRES).get(kind)
    return (lambda value: then(check(value))) if then else check


def _canonical_json(value: Any) -> str:
    document = json.loads(value) if isinstance(value, str | bytes) else value
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _text(value: Any) -> str:
    if type(value) is not str:
        raise WrongValue("expected text")
    if "\x00" in value:
        raise WrongValue("the text holds a NUL character")
    return value


def _integer(value: Any) -> int:
    if type(value) is not int or not -LARGEST <= value < LARGEST:
        raise WrongValue("expected a whole number")
    return value


def _boolean(value: Any) -> bool:
    if type(value) is not bool:
        raise WrongValue("expected true or false")
    return value


def _identifier(value: Any) -> str:
    if not HEX.fullmatch(_text(value)):
        raise WrongValue("expected 32 hexadecimal signs")
    return value


def _bytes(value: Any) -> bytes:
    try:
        return base64.b64decode(_text(value), validate=True)
    except ValueError:
        raise WrongValue("expected bytes as base64") from None


def _number(value: Any) -> float:
    if type(value) not in (int, float):
        raise WrongValue("expected a number")
    return float(value)


def _decimal(value: Any) -> str:
    if not re.fullmatch(r"-?\d{1,60}(\.\d{1,60})?", _text(value)):
        raise WrongValue("expected a decimal number")
    return value


def _timely(kind: type[datetime] | type[date] | type[time], example: str) -> Convert:
    def check(value: Any) -> str:
        try:
            if str(kind.fromisoformat(value)) == value:
                return value
        except (TypeError, ValueError):
            pass
        raise WrongValue(f"expected a value such as {example}")

    return check


_CHECKS: dict[str, Convert] = {
    "text": _text,
    "address": _text,
    "json": _text,
    "integer": _integer,
    "duration": _integer,
    "boolean": _boolean,
    "identifier": _identifier,
    "bytes": _bytes,
    "number": _number,
    "decimal": _decimal,
    "moment": _timely(datetime, "2026-11-28 10:57:43.123456"),
    "day": _timely(date, "2026-11-28"),
    "time": _timely(time, "10:57:43"),
}
_TO_SQLITE: dict[str, Convert] = {"boolean": int}
_TO_POSTGRES: dict[str, Convert] = {"moment": lambda value: f"{value}+00", "duration": lambda value: f"{value} microseconds"}
_FROM_POSTGRES: dict[str, Convert] = {
    "moment": lambda value: str(value.astimezone(UTC).replace(tzinfo=None)),
    "day": str,
    "time": str,
    "address": str,
    "identifier": lambda value: value.hex if isinstance(value, UUID) else UUID(str(value)).hex,
    "duration": lambda value: value // MICROSECOND,
}
