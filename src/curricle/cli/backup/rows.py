"""The rows of a table as lines of JSON, in the order of its primary key, whichever database they lie in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from curricle.cli.backup.columns import leaving, select
from curricle.cli.backup.schema import Shape

BATCH = 256
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@contextmanager
def snapshot(connection: Any) -> Iterator[None]:
    """One view of the whole database for the block. Writers are not held up: WAL on SQLite, versions of rows on PostgreSQL."""
    if connection.in_atomic_block:  # whoever began it has a view already
        yield
        return
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def lines(connection: Any, shape: Shape) -> Iterator[bytes]:
    """Batches of lines, each line with its end. To be asked inside `snapshot`."""
    converts = [(at, convert) for at, column in enumerate(shape.columns) if (convert := leaving(connection.vendor, column.kind))]
    with _cursor(connection, _question(connection.vendor, shape)) as cursor:
        while rows := cursor.fetchmany(BATCH):
            yield "".join(f"{encode(_plain(row, converts))}\n" for row in rows).encode("utf-8")


def digest_of(connection: Any, shape: Shape) -> str:
    """The SHA-256 of a table as `lines` gives it: equal for equal tables on both databases."""
    sha = hashlib.sha256()
    for chunk in lines(connection, shape):
        sha.update(chunk)
    return sha.hexdigest()


def _plain(row: Any, converts: list[tuple[int, Any]]) -> list[Any]:
    values = list(row)
    for at, convert in converts:
        if values[at] is not None:
            values[at] = convert(values[at])
    return values


def _question(vendor: str, shape: Shape) -> str:
    columns = ", ".join(select(vendor, column.name, column.kind) for column in shape.columns)
    by_bytes = next(column.kind for column in shape.columns if column.name == shape.key) == "text" and vendor == "postgresql"
    order = f'"{shape.key}" COLLATE "C"' if by_bytes else f'"{shape.key}"'
    return f'SELECT {columns} FROM "{shape.name}" ORDER BY {order}'  # noqa: S608 - names of our own models


@contextmanager
def _cursor(connection: Any, question: str) -> Iterator[Any]:
    """A cursor that does not bring the whole table into memory."""
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        with connection.connection.cursor(name="curricle_backup") as cursor:
            cursor.execute(question)
            yield cursor
    else:
        with connection.cursor() as cursor:
            cursor.execute(question)
            yield cursor
