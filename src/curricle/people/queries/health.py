"""Whether this installation can serve, and what an operator should look at."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from curricle.people import beats


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`away`: why pages cannot be served. `degraded`: what fails while pages are served. Sentences; both empty when all is well."""

    away: tuple[str, ...]
    degraded: tuple[str, ...] = ()


def health(*, whole: bool) -> Health:
    """Asks the database and, for the `whole` of it, the disk and the workers. Nothing in it is of people."""
    try:
        missing = missing_migrations()
    except (DatabaseError, InterfaceError):
        return Health(away=("the database does not answer",))
    away = ("the tables are older than this version: run curricle upgrade",) if missing else ()
    return Health(away=away, degraded=(*_disk(), *_workers()) if whole else ())


def missing_migrations() -> tuple[str, ...]:
    """Migrations of this program that the database has not had. Those of a newer program do not count. Raises DatabaseError."""
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(f"{app}.{name}" for app, name in _known() if (app, name) not in applied)


@cache
def _known() -> tuple[tuple[str, str], ...]:
    """They do not change while a process lives."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return tuple(sorted(loader.disk_migrations))


def _disk() -> tuple[str, ...]:
    probe = Path(settings.DATA) / f".probe-{secrets.token_hex(6)}"
    try:
        with os.fdopen(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(bytes(4096))
    except OSError as stop:
        return (f"the data folder cannot be written to: {stop.strerror}",)
    finally:
        with suppress(OSError):
            probe.unlink()
    return ()


def _workers() -> tuple[str, ...]:
    """A worker beats three times a lease; two leases of silence are not chance."""
    silence = beats.last_beat()
    if silence is None:
        return ("no worker has been seen for a day",)
    return (f"no worker has been seen for {round(silence)} s",) if silence > settings.JOB_LEASE_SECONDS * 2 else ()
