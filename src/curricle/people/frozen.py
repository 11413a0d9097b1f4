"""Tables whose rows are never changed or removed: a migration operation that sets the triggers, and the way tests lift them.

A later migration that alters such a table on SQLite loses its triggers (the table is remade): repeat Frozen(...) after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
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
def lifted(using: BaseDatabaseWrapper | None = None) -> Iterator[None]:
    """Without the triggers, then with them again: for tests that empty the tables afterwards, and for nothing else."""
    on = using or connection
    with on.cursor() as cursor:
        if on.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_frozen\\_%' ESCAPE '\\'")
            kept = cursor.fetchall()
            for name, _ in kept:
                cursor.execute(f'DROP TRIGGER "{name}"')
            back = [sql for _, sql in kept]
        else:
            cursor.execute(
                "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname LIKE '%\\_frozen\\_%'"
            )
            tables = [row[0] for row in cursor.fetchall()]
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            back = [f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in tables]
    try:
        yield
    finally:
        with on.cursor() as cursor:
            for sql in back:
                cursor.execute(sql)
