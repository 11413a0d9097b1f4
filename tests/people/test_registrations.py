"""One says one's profession; somebody else looks into the register."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from curricle.core.terms import Role
from curricle.people import actions, queries
from curricle.people.entries import BadEntry
from curricle.people.models import Registration, RegistrationStatus
from curricle.people.policy import Forbidden, Hidden
from people.roles_sample import second_administrator

REGISTERED, LAPSED = RegistrationStatus.REGISTERED, RegistrationStatus.LAPSED
TODAY = timezone.localdate
FORM = {"profession": "podiatrist", "number": "ch 12345"}


def entered(someone, **changes: str) -> str:
    return actions.enter_registration(by=someone.actor, **{"profession": "podiatrist", "number": "CH12345"} | changes)


def checked(by, uuid: str, **changes: object) -> None:
    words = {"number": "CH12345", "status": REGISTERED, "checked": TODAY(), "renews": TODAY() + timedelta(days=200)}
    actions.record_check(by=by, registration=uuid, **words | changes)


def test_person_enters_a_profession_on_the_account_page(alice):
    client = alice.client
    assert client.post("/account/professions/", FORM).status_code == 302
    row = Registration.objects.get()
    assert (row.person_id, row.profession, row.regulator, row.number, row.status) == (
        alice.actor.person, "podiatrist", "HCPC", "CH12345", "not checked",
    )  # fmt: skip
    assert "Health and Care Professions Council, CH12345" in client.get("/account/").content.decode()


def test_strange_number_is_kept_and_doubted(alice):
    client = alice.client
    client.post("/account/professions/", FORM | {"number": "77"})
    assert "HCPC numbers are CH and up to six digits" in client.get("/account/").content.decode()


def test_profession_of_nobody_s_list_is_taken_as_it_is(alice):
    alice.client.post("/account/professions/", {"profession": "another", "other": "Orthoptist", "regulator": "HCPC", "number": "OR123"})
    assert [(each.profession, each.regulator) for each in queries.registrations_of(alice.actor.person)] == [("Orthoptist", "HCPC")]


def test_another_profession_without_its_name_is_answered_in_words(alice):
    answer = alice.client.post("/account/professions/", {"profession": "another", "other": " "})
    assert (answer.status_code, "Say which profession" in answer.content.decode()) == (422, True)


def test_one_person_holds_two_registrations_and_each_profession_once(alice):
    entered(alice)
    entered(alice, profession="Osteopath", number="1234")
    assert [each.regulator for each in queries.registrations_of(alice.actor.person)] == ["GOsC", "HCPC"]
    with pytest.raises(BadEntry, match="You have entered podiatrist already"):
        entered(alice, profession="Podiatrist")


def test_administrator_records_what_the_register_says(alice, bob):
    uuid = entered(alice)
    form = {"status": "registered", "number": "CH12345", "checked-day": "2", "checked-month": "3", "checked-year": "2026",
            "renews-day": "31", "renews-month": "7", "renews-year": "2099"}  # fmt: skip
    assert "Look it up in the register" in bob.client.get(f"/people/registrations/{uuid}/").content.decode()
    assert bob.client.post(f"/people/registrations/{uuid}/", form).status_code == 302
    facts = queries.registrations_of(alice.actor.person)[0]
    assert (facts.status, facts.checked, facts.checked_by, facts.renews) == (REGISTERED, date(2026, 3, 2), "Bob Barlow", date(2099, 7, 31))


def test_nobody_checks_their_own_registration(bob):
    uuid = entered(bob)
    assert bob.client.get(f"/people/registrations/{uuid}/").status_code == 403
    with pytest.raises(Forbidden):
        checked(bob.actor, uuid)
    checked(second_administrator(bob), uuid)
    assert queries.registrations_of(bob.actor.person)[0].status == REGISTERED


def test_registration_of_another_organisation_is_hidden(bob, charlie, alice):
    uuid = entered(charlie)
    assert bob.client.get(f"/people/registrations/{uuid}/").status_code == 404
    with pytest.raises(Hidden):
        checked(bob.actor, uuid)
    assert alice.client.post(f"/account/professions/{uuid}/", FORM).status_code == 404
    assert alice.client.post(f"/account/professions/{uuid}/remove/").status_code == 404


def test_lead_does_not_check(alice, bob):
    with pytest.raises(Hidden):
        checked(alice.actor, entered(bob))


def test_changed_number_must_be_looked_up_again(alice, bob):
    uuid = entered(alice)
    checked(bob.actor, uuid)
    actions.change_registration(by=alice.actor, registration=uuid, profession="podiatrist", number="CH99999")
    facts = queries.registrations_of(alice.actor.person)[0]
    assert (facts.status, facts.checked, facts.checked_by, facts.renews) == (RegistrationStatus.NOT_CHECKED, None, "", None)
    with pytest.raises(BadEntry, match="has changed the number to CH99999"):
        checked(bob.actor, uuid)


def test_keeping_what_was_said_keeps_the_check(alice, bob):
    uuid = entered(alice)
    checked(bob.actor, uuid)
    actions.change_registration(by=alice.actor, registration=uuid, profession="podiatrist", number="CH12345")
    assert queries.registrations_of(alice.actor.person)[0].status == REGISTERED


@pytest.mark.parametrize(
    ("change", "says"),
    [({"checked": date(2099, 1, 1)}, "still to come"), ({"renews": date(2020, 1, 1)}, "choose Lapsed")],
)
def test_impossible_dates_of_a_check_are_refused(alice, bob, change, says):
    with pytest.raises(BadEntry, match=says):
        checked(bob.actor, entered(alice), **change)


def test_list_names_first_what_needs_a_look(bob):
    days = {"ann": 61, "ben": 60, "cat": -1, "dan": 300, "eve": None}
    for name, ahead in days.items():
        made = actions.add_person(by=bob.actor, email=f"{name}@north.example", name=name.capitalize(), role=Role.TUTOR)
        uuid = actions.enter_registration(by=queries.actor_by_email(made.email), profession="podiatrist", number="CH12345")
        if ahead is not None:
            day = TODAY() + timedelta(days=ahead)
            checked(bob.actor, uuid, renews=day, checked=min(TODAY(), day), status=LAPSED if name == "dan" else REGISTERED)
    found = [(each.person_name, each.reminder) for each in queries.registrations_in(bob.actor.organisation)]
    assert found == [
        ("Cat", "renewal passed"),
        ("Dan", "lapsed"),
        ("Ben", "renews within 60 days"),
        ("Eve", "never checked"),
        ("Ann", ""),
    ]


def test_list_holds_people_of_today_alone(alice, bob):
    from people.roles_sample import membership_of

    entered(alice)
    actions.end_role(by=bob.actor, membership=membership_of(alice))
    assert queries.registrations_in(bob.actor.organisation) == ()


def test_entering_checking_and_removing_are_in_the_record(alice, bob):
    uuid = entered(alice)
    checked(bob.actor, uuid)
    actions.remove_registration(by=alice.actor, registration=uuid)
    lines = queries.events(bob.actor.organisation).lines[:3]
    assert [line["verb"] for line in lines] == ["removed a registration", "checked the registration of", "entered a profession"]
    assert "CH12345" not in str(lines)


def test_entering_takes_no_foreign_field(alice, bob):
    foreign = {"status": "registered", "checked": "2026-01-01", "checked_by": "1", "renews": "2099-01-01", "person": str(bob.actor.person)}
    alice.client.post("/account/professions/", FORM | foreign)
    row = Registration.objects.get()
    assert (row.person_id, row.status, row.checked, row.checked_by, row.renews) == (alice.actor.person, "not checked", None, None, None)


def test_checking_takes_no_foreign_field(alice, bob):
    uuid = entered(alice)
    form = {"status": "lapsed", "number": "CH12345", "checked-day": "2", "checked-month": "3", "checked-year": "2026"}
    foreign = {"profession": "osteopath", "regulator": "GOsC", "checked_by": str(alice.actor.person), "person": str(bob.actor.person)}
    assert bob.client.post(f"/people/registrations/{uuid}/", form | foreign).status_code == 302
    row = Registration.objects.get()
    assert (row.person_id, row.profession, row.regulator, row.number, row.checked_by_id) == (
        alice.actor.person, "podiatrist", "HCPC", "CH12345", bob.actor.person,
    )  # fmt: skip


def test_a_number_that_was_found_in_the_register_is_not_doubted(alice, bob):
    uuid = entered(alice, number="12")
    before = "Please look again" in alice.client.get("/account/").content.decode()
    checked(bob.actor, uuid, number="12")
    assert (before, "Please look again" in alice.client.get("/account/").content.decode()) == (True, False)


def test_removing_is_asked_for_on_a_page_first(alice, bob):
    place = f"/account/professions/{entered(alice)}/remove/"
    asked = alice.client.get(place)
    assert (asked.status_code, len(queries.registrations_of(alice.actor.person))) == (200, 1)
    assert bob.client.get(place).status_code == 404
    alice.client.post(place)
    assert queries.registrations_of(alice.actor.person) == ()
