"""Putting a new SQLite file in the place of an old one in one step, while nobody has the old one open; the old one is never deleted.

Two things make it one step: the old file is brought to rest first (its -wal folded in, so that none is left to be replayed into
the new file), and the new one takes its name by a rename. Killed at any moment, there is the old database or the new one.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from curricle.cli.backup.container import sweep, sync_folder
from curricle.door.problems import refuse

PATIENCE = 5.0  # seconds that we wait for a save to end before we say that Curricle is running
BESIDE = ("-wal", "-shm", "-journal")
OWN = ("secret_key", "demo-accounts.json")


def stamp() -> str:
    """This second, as it stands in names: 20261128T105743Z."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """One restore or upgrade at a time in a data folder. Raises Refused when another is at work."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / ".at-work").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise refuse(str(data), "another restore or upgrade is at work here; wait for its end") from None
        yield


@contextmanager
def held(database: Path) -> Iterator[sqlite3.Connection | None]:
    """The database at rest and locked for the block; None where there is none or it cannot be read any more.

    Raises Refused when another process has it open.
    """
    if not database.exists():
        yield None
        return
    connection = sqlite3.connect(database, timeout=PATIENCE, isolation_level=None)
    try:
        yield connection if _rest(connection, database) else None
    finally:
        connection.close()


def put_in(fresh: Path, database: Path, held_by: sqlite3.Connection | None) -> None:
    """Let the new file take the name. What lies beside an old one that could not be read goes first: it must not be replayed."""
    sync_file(fresh)
    if held_by is None:
        for ending in BESIDE:
            database.with_name(database.name + ending).unlink(missing_ok=True)
    os.replace(fresh, database)
    sync_folder(database.parent)


def fresh_beside(database: Path) -> Path:
    """A name for the new file while it is made; those that killed processes left are removed."""
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep(database.parent)
    return database.with_name(f".{database.name}.{os.getpid()}.part")


def put_aside(data: Path, database: Path | None, name: str) -> Path:
    """Second names (not copies) for everything kept, in a folder of this name: a whole data folder, untouched by what follows."""
    folder = data / name
    folder.mkdir(mode=0o700)
    wanted = [data / each for each in OWN]
    wanted += [path for path in (data / "files").rglob("*") if path.is_file()]
    for path in wanted:
        if path.is_file():
            _link(path, folder / path.relative_to(data))
    for ending in ("", *BESIDE) if database else ():
        path = database.with_name(database.name + ending)
        if path.is_file():
            into = folder if database.parent == data else database.parent / name
            into.mkdir(mode=0o700, exist_ok=True)
            _link(path, into / path.name)
    return folder


def sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _rest(connection: sqlite3.Connection, database: Path) -> bool:
    """Fold the -wal in and lock; False for a file that is no database any more."""
    try:
        mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        if mode != "wal":
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")  # the lock then outlives its transaction, and the file can be copied
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            return True
    except sqlite3.OperationalError as stop:
        if "locked" not in str(stop):
            return False
    except sqlite3.DatabaseError:
        return False
    raise refuse(str(database), "Curricle is running on these data; stop it first (Ctrl+C, or your service manager)")


def _link(path: Path, to: Path) -> None:
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.link(path, to)
