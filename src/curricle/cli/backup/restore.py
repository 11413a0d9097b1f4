"""Restoring: made and compared beside what is there, then put in its place in one step. The old is moved aside, not deleted."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curricle.cli.backup import load, schemas, swap
from curricle.cli.backup.container import sync_folder
from curricle.cli.backup.opened import Opened, Tell, open_backup, refuse_unsound, silent
from curricle.cli.backup.place import is_sqlite, pointed_at, schema, scratch, unlimited
from curricle.cli.backup.schema import Shape, last_of_each, nodes
from curricle.cli.backup.verify import check_files_named, check_parts, check_record
from curricle.door.problems import Refused, refuse

ROOM = 3  # times the unpacked size: the database with its indexes, and the files


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was put where. `aside` names the folder, and on PostgreSQL the schema, that the old data were moved to, if there were any."""

    backup: Opened
    data: Path
    database: str
    aside: tuple[str, ...]
    key: str  # "brought", "kept" or "new"


def restore(path: Path, *, replace: bool, tell: Tell = silent) -> Restored:
    """Restore into the installation that the settings in force describe. Raises Refused; until the last step nothing was changed."""
    from django.conf import settings

    data, database = Path(settings.DATA), settings.DATABASES["default"]
    backup = open_backup(path, tell)
    if not backup.sound:
        check_parts(backup, tell)
        refuse_unsound(backup)
    known = load.shapes_of(backup)
    check_files_named(backup)
    with swap.alone(data):
        _refuse_too_little_room(backup, data)
        work = _into_sqlite if is_sqlite(database) else _into_postgres
        aside = work(backup, known, data, database, replace, tell)
        key = _bring_key(backup, data)
    name = database["NAME"] if is_sqlite(database) else f"{database['HOST'] or 'this machine'}/{database['NAME']}"
    return Restored(backup=backup, data=data, database=str(name), aside=aside, key=key)


def _into_sqlite(
    backup: Opened, known: tuple[Shape, ...], data: Path, settings: dict[str, Any], replace: bool, tell: Tell
) -> tuple[str, ...]:
    database = Path(settings["NAME"])
    old = database.exists() or any(database.with_name(database.name + ending).exists() for ending in swap.BESIDE)
    if old and not replace:
        raise refuse(str(database), "there are data here already; give --replace to move them aside and restore")
    fresh = swap.fresh_beside(database)
    try:
        with swap.held(database) as held:
            with pointed_at(scratch(fresh)) as connection:
                _build(connection, backup, known, tell)
            aside = _aside(data, database) if old else ()
            _bring_files(backup, tell)
            swap.put_in(fresh, database, held)
    finally:
        fresh.unlink(missing_ok=True)
    return aside


def _into_postgres(
    backup: Opened, known: tuple[Shape, ...], data: Path, settings: dict[str, Any], replace: bool, tell: Tell
) -> tuple[str, ...]:
    with pointed_at(unlimited(settings)) as connection:
        old = schemas.has_tables(connection)
        if old and not replace:
            raise refuse("the database", "there are tables in it already; give --replace to move them aside and restore")
        if old:
            schemas.refuse_in_use(connection)
        with schemas.new_schema(connection) as new:
            with pointed_at(schema(settings, new)) as inside:
                _build(inside, backup, known, tell)
            name = f"curricle_before_{swap.stamp().lower()}"
            aside = _aside(data, None) if old else ()
            _bring_files(backup, tell)
            schemas.swap(connection, new, name)
    return (*aside, f"schema {name}") if old else ()


def _build(connection: Any, backup: Opened, known: tuple[Shape, ...], tell: Tell) -> None:
    """Tables as of the backup, its rows, a comparison, then the tables of this version and an event that says where they came from."""
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor

    from curricle.people import actions
    from curricle.people.policy import OPERATOR
    from curricle.people.queries import verify_record

    connection.ensure_connection()
    tell("Making the tables", 0, 1)
    MigrationExecutor(connection).migrate(last_of_each(nodes(backup.manifest.migrations)))
    if connection.vendor == "sqlite":
        connection.disable_constraint_checking()
    load.fill(connection, backup, known, tell)
    problems = load.foreign_keys(connection) if connection.vendor == "sqlite" else []
    if problems:
        raise Refused(problems)
    load.compare(connection, backup, known, tell)
    check_record(backup)
    tell("Bringing the tables up to date", 0, 1)
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    held = backup.manifest
    detail = {"digest": backup.digest, "record": held.record, "taken": held.taken, "made_by_version": held.curricle}
    actions.backup_restored(by=OPERATOR, name=backup.path.name, detail=detail)
    state = verify_record()
    if not state.sound:
        raise refuse("the record", f"after restoring, {state.says}")


def _bring_files(backup: Opened, tell: Tell) -> None:
    """Kept files beside those that are there: each lies under its digest, so none can replace another."""
    from curricle.people.store import kept_path

    wanted = backup.manifest.files
    for at, kept in enumerate(wanted):
        tell("Bringing kept files", at, len(wanted))
        path = kept_path(kept.sha256)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                for chunk in backup.file(kept):
                    out.write(chunk)
            os.replace(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
    os.sync()


def _aside(data: Path, database: Path | None) -> tuple[str, ...]:
    return (str(swap.put_aside(data, database, f"before-restore-{swap.stamp()}")),)


def _bring_key(backup: Opened, data: Path) -> str:
    """The key of the backup where it holds one, else what is there stays. Stamps and the demonstration's passwords are of the old data."""
    (data / "stamps" / "tables").unlink(missing_ok=True)
    (data / "demo-accounts.json").unlink(missing_ok=True)
    path, key = data / "secret_key", backup.secret()
    if not key:
        return "kept" if path.exists() else "new"
    fresh = data / f".secret_key.{os.getpid()}.part"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(key)
        out.flush()
        os.fsync(out.fileno())
    os.replace(fresh, path)
    sync_folder(data)
    return "brought"


def _refuse_too_little_room(backup: Opened, data: Path) -> None:
    """Better now than half way: at the worst the disk must hold the database, its indexes and the files."""
    free, wanted = shutil.disk_usage(data).free, ROOM * sum(table.size for table in backup.manifest.tables)
    wanted += sum(kept.size for kept in backup.manifest.files)
    if free < wanted:
        raise refuse(str(data), f"restoring may need {wanted // 1024**2 + 1} MB; {free // 1024**2} MB are free")
