"""Verifying a backup: every part by its digest, every row loaded for trial, every reference, and the seals of the record."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from curricle.cli.backup import load
from curricle.cli.backup.manifest import Table
from curricle.cli.backup.opened import Opened, Tell, open_backup, refuse_unsound, silent
from curricle.cli.backup.place import pointed_at, scratch
from curricle.cli.backup.schema import all_models, nodes
from curricle.door.problems import Problem, Refused, refuse

EVENTS = "people_auditevent"
FILES = "people_storedfile"


def verify(path: Path, tell: Tell = silent) -> Opened:
    """The backup, when everything in it is as it was written and can be loaded. Raises Refused naming what is not."""
    backup = open_backup(path, tell)
    check_parts(backup, tell)
    refuse_unsound(backup)
    _load_for_trial(backup, tell)
    check_record(backup)
    check_files_named(backup)
    return backup


def check_parts(backup: Opened, tell: Tell = silent) -> None:
    """Read every part once. Raises Refused with all that are damaged."""
    problems: list[Problem] = []
    held = backup.manifest
    streams: list[Iterator[bytes]] = [backup.lines(table) for table in held.tables] + [backup.file(kept) for kept in held.files]
    for at, stream in enumerate(streams):
        tell("Checking parts", at, len(streams))
        try:
            for _ in stream:
                pass
        except Refused as stop:
            problems += stop.problems
    try:
        backup.secret()
    except Refused as stop:
        problems += stop.problems
    if problems:
        raise Refused(problems)


def check_record(backup: Opened) -> None:
    """Walk the chain of events in the backup up to the head that its manifest states. Raises Refused."""
    from curricle.people.queries.record import verify_events

    table = table_of(backup, EVENTS)
    number, _, sealed = backup.manifest.record.partition(":")
    if not number.isdigit():
        raise refuse("manifest.json", "the head of the record is not NUMBER:HASH")
    state = verify_events(_events(backup, table), (int(number), sealed))
    if not state.sound:
        raise refuse("the record in the backup", state.says)


def check_files_named(backup: Opened) -> None:
    """Every kept file that had not expired is in the backup, or is named as missing already then. Raises Refused."""
    table = table_of(backup, FILES)
    at = {column.name: place for place, column in enumerate(table.columns)}
    here = {kept.sha256 for kept in backup.manifest.files} | set(backup.manifest.missing)
    finished = str(datetime.fromisoformat(backup.manifest.finished).astimezone(UTC).replace(tzinfo=None))
    rows = load.decoded(backup, table)
    wanted = {row[at["digest"]] for row in rows if row[at["expires"]] is None or row[at["expires"]] > finished}
    missing = sorted(wanted - here)
    if missing:
        raise Refused([Problem(at=f"files/{digest}", says="a row names this file, and the backup does not hold it") for digest in missing])


def table_of(backup: Opened, name: str) -> Table:
    found = next((table for table in backup.manifest.tables if table.name == name), None)
    if found is None:
        raise refuse(f"tables/{name}.jsonl", "this part is missing from the backup")
    return found


def _events(backup: Opened, table: Table) -> Iterator[Any]:
    """The events as the record's own values, unsaved."""
    from curricle.people.queries.record import event_of

    names = [column.name for column in table.columns]
    for row in load.decoded(backup, table):
        yield event_of(dict(zip(names, row, strict=True)))


def _load_for_trial(backup: Opened, tell: Tell) -> None:
    """Into a SQLite file in the temporary folder, made from the historical models: no migration runs. Raises Refused."""
    known = load.shapes_of(backup)
    with tempfile.TemporaryDirectory(prefix="curricle-verify-") as folder, pointed_at(scratch(Path(folder) / "trial")) as connection:
        connection.ensure_connection()
        connection.disable_constraint_checking()
        with connection.schema_editor() as editor:
            for model in all_models(nodes(backup.manifest.migrations)):
                editor.create_model(model)
        connection.disable_constraint_checking()
        load.fill(connection, backup, known, tell)
        problems = load.foreign_keys(connection)
        if problems:
            raise Refused(problems)
        load.compare(connection, backup, known, tell)
