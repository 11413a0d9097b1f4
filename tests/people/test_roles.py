"""Another last day, another role, and the one administrator who must stay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from curricle.core.terms import Role
from curricle.people import actions, queries
from curricle.people.entries import BadEntry
from curricle.people.models import Membership
from curricle.people.policy import Forbidden, Hidden
from people.roles_sample import membership_of, second_administrator

LATER = date(2099, 12, 31)


def test_another_role_begins_and_the_one_before_stays_in_the_list(alice, bob):
    old = membership_of(alice)
    actions.give_other_role(by=bob.actor, membership=old, role=Role.TUTOR, ends=LATER)
    held = [(each.role, each.current, each.ends) for each in queries.people_of(bob.actor.organisation) if each.person == alice.actor.person]
    yesterday = timezone.localdate() - timedelta(days=1)
    assert held == [(Role.TUTOR, True, LATER), (Role.LEAD, False, yesterday)]


def test_a_last_day_can_be_set_moved_and_taken_away(alice, bob):
    role = membership_of(alice)
    for ends in (LATER, timezone.localdate(), None):
        actions.change_end(by=bob.actor, membership=role, ends=ends)
        assert Membership.objects.get(uuid=role).ends == ends


def test_a_role_that_is_over_is_not_changed(alice, bob):
    role = membership_of(alice)
    actions.end_role(by=bob.actor, membership=role)
    for change in (lambda: actions.change_end(by=bob.actor, membership=role, ends=LATER),
                   lambda: actions.give_other_role(by=bob.actor, membership=role, role=Role.TUTOR)):  # fmt: skip
        with pytest.raises(BadEntry, match="has ended"):
            change()


def test_a_role_held_already_is_not_given_again(alice, bob):
    with pytest.raises(BadEntry, match="holds this role already"):
        actions.give_other_role(by=bob.actor, membership=membership_of(alice), role=Role.LEAD)


def test_nobody_changes_their_own_role(bob):
    second_administrator(bob)
    for change in (lambda: actions.change_end(by=bob.actor, membership=membership_of(bob), ends=LATER),
                   lambda: actions.give_other_role(by=bob.actor, membership=membership_of(bob), role=Role.LEAD)):  # fmt: skip
        with pytest.raises(Forbidden):
            change()


def test_an_administrator_elsewhere_sees_no_such_role(alice, world):
    dora = queries.actor_by_email("dora@south.example")
    with pytest.raises(Hidden):
        actions.change_end(by=dora, membership=membership_of(alice), ends=LATER)


def test_the_last_administrator_stays(bob):
    ada = second_administrator(bob)
    actions.change_end(by=bob.actor, membership=str(Membership.objects.get(person=ada.person).uuid), ends=LATER)
    for change in (lambda: actions.end_role(by=ada, membership=membership_of(bob)),
                   lambda: actions.change_end(by=ada, membership=membership_of(bob), ends=LATER - timedelta(days=1)),
                   lambda: actions.give_other_role(by=ada, membership=membership_of(bob), role=Role.LEAD),
                   lambda: actions.close_account(by=ada, person=bob.actor.person)):  # fmt: skip
        with pytest.raises(BadEntry, match="After 31 December 2099 nobody would be university administrator of University of the North"):
            change()
    assert queries.actor_by_email(bob.email).roles == {Role.UNIVERSITY_ADMIN}


def test_one_of_two_administrators_may_end(bob):
    ada = second_administrator(bob)
    actions.end_role(by=ada, membership=membership_of(bob))
    assert queries.actor_by_email(bob.email).roles == set()


def test_each_change_is_in_the_record(alice, bob):
    actions.change_end(by=bob.actor, membership=membership_of(alice), ends=LATER)
    actions.give_other_role(by=bob.actor, membership=membership_of(alice), role=Role.TUTOR)
    lines = queries.events(bob.actor.organisation).lines[:2]
    assert [(line["verb"], line["label"]) for line in lines] == [
        ("gave another role to", "Alice Archer"),
        ("changed the last day of", "Alice Archer"),
    ]
