"""What is saved stays saved, and saving goes on by itself.

A PostgreSQL that may lose an acknowledged save is refused at the start (`migrate` and the web server ask). A connection to SQLite
that was opened while the disk took no changes is not kept.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.signals import connection_created

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


def not_kept_where_it_can_only_read(connection: Any, **_: Any) -> None:
    """SQLite opens a file that it may not write for reading alone, and says so only at the first save, long after the disk is well.

    Such a connection serves its request and is closed then. (The file is not opened to find out: closing it again would take away
    the locks that SQLite holds on it.)
    """
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        effective = os.access in os.supports_effective_ids
        if not os.access(connection.settings_dict["NAME"], os.W_OK, effective_ids=effective):
            connection.close_at = 0.0


connection_created.connect(not_kept_where_it_can_only_read, dispatch_uid="curricle.people.durability")
