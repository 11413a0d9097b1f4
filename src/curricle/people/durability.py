"""A PostgreSQL that may lose an acknowledged save is refused at the start (`migrate` and the web server ask)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

NEEDED = ("fsync", "full_page_writes", "synchronous_commit")


@register(Tags.database)
def saves_survive_a_power_cut(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """One error for each of the three settings that is off."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                found += [_off(name) for name in NEEDED if _value(cursor, name) == "off"]
    return found


def _value(cursor: Any, name: str) -> str:
    cursor.execute("SELECT current_setting(%s)", [name])
    return str(cursor.fetchone()[0])


def _off(name: str) -> Error:
    return Error(f"PostgreSQL runs with {name} off: a power cut would lose what was saved.", hint=f"Set {name} to on.", id="people.E001")
