"""Who is asking: a person's roles and assignments as of today."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from curricle.core.terms import Role
from curricle.people.models import Assignment, Membership, Person
from curricle.people.policy import ANONYMOUS, Actor


def actor_for(person: Person, organisation: int | None = None, *, on: date | None = None) -> Actor:
    """The person as an actor, in that organisation where they hold a role in it, else in their first. Two queries."""
    if not person.is_active:
        return ANONYMOUS
    day = on or timezone.localdate()
    held = list(Membership.objects.on(day).filter(person=person, organisation__closed__isnull=True).select_related("organisation"))
    here = next((row.organisation for row in held if row.organisation_id == organisation), held[0].organisation if held else None)
    roles = {Role(row.role) for row in held if here and row.organisation_id == here.pk}
    if person.operator:
        roles.add(Role.OPERATOR)
    things = Assignment.objects.on(day).filter(person=person, organisation=here).values_list("thing", flat=True) if here else ()
    return Actor(
        person=person.pk,
        name=person.name,
        organisation=here.pk if here else None,
        organisation_name=here.name if here else "",
        organisation_kind=here.kind if here else "",
        roles=frozenset(roles),
        assigned=frozenset(map(str, things)),
        operator=person.operator,
        staff=person.operator or any(row.role != Role.APPRENTICE for row in held),
    )


def person(id: int) -> Person | None:
    """An open account."""
    return Person.objects.filter(pk=id, is_active=True).first()


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
