"""Which database "the database" is, for the duration of a block: a copy, a scratch file, a fresh schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

#: For a scratch file that is thrown away when anything goes wrong: no journal on disk, synced once at the end.
SCRATCH_START = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON"
NO_LIMIT = "-c statement_timeout=0 -c lock_timeout=15000"


@contextmanager
def pointed_at(settings: dict[str, Any]) -> Iterator[Any]:
    """Let `connection` mean the database of these settings inside the block, and what it meant before after it."""
    from django.db import connections
    from django.db.utils import load_backend

    kept = connections["default"]
    whole = connections.configure_settings({"default": dict(settings)})["default"]
    whole["OPTIONS"] = dict(whole["OPTIONS"])
    fresh = load_backend(whole["ENGINE"]).DatabaseWrapper(whole, "default")
    connections["default"] = fresh
    try:
        yield fresh
    finally:
        fresh.close()
        connections["default"] = kept


def scratch(path: Path) -> dict[str, Any]:
    """The settings of a SQLite file that nobody else knows."""
    from curricle.config.database import database

    settings = database(f"sqlite:///{quote(str(path))}")
    settings["OPTIONS"] |= {"init_command": SCRATCH_START}
    return settings


def schema(settings: dict[str, Any], name: str) -> dict[str, Any]:
    """The settings of a PostgreSQL database, seen through one schema, without a limit on the time of a statement."""
    return settings | {"OPTIONS": settings["OPTIONS"] | {"options": f"{NO_LIMIT} -c search_path={name}"}}


def unlimited(settings: dict[str, Any]) -> dict[str, Any]:
    """The same PostgreSQL database, for work that takes as long as it takes."""
    return settings | {"OPTIONS": settings["OPTIONS"] | {"options": NO_LIMIT}}


def is_sqlite(settings: dict[str, Any]) -> bool:
    return "sqlite" in settings["ENGINE"]
