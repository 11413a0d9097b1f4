"""Putting the rows of a backup into empty tables, in one transaction, every value checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, NoReturn

from curricle.cli.backup.columns import WrongValue, arriving
from curricle.cli.backup.manifest import Table
from curricle.cli.backup.opened import Opened, Tell, silent
from curricle.cli.backup.rows import digest_of, snapshot
from curricle.cli.backup.schema import Shape, nodes, refuse_newer, shapes
from curricle.door.problems import Problem, Refused, refuse

BATCH = 500


def shapes_of(backup: Opened) -> tuple[Shape, ...]:
    """The tables as the backup's migrations left them. Raises Refused where the backup is newer, or names other tables or columns."""
    seen = nodes(backup.manifest.migrations)
    refuse_newer(str(backup.path), seen)
    known = shapes(seen)
    wanted = {shape.name: shape.columns for shape in known}
    here = {table.name: table.columns for table in backup.manifest.tables}
    says = "the backup's tables are not those that its migrations make"
    problems = [Problem(at=f"tables/{name}.jsonl", says=says) for name in sorted(wanted.keys() ^ here.keys())]
    other = sorted(name for name in wanted.keys() & here.keys() if wanted[name] != here[name])
    problems += [Problem(at=f"tables/{name}.jsonl", says=says) for name in other]
    if problems:
        raise Refused(problems)
    return known


def fill(connection: Any, backup: Opened, known: tuple[Shape, ...], tell: Tell = silent) -> None:
    """Load every table. On SQLite the caller has switched foreign keys off and looks at them afterwards. Raises Refused."""
    from django.db import DatabaseError, transaction

    tables = {table.name: table for table in backup.manifest.tables}
    try:
        with transaction.atomic():
            _empty(connection, known)
            for at, shape in enumerate(known):
                tell(f"Loading {shape.name}", at, len(known))
                _fill(connection, shape, tables[shape.name], backup)
            _set_sequences(connection, known)
    except DatabaseError as stop:  # at the commit: foreign keys on PostgreSQL
        raise refuse(str(backup.path), f"the database refuses it: {_first_line(stop)}") from None


def compare(connection: Any, backup: Opened, known: tuple[Shape, ...], tell: Tell = silent) -> None:
    """Read every table back and compare it with the backup. Raises Refused naming those that differ."""
    wanted = {table.name: table.sha256 for table in backup.manifest.tables}
    problems = []
    with snapshot(connection):
        for at, shape in enumerate(known):
            tell(f"Comparing {shape.name}", at, len(known))
            if digest_of(connection, shape) != wanted[shape.name]:
                problems.append(Problem(at=f"table {shape.name}", says="what was loaded is not what the backup holds"))
    if problems:
        raise Refused(problems)


def foreign_keys(connection: Any) -> list[Problem]:
    """Rows that point nowhere, on SQLite after loading with foreign keys off; each table is named once."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        found = {(row[0], row[2]) for row in cursor.fetchall()}
    return [Problem(at=f"table {table}", says=f"rows point to rows of {parent} that are not there") for table, parent in sorted(found)]


def decoded(backup: Opened, table: Table) -> Iterator[list[Any]]:
    """The rows of a table as plain lists. Raises Refused for a line that is not a list of so many values."""
    for number, line in enumerate(backup.lines(table), 1):
        try:
            row = json.loads(line, parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            raise refuse(f"tables/{table.name}.jsonl, row {number}", "this row is not JSON") from None
        if not isinstance(row, list) or len(row) != len(table.columns):
            raise refuse(f"tables/{table.name}.jsonl, row {number}", f"expected a list of {len(table.columns)} values")
        yield row


def _empty(connection: Any, known: tuple[Shape, ...]) -> None:
    """What migrations put into new tables makes room for what the backup holds."""
    with connection.cursor() as cursor:
        for shape in known:
            cursor.execute(f'SELECT 1 FROM "{shape.name}" LIMIT 1')  # noqa: S608 - names of our own models
            if cursor.fetchone():
                cursor.execute(f'DELETE FROM "{shape.name}"')  # noqa: S608


def _fill(connection: Any, shape: Shape, table: Table, backup: Opened) -> None:
    from django.db import DatabaseError

    values = _values(connection.vendor, shape, table, backup)
    write = _into_sqlite if connection.vendor == "sqlite" else _into_postgres
    try:
        written = write(connection, shape, values)
    except (DatabaseError, ValueError, OverflowError) as stop:
        raise refuse(f"tables/{shape.name}.jsonl", f"the database refuses a row: {_first_line(stop)}") from None
    if written != table.rows:
        raise refuse(f"tables/{shape.name}.jsonl", f"there are {written} rows; the manifest says {table.rows}")


def _values(vendor: str, shape: Shape, table: Table, backup: Opened) -> Iterator[list[Any]]:
    converts = [arriving(vendor, column.kind) for column in shape.columns]
    for number, row in enumerate(decoded(backup, table), 1):
        for at, value in enumerate(row):
            if value is not None:
                try:
                    row[at] = converts[at](value)
                except WrongValue as stop:
                    place = f"tables/{shape.name}.jsonl, row {number}, column {shape.columns[at].name}"
                    raise refuse(place, str(stop)) from None
        yield row


def _into_sqlite(connection: Any, shape: Shape, values: Iterator[list[Any]]) -> int:
    names = ", ".join(f'"{column.name}"' for column in shape.columns)
    marks = ", ".join("?" * len(shape.columns))
    statement = f'INSERT INTO "{shape.name}" ({names}) VALUES ({marks})'  # noqa: S608 - names of our own models
    written = 0
    with connection.wrap_database_errors:
        while batch := list(islice(values, BATCH)):
            connection.connection.executemany(statement, batch)
            written += len(batch)
    return written


def _into_postgres(connection: Any, shape: Shape, values: Iterator[list[Any]]) -> int:
    names = ", ".join(f'"{column.name}"' for column in shape.columns)
    written = 0
    statement = f'COPY "{shape.name}" ({names}) FROM STDIN'
    with connection.wrap_database_errors, connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in values:
            copy.write_row(row)
            written += 1
    return written


def _set_sequences(connection: Any, known: tuple[Shape, ...]) -> None:
    """The next row's number follows the last one's (PostgreSQL; SQLite sees to it by itself)."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [shape.model for shape in known]):
            cursor.execute(statement)


def _refuse_constant(_: str) -> NoReturn:
    raise ValueError


def _first_line(stop: BaseException) -> str:
    return str(stop).strip().splitlines()[0] if str(stop).strip() else type(stop).__name__
