"""Tables whose rows are never changed or removed: a migration operation that sets the triggers, and the way tests lift them.

A later migration that alters such a table on SQLite loses its triggers (the table is remade): repeat Frozen(...) after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SQLITE = """CREATE TRIGGER "{table}_frozen_{event}" BEFORE {event} ON "{table}" {when}
BEGIN SELECT RAISE(ABORT, '{table}: rows are never changed or removed'); END"""
POSTGRES_FUNCTION = """CREATE OR REPLACE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{table}: rows are never changed or removed' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
POSTGRES_ROWS = (
    """CREATE TRIGGER {table}_frozen_{event} BEFORE {event} ON "{table}" FOR EACH ROW {when} EXECUTE FUNCTION {table}_frozen()"""
)
POSTGRES_ALL = (
    """CREATE TRIGGER {table}_frozen_truncate BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {table}_frozen()"""
)

POSTGRES_TABLES = """SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname LIKE '%!_frozen!_%' ESCAPE '!'"""


class Frozen(Operation):
    """Refuse UPDATE and DELETE (and TRUNCATE) of a table, in the database itself, on SQLite and PostgreSQL.

    `when` is an SQL condition on OLD for tables that freeze only some rows (written once for both databases).
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, when: str = "") -> None:
        self.table = table
        self.when = when

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        return self.__class__.__name__, (self.table, self.when), {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any) -> None:
        for statement in statements(schema_editor.connection.vendor, self.table, self.when):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any) -> None:
        on = f' ON "{self.table}"' if schema_editor.connection.vendor == "postgresql" else ""
        for event in ("update", "delete", *(("truncate",) if on else ())):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{self.table}_frozen_{event}"{on}', params=None)

    def describe(self) -> str:
        return f"Refuse changes and removals of rows of {self.table}"


def statements(vendor: str, table: str, when: str = "") -> tuple[str, ...]:
    """The SQL that freezes a table; names are our own, never a user's."""
    guard = f"WHEN ({when})" if when else ""
    if vendor == "sqlite":
        return tuple(SQLITE.format(table=table, event=event, when=guard) for event in ("update", "delete"))
    rows = tuple(POSTGRES_ROWS.format(table=table, event=event, when=guard) for event in ("update", "delete"))
    return (POSTGRES_FUNCTION.format(table=table), *rows, POSTGRES_ALL.format(table=table))


@contextmanager
def lifted() -> Iterator[None]:
    """Without the triggers, then with them again: for tests that empty the tables afterwards, and for nothing else."""
    kept = _triggers()
    _run(drop for drop, _ in kept)
    try:
        yield
    finally:
        _run(back for _, back in kept)


def _triggers() -> list[tuple[str, str]]:
    """(statement that lifts, statement that sets again) for each frozen table or trigger of this database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%!_frozen!_%' ESCAPE '!'")
            return [(f'DROP TRIGGER "{name}"', sql) for name, sql in cursor.fetchall()]
        cursor.execute(POSTGRES_TABLES)
        tables = [row[0] for row in cursor.fetchall()]
    return [(f'ALTER TABLE "{table}" DISABLE TRIGGER USER', f'ALTER TABLE "{table}" ENABLE TRIGGER USER') for table in tables]


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # checks that wait for the commit would forbid altering their table
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)
