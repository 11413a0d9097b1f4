"""The operation that makes a table refuse changes, asked by raw SQL on the database at hand."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from curricle.people.frozen import Frozen, lifted


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def half_frozen(transactional_db: None):
    """A table of which only the rows that are `kept` are frozen."""
    run("CREATE TABLE trial_half (id integer PRIMARY KEY, kept boolean, words text)")
    freeze = Frozen("trial_half", "OLD.kept")
    with connection.schema_editor() as editor:
        freeze.database_forwards("people", editor, None, None)
    run("INSERT INTO trial_half VALUES (1, true, 'a'), (2, false, 'b')")
    yield freeze
    run("DROP TABLE trial_half")


def refused(statement: str) -> bool:
    try:
        run(statement)
    except DatabaseError as stop:
        return "never changed or removed" in str(stop)
    return False


def test_frozen_rows_refuse_and_others_do_not(half_frozen):
    assert [refused(f"UPDATE trial_half SET words = 'x' WHERE id = {number}") for number in (1, 2)] == [True, False]
    assert [refused(f"DELETE FROM trial_half WHERE id = {number}") for number in (1, 2)] == [True, False]


def test_frozen_is_lifted_and_set_again(half_frozen):
    with lifted():
        assert not refused("UPDATE trial_half SET words = 'x' WHERE id = 1")
    assert refused("UPDATE trial_half SET words = 'y' WHERE id = 1")


def test_frozen_is_taken_back_by_the_migration(half_frozen):
    with connection.schema_editor() as editor:
        half_frozen.database_backwards("people", editor, None, None)
    assert not refused("UPDATE trial_half SET words = 'x' WHERE id = 1")
    assert (half_frozen.deconstruct()[1], half_frozen.describe()) == (
        ("trial_half", "OLD.kept"),
        "Refuse changes and removals of rows of trial_half",
    )


def test_record_cannot_be_emptied_by_truncate(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE; run with --postgres")
    assert refused("TRUNCATE people_auditevent CASCADE")
