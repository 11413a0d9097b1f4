"""What `curricle doctor --data` looks for: the database's own structure, then what each part of the program keeps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curricle.people.damage import Damage

REINDEX = "Run REINDEX on it (SQLite: `sqlite3 FILE REINDEX`); if damage remains, bring the data back from a backup. Look at the disk."
ORPHANED = "Bring the data back from a backup, or remove the rows by hand; look who can write to the database."
INDEXES = """SELECT c.oid, c.relname, t.relname, i.indisvalid AND i.indisready, i.indpred IS NULL,
array_to_string(ARRAY(SELECT pg_get_indexdef(c.oid, k::int, false) FROM generate_series(1, i.indnkeyatts) k), ', ')
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_am a ON a.oid = c.relam
WHERE c.relnamespace = current_schema()::regnamespace AND a.amname = 'btree' ORDER BY c.relname"""


def damage(connection: Any) -> list[Damage]:
    """Everything found, the database's own first."""
    from curricle.design import damage as design
    from curricle.frameworks import damage as frameworks
    from curricle.people import damage as people

    structure = _sqlite if connection.vendor == "sqlite" else _postgres
    return [*structure(connection), *people.damage(), *frameworks.damage(), *design.damage()]


def _sqlite(connection: Any) -> Iterator[Damage]:
    """SQLite's own thorough check, and rows that point nowhere."""
    from curricle.people.damage import Damage

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(20)")
        for (line,) in cursor.fetchall():
            if line != "ok":
                yield Damage(fault="index" if "index" in line else "database", at="the database file", says=line, remedy=REINDEX)
        cursor.execute("PRAGMA foreign_key_check")
        pairs = sorted({(row[0], row[2]) for row in cursor.fetchall()})
    for table, parent in pairs:
        says = f"rows point to rows of {parent} that are not there"
        yield Damage(fault="points nowhere", at=f"table {table}", says=says, remedy=ORPHANED)


def _postgres(connection: Any) -> Iterator[Damage]:
    """Every B-tree index: by amcheck where it is installed, else by counting its entries against the table's rows."""
    from curricle.people.damage import Damage

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'")
        amcheck = bool(cursor.fetchone()[0])
        cursor.execute(INDEXES)
        found = cursor.fetchall()
    for oid, name, table, valid, whole, columns in found:
        if not valid:
            says = "the index is marked as not usable"
        elif amcheck:
            says = _amcheck(connection, oid)
        else:
            says = _counted(connection, name, table, columns) if whole else ""
        if says:
            yield Damage(fault="index", at=f"index {name} of table {table}", says=says, remedy=REINDEX)


def _amcheck(connection: Any, oid: int) -> str:
    from django.db import DatabaseError, transaction

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT bt_index_check(%s::regclass, true)", [oid])
    except DatabaseError as stop:
        return str(stop).strip().splitlines()[0]
    return ""


def _counted(connection: Any, index: str, table: str, columns: str) -> str:
    """A walk through the index must meet every row. "" where it does, or where the database would not walk through this one."""
    from django.db import transaction

    walk = f'SELECT count(*) FROM (SELECT {columns} FROM "{table}" ORDER BY {columns} OFFSET 0) walked'  # noqa: S608 - from the catalogue
    with transaction.atomic(), connection.cursor() as cursor:
        _plans(cursor, by_index=True)
        cursor.execute(f"EXPLAIN (FORMAT JSON) {walk}")
        plan = cursor.fetchone()[0]
        if f'"Index Name": "{index}"' not in (plan if isinstance(plan, str) else json.dumps(plan)):
            return ""
        cursor.execute(walk)
        entries = cursor.fetchone()[0]
        _plans(cursor, by_index=False)
        cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - from the catalogue
        rows = cursor.fetchone()[0]
    return "" if entries == rows else f"it has {entries} entries for {rows} rows"


def _plans(cursor: Any, *, by_index: bool) -> None:
    """Ways that the planner may take until the end of the transaction."""
    for way, wanted in (("seqscan", not by_index), ("bitmapscan", False), ("indexscan", by_index), ("indexonlyscan", by_index)):
        cursor.execute(f"SET LOCAL enable_{way} = {'on' if wanted else 'off'}")
