"""Small things that several tests of people and roles need."""

from __future__ import annotations

from typing import Any

from curricle.core.terms import OrganisationKind, Role
from curricle.people import actions, queries
from curricle.people.models import Membership
from curricle.people.policy import OPERATOR, Actor


def membership_of(someone: Any) -> str:
    """The uuid of the latest role of somebody of the tests."""
    return str(Membership.objects.filter(person=someone.actor.person).latest("pk").uuid)


def second_administrator(bob: Any) -> Actor:
    """Ada administers the same university as bob."""
    made = actions.add_person(by=bob.actor, email="ada@north.example", name="Ada Ashby", role=Role.UNIVERSITY_ADMIN)
    return queries.actor_by_email(made.email)


def publisher() -> Actor:
    """Nell, a national publisher."""
    made = actions.first_administrator(
        by=OPERATOR,
        email="nell@nation.example",
        name="Nell Nye",
        code="nation",
        organisation="National team",
        kind=OrganisationKind.NATIONAL,
    )
    return queries.actor_by_email(made.email)
