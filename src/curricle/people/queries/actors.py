"""Who is asking: a person's roles and assignments as of today."""

from __future__ import annotations

from datetime import date

from django.db.models import IntegerField
from django.utils import timezone

from curricle.core.terms import Role
from curricle.people.models import Assignment, Membership, Person
from curricle.people.policy import ANONYMOUS, Actor
from curricle.people.prepared import Prepared

# Asked at every request: plain values instead of rows, days compared in Python, and the SQL made once.
_HELD = Prepared(
    lambda person: Membership.objects.filter(person=person, organisation__closed__isnull=True).values_list(
        "starts", "ends", "organisation", "organisation__name", "organisation__kind", "role"
    ),
    IntegerField(),
)
_GIVEN = Prepared(
    lambda person, organisation: (
        Assignment.objects.filter(person=person, organisation=organisation).order_by().values_list("starts", "ends", "thing")
    ),
    IntegerField(),
    IntegerField(),
)


def actor_for(person: Person, organisation: int | None = None, *, on: date | None = None) -> Actor:
    """The person as an actor, in that organisation where they hold a role in it, else in their first. Two queries."""
    if not person.is_active:
        return ANONYMOUS
    day = on or timezone.localdate()
    held = [row[2:] for row in _HELD.tuples(person.pk) if _holds(day, *row[:2])]
    here = next((row[:3] for row in held if row[0] == organisation), held[0][:3] if held else None)
    place, name, kind = here or (None, "", "")
    roles = {Role(role) for at, _, _, role in held if at == place}
    if person.operator:
        roles.add(Role.OPERATOR)
    given = _GIVEN.tuples(person.pk, place) if here else ()
    return Actor(
        person=person.pk,
        name=person.name,
        organisation=place,
        organisation_name=name,
        organisation_kind=kind,
        roles=frozenset(roles),
        assigned=frozenset(str(thing) for starts, ends, thing in given if _holds(day, starts, ends)),
        operator=person.operator,
        staff=person.operator or any(role != Role.APPRENTICE for *_, role in held),
    )


def person(id: int) -> Person | None:
    """An open account."""
    return Person.objects.filter(pk=id, is_active=True).first()


def _holds(day: date, starts: date, ends: date | None) -> bool:
    """Whether a dated row is in force: the first and the last day count."""
    return starts <= day and (ends is None or day <= ends)


def actor_by_email(email: str, organisation_code: str = "") -> Actor:
    """For the command line and the demo: the person of that address acting for that organisation. Raises LookupError."""
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None:
        raise LookupError(f"nobody signs in as {email}")
    chosen = person.memberships.filter(organisation__code=organisation_code).values_list("organisation", flat=True).first()
    if organisation_code and chosen is None:
        raise LookupError(f"{email} holds no role in {organisation_code}")
    return actor_for(person, chosen)


def actor_of(person: int | None, organisation: int | None) -> Actor:
    """The actor a background job works for, with the roles held now; ANONYMOUS when the person is gone."""
    row = Person.objects.filter(pk=person).first()
    return actor_for(row, organisation) if row else ANONYMOUS
