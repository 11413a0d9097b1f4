"""Founding, joining, ending."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from curricle.core.terms import OrganisationKind, Role
from curricle.people import actions, queries
from curricle.people.entries import BadEntry
from curricle.people.models import Assignment, Membership, Person
from curricle.people.policy import ANONYMOUS, OPERATOR, Forbidden, Hidden

UNIVERSITY = OrganisationKind.UNIVERSITY


def first(**changes):
    asked = {"by": OPERATOR, "email": "eve@east.example", "name": "Eve", "code": "east", "organisation": "East", "kind": UNIVERSITY}
    return actions.first_administrator(**asked | changes)


def test_no_account_exists_until_somebody_makes_one(db):
    assert (Person.objects.count(), queries.has_administrator()) == (0, False)


def test_first_administrator_gets_a_random_password_that_works(db):
    made = first()
    assert actions.try_sign_in(email=made.email, password=made.password, address="").person.name == "Eve"
    assert queries.actor_by_email(made.email).roles == {Role.UNIVERSITY_ADMIN}


def test_first_administrator_is_refused_where_one_has_been(db):
    first()
    with pytest.raises(BadEntry, match="East has had its first administrator already"):
        first(email="other@east.example")


def test_first_administrator_is_for_the_operator_alone(bob):
    for other in (bob.actor, ANONYMOUS):
        with pytest.raises((Forbidden, Hidden)):
            first(by=other)


def test_first_admin_command_prints_the_password_once(db, capsys):
    call_command("first_admin", "eve@east.example", "Eve", code="east", organisation="East")
    assert "Password (shown once): " in capsys.readouterr().out
    with pytest.raises(CommandError, match="already"):
        call_command("first_admin", "eve@east.example", "Eve", code="east", organisation="East")


def test_passwords_of_two_people_differ(db):
    assert first().password != first(code="west", email="w@west.example").password


@pytest.mark.parametrize("email", ["", "no address", "a@b\x00.example", "a" * 300 + "@b.example"])
def test_bad_address_is_refused_in_words(db, email: str):
    with pytest.raises(BadEntry):
        first(email=email)


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "a\nb", "\ud800", "x" * 201])
def test_bad_name_is_refused_in_words(db, name: str):
    with pytest.raises(BadEntry):
        first(name=name)


def test_one_address_is_one_person_whatever_its_letters(bob):
    actions.add_person(by=bob.actor, email="Fay@North.Example", name="Fay", role=Role.TUTOR)
    again = actions.add_person(by=bob.actor, email="fay@north.example", name="Fay", role=Role.LEAD)
    assert (again.password, Person.objects.filter(email="fay@north.example").count()) == ("", 1)


def test_role_of_another_kind_of_organisation_is_refused(bob):
    with pytest.raises(BadEntry, match="National publisher is no role of a university"):
        actions.add_person(by=bob.actor, email="g@north.example", name="G", role=Role.NATIONAL_PUBLISHER)


def test_administrator_cannot_change_own_roles(bob):
    with pytest.raises(Forbidden):
        actions.add_person(by=bob.actor, email=bob.email, name="Bob", role=Role.LEAD)
    own = next(member for member in queries.people_of(bob.actor.organisation) if member.email == bob.email)
    with pytest.raises(Forbidden):
        actions.end_role(by=bob.actor, membership=own.membership)


def test_lead_cannot_add_people(alice):
    with pytest.raises(Hidden):
        actions.add_person(by=alice.actor, email="g@north.example", name="G", role=Role.LEAD)


def test_administrator_of_another_university_sees_no_such_role(world):
    dora = queries.actor_by_email("dora@south.example")
    alice = next(member for member in queries.people_of(world.north.id) if member.email == world.alice.email)
    with pytest.raises(Hidden):
        actions.end_role(by=dora, membership=alice.membership)
    with pytest.raises(Hidden):
        actions.close_account(by=dora, person=world.alice.actor.person)


def test_role_holds_on_its_first_and_last_day_alone(bob):
    starts, ends = date(2026, 9, 1), date(2026, 12, 31)
    actions.add_person(by=bob.actor, email="h@north.example", name="H", role=Role.TUTOR, starts=starts, ends=ends)
    person = Person.objects.get(email="h@north.example")
    days = [starts - timedelta(1), starts, ends, ends + timedelta(1)]
    assert [queries.actor_for(person, on=day).roles for day in days] == [set(), {Role.TUTOR}, {Role.TUTOR}, set()]


def test_ended_role_is_over_and_its_row_stays(alice, bob):
    row = Membership.objects.get(person=alice.actor.person)
    actions.end_role(by=bob.actor, membership=str(row.uuid))
    assert queries.actor_by_email(alice.email).roles == set()
    assert Membership.objects.filter(pk=row.pk).exists()


def test_dates_in_the_wrong_order_are_refused(bob):
    day = date(2026, 9, 1)
    with pytest.raises(BadEntry):
        actions.add_person(by=bob.actor, email="h@north.example", name="H", role=Role.TUTOR, starts=day, ends=day - timedelta(1))


THING = "2b1d5b0e-0000-4000-8000-000000000001"


def test_assignment_holds_until_it_is_ended(alice, bob):
    person = alice.actor.person
    actions.assign(by=bob.actor, person=person, kind="module", thing=THING, label="Gait")
    actions.assign(by=bob.actor, person=person, kind="module", thing=THING, label="Gait")
    assert queries.actor_by_email(alice.email).assigned == {THING}
    actions.end_assignment(by=bob.actor, person=person, thing=THING, label="Gait")
    assert queries.actor_by_email(alice.email).assigned == set()


def test_an_assignment_ended_on_its_first_day_keeps_that_day(alice, bob):
    actions.assign(by=bob.actor, person=alice.actor.person, kind="module", thing=THING, label="Gait")
    actions.end_assignment(by=bob.actor, person=alice.actor.person, thing=THING, label="Gait")
    today = timezone.localdate()
    assert list(Assignment.objects.values_list("starts", "ends")) == [(today, today - timedelta(1))]


def test_assignment_ends_after_its_last_day(alice, bob):
    today = timezone.localdate()
    actions.assign(by=bob.actor, person=alice.actor.person, kind="module", thing=THING, label="Gait", ends=today)
    person = Person.objects.get(email=alice.email)
    assert queries.actor_for(person, on=today).assigned == {THING}
    assert queries.actor_for(person, on=today + timedelta(1)).assigned == set()


def test_assignment_to_a_stranger_is_refused(bob, charlie):
    with pytest.raises(BadEntry):
        actions.assign(by=bob.actor, person=charlie.actor.person, kind="module", thing=THING, label="Gait")


def test_actor_costs_two_queries(alice, django_assert_num_queries):
    person = Person.objects.get(email=alice.email)
    with django_assert_num_queries(2):
        queries.actor_for(person)
