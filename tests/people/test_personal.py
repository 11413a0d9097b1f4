"""The registry of personal data: no field of any table without a word about it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from curricle.people import personal
from curricle.people.personal import Sort

ADD = "say in the app's personal.py what the field holds (personal), or why it holds nothing personal (impersonal)"


def test_every_field_that_could_hold_personal_data_is_spoken_of():
    assert personal.unsaid() == (), ADD


def test_nothing_is_said_of_a_field_that_is_not_there():
    assert personal.unknown() == ()


def test_a_field_that_nobody_spoke_of_is_found(monkeypatch):
    monkeypatch.delitem(personal._HELD, "people.Person.email")
    assert personal.unsaid() == ("people.Person.email",)


def test_the_walk_asks_about_text_dates_and_people_and_not_about_numbers():
    asked = {place.rpartition(".")[2] for place in personal.fields() if place.startswith("people.Invitation.")}
    assert asked == {
        "email", "name", "role", "ends", "made", "made_by", "expires", "sent", "withdrawn", "accepted", "accepted_by",
    }  # fmt: skip


def test_tables_of_libraries_are_walked_too():
    assert {"sessions.Session.session_data", "django_tasks_database.DBTaskResult.args_kwargs"} <= set(personal.fields())


def test_every_way_to_the_person_is_a_path_of_fields_or_words():
    """A single word must be a field that points to a person; further ways are told in words."""
    wrong = []
    for each in personal.held():
        if each.whose.isidentifier() and each.whose != "itself":
            try:
                field = apps.get_model(each.model)._meta.get_field(each.whose)
            except FieldDoesNotExist:
                wrong.append(each.place)
            else:
                wrong += [] if field.is_relation and field.related_model._meta.label == "people.Person" else [each.place]
    assert wrong == []


def test_passwords_and_sessions_are_secrets():
    secret = {each.place for each in personal.held() if each.sort is Sort.SECRET}
    assert {"people.Person.password", "sessions.Session.session_data", "sessions.Session.session_key"} <= secret


def test_a_field_is_spoken_of_once():
    with pytest.raises(ValueError, match=r"people\.Person\.email was spoken of already"):
        personal.impersonal("people.Person", "no", "email")


def test_page_of_personal_data_is_up_to_date():
    """docs/reference/personal-data.md is written by tools/personal_page.py."""
    import sys

    from house.tree import ROOT

    sys.path.insert(0, str(ROOT / "tools"))
    import personal_page

    assert personal_page.text() == personal_page.PAGE.read_text("utf-8"), "run tools/personal_page.py"
