"""The record: gapless, sealed, and closed to changes by the database itself."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from curricle.people import actions, queries
from curricle.people.frozen import lifted
from curricle.people.models import AuditEvent
from curricle.people.policy import OPERATOR
from curricle.people.queries import RecordState


@pytest.fixture
def five_events(db: None) -> None:
    for number in range(1, 6):
        actions.record(by=OPERATOR, verb="tried", kind="page", label=f"page {number}", detail={"turn": number})


def sql(*statements: str) -> None:
    with lifted(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_record_numbers_without_gap_and_verifies(five_events):
    assert queries.verify_record() == RecordState(events=5, sound=True)


@pytest.mark.parametrize("statement", ["UPDATE people_auditevent SET label = 'x' WHERE number = 2", "DELETE FROM people_auditevent"])
def test_record_refuses_changes_by_raw_sql(five_events, statement: str):
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert queries.verify_record() == RecordState(events=5, sound=True)


@pytest.mark.parametrize("column", ["label", "verb", "actor_name", "detail", "kind", "thing"])
def test_record_names_an_altered_event(five_events, column: str):
    sql(f"UPDATE people_auditevent SET {column} = 'x' WHERE number = 3")
    assert queries.verify_record() == RecordState(events=3, sound=False, first_bad=3, says="event 3 was altered")


def test_record_names_a_removed_event(five_events):
    sql("DELETE FROM people_auditevent WHERE number = 3")
    assert queries.verify_record() == RecordState(events=3, sound=False, first_bad=3, says="event 3 was removed or moved")


def test_record_names_events_in_another_order(five_events):
    sql(
        "UPDATE people_auditevent SET number = 99 WHERE number = 2",
        "UPDATE people_auditevent SET number = 2 WHERE number = 3",
        "UPDATE people_auditevent SET number = 3 WHERE number = 99",
    )
    assert queries.verify_record() == RecordState(events=2, sound=False, first_bad=2, says="event 2 does not follow the one before it")


def test_record_names_events_cut_off_at_the_end(five_events):
    sql("DELETE FROM people_auditevent WHERE number > 3")
    assert queries.verify_record() == RecordState(events=3, sound=False, first_bad=4, says="events 4 to 5 were cut off")


def test_record_is_verified_from_its_end_for_a_page(five_events):
    assert queries.verify_record(last=2) == RecordState(events=5, sound=True)
    sql("UPDATE people_auditevent SET label = 'x' WHERE number = 5")
    assert queries.verify_record(last=2) == RecordState(events=5, sound=False, first_bad=5, says="event 5 was altered")


def test_record_is_undone_with_its_action(five_events):
    with transaction.atomic():
        actions.record(by=OPERATOR, verb="tried", kind="page")
        transaction.set_rollback(True)
    assert queries.verify_record() == RecordState(events=5, sound=True)


def test_record_keeps_one_line_of_each_name(db):
    actions.record(by=OPERATOR, verb="tried", kind="page", label="a\r\n7 the operator removed everything")
    assert AuditEvent.objects.get().label == "a  7 the operator removed everything"


def test_record_refuses_numbers_with_a_point(db):
    with pytest.raises(ValueError):
        actions.record(by=OPERATOR, verb="tried", kind="page", detail={"x": float("nan")})


def test_record_page_lists_only_the_own_organisation(world):
    page = world.bob.client.get("/record/").content.decode()
    assert "Alice Archer" in page
    assert "Charlie Cole" not in page
    assert "The seals of the latest events hold" in page


def test_record_page_asks_the_same_number_of_queries_whatever_its_length(bob, django_assert_num_queries):
    client = bob.client
    client.get("/record/")
    for count in (1, 3):
        for _ in range(count):
            actions.record(by=bob.actor, verb="tried", kind="page")
        with django_assert_num_queries(9):
            client.get("/record/")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_record_holds_when_many_write_at_once():
    if connection.vendor != "postgresql":
        pytest.skip("a database in memory belongs to one thread; run with --postgres")

    def write() -> None:
        for _ in range(20):
            actions.record(by=OPERATOR, verb="tried", kind="page")
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert queries.verify_record() == RecordState(events=80, sound=True)


def test_roles_and_days_are_written_out(alice):
    detail = {"before": "lead", "role": "hadm", "ends": "2027-09-20", "name": "not a day"}
    actions.record(by=alice.actor, verb="changed the role of", kind="user_and_role", detail=detail)
    line = queries.events(alice.actor.organisation).lines[0]
    assert line["detail"] == "before: Programme lead, ends: 20 September 2027, name: not a day, role: University administrator"
