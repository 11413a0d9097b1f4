"""`doctor --data`: each of ten seeded faults is named with its place, and nothing is named on a clean base, on the database at hand."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction

from cli.place import Place
from curricle.cli import demo_world
from curricle.cli.damage import damage
from curricle.people import actions, queries, store
from curricle.people.frozen import lifted

PAPER = b"a paper that was kept"


@pytest.fixture
def base(db: None, settings, tmp_path: Path) -> Path:
    """The demonstration world with one kept file."""
    settings.DATA = tmp_path
    demo_world.load()
    by = queries.actor_by_email(next(each["email"] for each in demo_world.world()["people"]))
    actions.keep_file(by=by, data=PAPER, name="paper.txt", purpose="trial")
    return tmp_path


def sql(*statements: str) -> None:
    with lifted(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def asked(question: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def kept(data: Path) -> Path:
    return next(path for path in (data / "files").rglob("*") if path.is_file())


def orphan(data: Path) -> None:
    digest = store.write_kept(b"nobody knows me")
    old = time.time() - 7200
    os.utime(store.kept_path(digest), (old, old))


def missing(data: Path) -> None:
    kept(data).rename(data / "elsewhere")


def changed(data: Path) -> None:
    kept(data).write_bytes(PAPER.replace(b"kept", b"kelp"))


def ring(data: Path) -> None:
    child, parent, version = asked("SELECT uuid, parent, version_id FROM frameworks_itemrow WHERE depth = 2 ORDER BY id")[0]
    sql(f"UPDATE frameworks_itemrow SET parent = '{child}' WHERE uuid = '{parent}' AND version_id = {version}")


def unapproved(data: Path) -> None:
    """A draft version is published by a row that no action wrote."""
    version = asked("SELECT id FROM frameworks_version ORDER BY id")[0][0]
    by = asked(f"SELECT by_id FROM frameworks_stagerow WHERE version_id = {version} ORDER BY id")[0][0]
    sql(f"DELETE FROM frameworks_stagerow WHERE version_id = {version} AND stage NOT IN ('draft')")
    now = "2026-11-28 10:00:00"
    for stage in ("submitted", "implemented"):
        sql(f"INSERT INTO frameworks_stagerow (version_id, stage, at, by_id, note) VALUES ({version}, '{stage}', '{now}', {by}, '')")


def unrecorded(data: Path) -> None:
    """The same by two people, and still without an act in the record."""
    version = asked("SELECT id FROM frameworks_version ORDER BY id")[0][0]
    by, now = asked("SELECT min(id) FROM people_person")[0][0], "2026-11-28 10:00:00"
    sql(f"INSERT INTO frameworks_stagerow (version_id, stage, at, by_id, note) VALUES ({version}, 'retired', '{now}', {by}, '')")


def hours_off(data: Path) -> None:
    sql("UPDATE design_hoursrow SET minutes = minutes + 60 WHERE id = (SELECT min(id) FROM design_hoursrow)")


def sums_off(data: Path) -> None:
    sql("UPDATE design_rollup SET taught = taught + 1 WHERE programme_id = (SELECT min(programme_id) FROM design_rollup)")


def chain(data: Path) -> None:
    sql("UPDATE people_auditevent SET label = 'x' WHERE number = 3")


def wrong_tenant(data: Path) -> None:
    place = asked("SELECT module_id, programme_id FROM design_placementrow ORDER BY id")[-1]
    other = asked(
        "SELECT id FROM people_organisation WHERE id NOT IN "
        f"(SELECT organisation_id FROM design_programmerow WHERE id = {place[1]}) ORDER BY id"
    )[0][0]
    sql(f"UPDATE design_modulerow SET organisation_id = {other} WHERE id = {place[0]}")


def projection(data: Path) -> None:
    sql("UPDATE frameworks_itemrow SET statement = 'x' WHERE id = (SELECT max(id) FROM frameworks_itemrow)")


def document(data: Path) -> None:
    sql("UPDATE frameworks_version SET document = document || ' ' WHERE id = (SELECT min(id) FROM frameworks_version)")


SEEDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "orphan file": (orphan, "file files/"),
    "missing file": (missing, "file paper.txt ("),
    "changed file": (changed, "file paper.txt ("),
    "ring": (ring, "framework "),
    "publication without approval": (unapproved, "framework "),
    "sums": (hours_off, "programme WU/"),
    "record": (chain, "event 3"),
    "wrong organisation": (wrong_tenant, "programme WU/"),
    "projection": (projection, "framework "),
    "document": (document, "framework "),
}
MORE = {"sums": sums_off, "publication without approval": unrecorded}


class Undo(Exception):
    """Takes a seeded fault back."""


def found_after(seed: Callable[[Path], None], data: Path) -> list[tuple[str, str]]:
    held = {path: path.read_bytes() for path in (data / "files").rglob("*") if path.is_file()}
    found: list[tuple[str, str]] = []
    try:
        with transaction.atomic():
            seed(data)
            found = [(each.fault, each.at) for each in damage(connection)]
            raise Undo
    except Undo:
        pass
    for path in (data / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    for path, bytes in held.items():
        path.write_bytes(bytes)
    return found


@pytest.mark.slow
def test_each_seeded_fault_is_named_and_a_clean_base_has_none(base: Path):
    assert damage(connection) == []
    for fault, (seed, at) in SEEDS.items():
        found = found_after(seed, base)
        assert {name for name, _ in found} == {fault}, found
        assert all(place.startswith(at) for _, place in found), found
    for fault, seed in MORE.items():
        assert {name for name, _ in found_after(seed, base)} == {fault}
    assert damage(connection) == []


@pytest.mark.slow
@pytest.mark.postgres
def test_torn_index_is_named_on_postgresql(base: Path):
    if connection.vendor != "postgresql":
        pytest.skip("run with --postgres; SQLite's own check is tried on a file")
    index = asked(
        "SELECT indexrelid, indexrelid::regclass::text FROM pg_index WHERE indexrelid::regclass::text LIKE 'django_session_expire%'"
    )
    sql(f"UPDATE pg_index SET indisready = false WHERE indexrelid = {index[0][0]}")
    sql("INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('x', 'y', now())")
    sql(f"UPDATE pg_index SET indisready = true WHERE indexrelid = {index[0][0]}")
    assert [(each.fault, each.at) for each in damage(connection)] == [("index", f"index {index[0][1]} of table django_session")]


@pytest.mark.slow
def test_torn_index_is_named_by_the_command(tmp_path: Path):
    place = Place(tmp_path)
    assert place.curricle("demo").returncode == 0
    assert place.document("doctor", "--data")["damage"] == []
    path = tmp_path / "curricle.sqlite3"
    with sqlite3.connect(path) as base:
        row = base.execute("SELECT * FROM sqlite_master WHERE type = 'index' AND name LIKE 'django_session_expire%'").fetchone()
        base.execute("PRAGMA writable_schema = ON")
        base.execute("DELETE FROM sqlite_master WHERE name = ?", [row[1]])
    base.close()
    with sqlite3.connect(path) as base:
        base.execute("INSERT INTO django_session VALUES ('x', 'y', '2026-11-28 10:00:00')")
        base.execute("PRAGMA writable_schema = ON")
        base.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
    base.close()
    done = place.curricle("doctor", "--data", "--json")
    found = json.loads(done.stdout)["damage"]
    assert (done.returncode, {each["fault"] for each in found}) == (3, {"index"})
    assert row[1] in " ".join(each["says"] for each in found)
    assert f"Damage (index): the database file: row 1 missing from index {row[1]}." in place.curricle("doctor", "--data").stdout
