"""The promises about the database, asked of a real connection."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from curricle.config.database import SQLITE_WAIT, database, limit_to_pages
from curricle.config.environment import BadSetting
from curricle.people.durability import saves_survive_a_power_cut


def opened(path: Path) -> DatabaseWrapper:
    ours = database(f"sqlite:///{path}")
    rest = {"TIME_ZONE": None, "ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False}
    return DatabaseWrapper(rest | ours)


@pytest.mark.django_db
def test_sqlite_connection_keeps_what_it_acknowledged(tmp_path: Path):
    """WAL, synchronous=FULL (2), foreign keys, a wait instead of an error, and transactions that begin IMMEDIATE."""
    wrapper = opened(tmp_path / "new folder" / "c.sqlite3")
    with wrapper.cursor() as cursor:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        assert [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names] == ["wal", 2, 1, SQLITE_WAIT * 1000]
    assert wrapper.transaction_mode == "IMMEDIATE"
    wrapper.close()


@pytest.mark.django_db
def test_sqlite_second_writer_waits_from_its_first_word(tmp_path: Path):
    first, second = opened(tmp_path / "c.sqlite3"), opened(tmp_path / "c.sqlite3")
    with second.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 1")
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(Exception, match="database is locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    first.rollback()
    for each in (first, second):
        each.close()


def test_postgres_address_in_full():
    made = database("postgres://ann:s%40fe@db.example:5433/curr?sslmode=require")
    shown = {key: made[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "CONN_HEALTH_CHECKS")}
    expected = {"NAME": "curr", "USER": "ann", "PASSWORD": "s@fe", "HOST": "db.example", "PORT": "5433", "CONN_HEALTH_CHECKS": True}
    assert shown == expected
    assert made["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize("address", ["mysql://x/y", "sqlite://", "sqlite:///", "nonsense", "postgres://h:port/n"])
def test_bad_address_is_refused_in_words(address: str):
    with pytest.raises(BadSetting, match="CURRICLE_DATABASE_URL"):
        database(address)


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgres_that_may_lose_saves_is_refused():
    if connection.vendor != "postgresql":
        pytest.skip("run with --postgres")
    assert saves_survive_a_power_cut(databases=["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    assert [each.id for each in saves_survive_a_power_cut(databases=["default"])] == ["people.E001"]


def test_pages_wait_for_the_database_within_their_time():
    """A statement, a lock or a writer's turn takes no longer than a page may, and a lost connection leaves time for one more try."""
    lite, post = database("sqlite:///:memory:"), database("postgres://h/n")
    worker = post["OPTIONS"]["options"]
    for made in (lite, post):
        limit_to_pages(made, 10)
    assert (lite["OPTIONS"]["timeout"], post["OPTIONS"]["connect_timeout"]) == (7, 3)
    assert ("statement_timeout=60000" in worker, post["OPTIONS"]["options"].endswith("statement_timeout=7000")) == (True, True)
