"""The cast: two organisations of each kind, every role in each, made by the product's own actions. North asks, South must stay unseen.

What is known of a person here (role, organisation, what is assigned) is what the tests gave them, never what the product says they have.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.test import Client

from curricle.core.terms import OrganisationKind, Role
from curricle.people import actions, queries
from curricle.people.entrance import FRESH, SEEN, STRONG
from curricle.people.models import Person
from curricle.people.policy import OPERATOR, Actor
from curricle.people.roles import ADMINISTRATOR_OF, ROLES_OF

SIDES = ("north", "south")
KINDS = {
    "nat": OrganisationKind.NATIONAL,
    "uni": OrganisationKind.UNIVERSITY,
    "emp": OrganisationKind.EMPLOYER,
    "body": OrganisationKind.PROFESSIONAL_BODY,
    "epao": OrganisationKind.ASSESSMENT_ORGANISATION,
}
START = date(2020, 1, 1)
YESTERDAY = date.today() - timedelta(days=1)


def canary(place: str, kind: str) -> str:
    """A word by which what is `place`'s, and of which kind, is known wherever it turns up."""
    return f"canary-{place}-{kind}".replace("_", "")


@dataclass(kw_only=True, eq=False)
class Asker:
    """Who asks. `role` is None where it ended yesterday; `place` is "" then, and for a visitor and an operator.

    `more`: further roles. `key`: with which a program asks for them, and its `scopes`; "" for people.
    """

    name: str
    role: Role | None
    place: str = ""
    home: str = ""
    organisation: int | None = None
    person: int | None = None
    email: str = ""
    password: str = ""
    membership: str = ""
    note: str = ""
    assigned: set[str] = field(default_factory=set)
    more: tuple[Role, ...] = ()
    key: str = ""
    scopes: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name

    @property
    def side(self) -> str:
        return self.place.partition("-")[0]

    @cached_property
    def client(self) -> Client:
        """A browser in which they have signed in."""
        browser = Client()
        if self.person is not None:
            browser.force_login(Person.objects.get(pk=self.person))
            session = browser.session  # as after a second factor, given just now
            session.update({STRONG: True, FRESH: time.time() + 86_400, SEEN: time.time() + 86_400})
            session.save()
        return browser

    @property
    def actor(self) -> Actor:
        return queries.actor_by_email(self.email)


VISITOR = "a visitor"
SECOND = {  # more people of a role in the universities: what tells them apart from the first
    Role.LEAD: ("colleague", "former"),
    Role.TUTOR: ("assigned", "assigned until yesterday"),
    Role.MODULE_LEAD: ("assigned", "assigned until yesterday"),
    Role.APPRENTICE: ("colleague",),
}


def people_of(side: str, kind: str) -> list[Asker]:
    """An organisation of one side with everybody in it."""
    place, what = f"{side}-{kind}", KINDS[kind]
    admin_role = ADMINISTRATOR_OF[what]
    made = actions.first_administrator(
        by=OPERATOR,
        email=f"{admin_role.value}@{place}.example",
        name=f"{admin_role.label} {canary(place, 'person')}",
        code=place,
        organisation=f"The {place} organisation",
        kind=what,
    )
    first = asker_of(admin_role, place, made)
    found = [first]
    for role in ROLES_OF[what]:
        for note in ("", *SECOND.get(role, ())) if kind == "uni" else ("",):
            if role is not admin_role:
                found.append(join(first, role, place, note))
    return found


def join(admin: Asker, role: Role, place: str, note: str) -> Asker:
    slug = f"{role.value}-{note.replace(' ', '-')}".rstrip("-")
    ends = YESTERDAY if note == "former" else None
    name = f"{role.label} {note} {canary(place, 'person')}".replace("  ", " ")
    if (role, note) == (Role.LEAD, "colleague"):
        name = "Somebody of two universities"  # see bridge(): both may read this name
    made = actions.add_person(by=admin.actor, email=f"{slug}@{place}.example", name=name, role=role, starts=START, ends=ends)
    return asker_of(role, place, made, note)


def asker_of(role: Role, place: str, made: actions.Joined, note: str = "") -> Asker:
    former = note == "former"
    return Asker(
        name=" ".join(filter(None, (place, role.value, note))),
        role=None if former else role,
        place="" if former else place,
        home=place,
        organisation=None if former else made.organisation,
        person=made.person,
        email=made.email,
        password=made.password,
        membership=made.membership,
        note=note,
    )


def without_organisation() -> list[Asker]:
    """A visitor, and the operator, who belongs to nobody."""
    password = "six grey owls over Aire"
    operator = Person(email="operator@installation.example", name="The operator", operator=True)
    operator.set_password(password)
    operator.save()
    ours = Asker(name="operator", role=Role.OPERATOR, person=operator.pk, email=operator.email, password=password)
    return [Asker(name=VISITOR, role=Role.ANON), ours]


def bridge(askers: dict[str, Asker]) -> Asker:
    """A lead at the northern university who is a reviewer at the southern one, and acts for the northern."""
    lead = askers["north-uni lead colleague"]
    actions.add_person(by=askers["south-uni hadm"].actor, email=lead.email, name="the same", role=Role.REVIEWER, starts=START)
    return lead
