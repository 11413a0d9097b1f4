"""The same one step on PostgreSQL: the new tables are made in a schema of their own, and all names change places in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from curricle.door.problems import refuse

LOCK = 7_011_992  # any number, the same in every process
NEW = "curricle_new"
OURS = """SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
quote_ident(c.relname)
FROM pg_class c WHERE c.relnamespace = %s::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
AND NOT EXISTS (SELECT 1 FROM pg_depend d
  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0 AND d.deptype IN ('e', 'a', 'i'))
UNION ALL
SELECT 'FUNCTION', p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = %s::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
ORDER BY 1, 2"""
OTHERS = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""


def present(connection: Any) -> str:
    """The schema in which the tables lie."""
    return str(_one(connection, "SELECT current_schema()"))


def has_tables(connection: Any) -> bool:
    return bool(_moved(connection, present(connection)))


def refuse_in_use(connection: Any) -> None:
    """Raises Refused while others are connected as the same role: web and worker processes."""
    others = _one(connection, OTHERS)
    if others:
        says = f"{others} other connection{'s are' if others > 1 else ' is'} open to it; stop the web and worker processes first"
        raise refuse("the database", says)


@contextmanager
def new_schema(connection: Any) -> Iterator[str]:
    """An empty schema, dropped again unless it was swapped in. One at a time; what a killed process left is dropped first."""
    if not _one(connection, "SELECT pg_try_advisory_lock(%s)", LOCK):
        raise refuse("the database", "another restore is at work in it; wait for its end")
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{NEW}" CASCADE')
            cursor.execute(f'CREATE SCHEMA "{NEW}"')
        yield NEW
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{NEW}" CASCADE')
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def swap(connection: Any, new: str, aside: str) -> None:
    """Everything of the present schema (but what extensions own) goes to `aside`, and the new takes its place: in one transaction."""
    from django.db import transaction

    now = present(connection)
    old, fresh = _moved(connection, now), _moved(connection, new)
    with transaction.atomic(), connection.cursor() as cursor:
        if old:
            cursor.execute(f'CREATE SCHEMA "{aside}"')
        for kind, name in old:
            cursor.execute(f'ALTER {kind} {name} SET SCHEMA "{aside}"')
        for kind, name in fresh:
            whole = name if kind == "FUNCTION" else f'"{new}".{name}'  # a function out of sight is named with its schema already
            cursor.execute(f'ALTER {kind} {whole} SET SCHEMA "{now}"')


def _moved(connection: Any, schema: str) -> list[tuple[str, str]]:
    """(kind, quoted name) of what lies in a schema and belongs to no extension."""
    with connection.cursor() as cursor:
        cursor.execute(OURS, [schema, schema])
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _one(connection: Any, question: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]
