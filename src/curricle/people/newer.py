"""Data of a newer version: a server that would read tables it does not know does not start (`migrate` asks too)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def unknown_migrations(seen: Iterable[tuple[str, str]]) -> list[str]:
    """Those of these (app, name) that this version does not have, as app.name."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return sorted(".".join(node) for node in set(seen) - set(known))


@register(Tags.database)
def data_are_not_newer(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """An error where the database has seen migrations that this version does not have."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        newer = unknown_migrations(MigrationRecorder(connections[alias]).applied_migrations())
        if newer:
            words = f"These data were made by a newer Curricle: it knows {newer[0]}."
            found.append(Error(words, hint="Start that version or a later one, or restore a backup made before it.", id="people.E005"))
    return found
