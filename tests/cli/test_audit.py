"""`curricle audit`: each way of tampering with the record is named, on the database at hand."""

from __future__ import annotations

import pytest
from django.db import connection

from curricle.people import actions
from curricle.people.frozen import lifted
from curricle.people.models import AuditEvent, RecordHead
from curricle.people.policy import OPERATOR
from curricle.people.queries import record_head
from curricle.people.queries.record import GENESIS, seal


@pytest.fixture
def six_events(db: None) -> None:
    for number in range(1, 7):
        actions.record(by=OPERATOR, verb="tried", kind="page", label=f"page {number}")


def sql(*statements: str) -> None:
    with lifted(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.usefixtures("six_events")
def test_sound_record_is_said_to_be_sound(ask):
    number, sealed = record_head()
    wanted = {"sound": True, "events": 6, "looked_at": 6, "first_bad": 0, "says": "", "head": f"6:{sealed}"}
    answer = ask("audit", "verify", "--json")
    assert (answer.code, answer.document, number) == (0, wanted, 6)


TAMPERED = {
    "altered": (["UPDATE people_auditevent SET label = 'x' WHERE number = 3"], 3, "event 3 was altered"),
    "removed": (["DELETE FROM people_auditevent WHERE number = 3"], 3, "event 3 was removed or moved"),
    "reordered": (
        [f"UPDATE people_auditevent SET number = {new} WHERE number = {old}" for old, new in ((3, 99), (4, 3), (99, 4))],
        3,
        "event 3 does not follow the one before it",
    ),
    "truncated": (["DELETE FROM people_auditevent WHERE number > 4"], 5, "events 5 to 6 were cut off"),
}


@pytest.mark.usefixtures("six_events")
@pytest.mark.parametrize("way", TAMPERED)
def test_tampering_is_named(ask, way: str):
    statements, first_bad, says = TAMPERED[way]
    sql(*statements)
    answer = ask("audit", "verify", "--json")
    found = answer.document
    assert (answer.code, found["sound"], found["first_bad"], found["says"]) == (3, False, first_bad, says)


@pytest.mark.usefixtures("six_events")
def test_last_events_alone_are_looked_at(ask):
    sql("UPDATE people_auditevent SET label = 'x' WHERE number = 2")
    assert [ask("audit", "verify", *more).code for more in ([], ["--last", 3])] == [3, 0]


def write_anew() -> None:
    """Change one event and seal the whole chain again, head included: what the chain alone cannot tell."""
    previous = GENESIS
    with lifted():
        for event in AuditEvent.objects.order_by("number"):
            event.label, event.previous = ("changed" if event.number == 2 else event.label), previous
            event.hash = previous = seal(event)
            event.save()
        RecordHead.objects.update(hash=previous)


@pytest.mark.usefixtures("six_events")
def test_record_written_anew_is_found_by_the_head_noted_elsewhere(ask):
    noted = ask("audit", "head").out.strip()
    assert ask("audit", "verify", "--expect", noted).code == 0
    write_anew()
    answer = ask("audit", "verify", "--expect", noted, "--json")
    says = "event 6 is not the one that was noted: the record was written anew, or cut off before it"
    assert (ask("audit", "verify").code, answer.code, answer.document["says"]) == (0, 3, says)


def test_head_noted_wrongly_is_wrong_use(ask):
    assert ask("audit", "verify", "--expect", "six").code == 2
