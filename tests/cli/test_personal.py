"""`curricle personal` and `curricle complaints`."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from curricle.cli.main import curricle
from curricle.people import actions, personal, queries
from curricle.people.policy import ANONYMOUS


def test_personal_lists_every_field_of_the_registry(ask):
    document = ask("personal", "--json").document
    assert list(document) == ["fields", "retention", "unsaid"]
    assert [f"{each['model']}.{each['field']}" for each in document["fields"]] == [each.place for each in personal.held()]
    assert document["unsaid"] == []


def test_personal_is_read_as_a_table(ask):
    answer = ask("personal")
    assert (answer.code, "people.Person: to sign in and to be named" in " ".join(answer.out.split())) == (0, True)


@pytest.fixture
def reference(db) -> str:
    words = {"name": "Cora", "email": "cora@home.example", "words": "Kept too\nlong.", "address": "198.51.100.1"}
    return actions.complain(by=ANONYMOUS, **words).reference


def test_complaints_lists_shows_and_answers(ask, reference):
    assert f"{reference}  answer by " in ask("complaints").out
    assert "Kept too\nlong." in ask("complaints", "--show", reference).out
    told = CliRunner().invoke(curricle, ["complaints", "--answer", reference.lower()], input="It is gone now.")
    assert told.stdout == f"The answer to {reference} is on its way to cora@home.example.\n"
    row = ask("complaints", "--json").document["complaints"][0]
    assert (row["reference"], row["answered"] is not None, row["overdue"]) == (reference, True, False)


def test_complaints_of_no_such_reference_is_refused(ask, reference):
    answer = ask("complaints", "--show", "DP-1")
    assert (answer.code, "no complaint to the installation has the reference DP-1" in answer.err) == (3, True)


def test_complaints_to_an_organisation_are_not_the_operator_s(ask, world):
    words = {"name": "Cora", "email": "cora@home.example", "words": "Secret", "about": "north", "address": "198.51.100.1"}
    made = actions.complain(by=ANONYMOUS, **words)
    assert ask("complaints").out == "Nobody has complained about this installation.\n"
    assert queries.complaint_of(made.reference).organisation == world.north.id
