"""Bringing the tables up to this version. A backup first; then the old tables or the new ones, never something between."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from curricle import __version__
from curricle.door.problems import Refused, refuse


def bring(say: Any = lambda words: None) -> str:
    """Bring the database of the settings in force up to date; the state it was found in (none, current, older).

    Raises Refused where the data are newer, in use, or could not be brought up to date: then they are as they were.
    """
    from django.conf import settings
    from django.db import connection

    from curricle.cli.backup import swap
    from curricle.cli.backup.place import is_sqlite
    from curricle.cli.backup.schema import NONE, OLDER, state

    found = state(connection)
    if found == NONE:
        _migrate()
    if found != OLDER:
        return found
    data = Path(settings.DATA)
    in_memory = ":memory:" in str(connection.settings_dict["NAME"]) or "mode=memory" in str(connection.settings_dict["NAME"])
    with swap.alone(data):
        if is_sqlite(connection.settings_dict) and not in_memory:
            _copy_and_swap(connection, data, say)
        else:
            _in_one_transaction(connection, data, say)
    return found


def _copy_and_swap(connection: Any, data: Path, say: Any) -> None:
    """SQLite: the migrations run on a copy while nobody can write, and the copy takes the place by a rename."""
    import sqlite3

    from curricle.cli.backup import swap
    from curricle.cli.backup.place import pointed_at, scratch

    database = Path(connection.settings_dict["NAME"])
    connection.close()
    fresh = swap.fresh_beside(database)
    try:
        with swap.held(database) as held:
            if held is None:
                raise refuse(
                    str(database), "the database cannot be read; `curricle doctor` says more, `curricle backup restore` brings one back"
                )
            with sqlite3.connect(fresh) as copy:
                held.backup(copy)
            copy.close()
            with pointed_at(scratch(fresh)) as inside:
                backup = _backup_first(inside, data, say)
                _migrated(backup)
            swap.put_in(fresh, database, held)
    finally:
        fresh.unlink(missing_ok=True)


def _in_one_transaction(connection: Any, data: Path, say: Any) -> None:
    """PostgreSQL: all migrations in one transaction, which the server undoes when it fails or we are killed."""
    from django.db import transaction

    from curricle.cli.backup.place import is_sqlite, pointed_at, unlimited

    settings = connection.settings_dict
    if is_sqlite(settings):  # in memory: only tests
        _migrate()
        return
    with pointed_at(unlimited(settings)) as inside:
        backup = _backup_first(inside, data, say)
        with transaction.atomic():
            with inside.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            _migrated(backup)


def _backup_first(connection: Any, data: Path, say: Any) -> Any:
    from curricle.cli.backup import shelf
    from curricle.cli.backup.make import make

    path = shelf.folder_of(data) / shelf.name_now(__version__)
    made = make(connection, path)
    say(f"These data are of an older version. A backup of them is in {path}.")
    return made


def _migrated(backup: Any) -> None:
    """Migrate and note it. Raises Refused saying that nothing was changed and what to do."""
    from curricle.people import actions
    from curricle.people.policy import OPERATOR

    try:
        _migrate()
    except Refused:
        raise
    except Exception as stop:
        words = str(stop).strip().splitlines()[0] if str(stop).strip() else type(stop).__name__
        says = f"it could not be brought up to version {__version__} ({words}). It is as it was: the version before serves it on"
        raise refuse("the database", f"{says}. A backup is in {backup.path}") from stop
    detail = {"digest": backup.digest, "before_version": __version__, "record": backup.manifest.record}
    actions.backup_made(by=OPERATOR, name=backup.path.name, detail=detail)


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
