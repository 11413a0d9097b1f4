"""Organisations, their first administrator, people and their roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from curricle.core.terms import OrganisationKind, Role
from curricle.people import policy
from curricle.people.actions.record import record
from curricle.people.actions.roles import stays_administered
from curricle.people.actions.sessions import drop_sessions
from curricle.people.entries import BadEntry, email_address, fresh_password, line
from curricle.people.models import Membership, Organisation, Person
from curricle.people.policy import Actor, Thing
from curricle.people.roles import ADMINISTRATOR_OF, ROLES_OF


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """`password` is shown once and stored nowhere; empty for a person who had an account already. `membership` is its uuid."""

    person: int
    email: str
    organisation: int
    membership: str
    password: str = ""


@transaction.atomic
def first_administrator(*, by: Actor, email: str, name: str, code: str, organisation: str, kind: OrganisationKind) -> Joined:
    """Found an organisation with its first administrator. For the operator alone; refuses (BadEntry) where one has been.

    An organisation of that code that has had nobody yet is taken as it is.
    """
    policy.require(policy.TABLE, by, "c", Thing(kind="user_and_role", state=frozenset({"first_admin"})))
    place, made = Organisation.objects.get_or_create(
        code=line(code, what="The code", limit=40), defaults={"name": line(organisation, what="The organisation"), "kind": kind}
    )
    if place.memberships.exists():
        raise BadEntry(f"{place.name} has had its first administrator already; that person adds the others")
    if made:
        record(by=by, verb="founded", kind="organisation", id=str(place.uuid), label=place.name, organisation=place.pk)
    return _join(by, place, email, name, ADMINISTRATOR_OF[OrganisationKind(place.kind)], timezone.localdate(), None)


@transaction.atomic
def found_organisation(*, by: Actor, code: str, name: str, kind: OrganisationKind) -> int:
    """A new organisation, still without people; its id. Raises BadEntry when the code is taken."""
    policy.require(policy.TABLE, by, "c", Thing(kind="organisation"))
    code, name = line(code, what="The code", limit=40), line(name, what="The name")
    if Organisation.objects.filter(code=code).exists():
        raise BadEntry(f"The code {code} is taken")
    place = Organisation.objects.create(code=code, name=name, kind=kind)
    record(by=by, verb="founded", kind="organisation", id=str(place.uuid), label=name)
    return place.pk


@transaction.atomic
def add_person(*, by: Actor, email: str, name: str, role: Role, starts: date | None = None, ends: date | None = None) -> Joined:
    """Give somebody a role in the actor's organisation, and an account with a random password if they have none.

    Raises BadEntry for a role that this kind of organisation does not give, or dates in the wrong order.
    """
    policy.require(policy.TABLE, by, "c", Thing(kind="user_and_role", organisation=by.organisation))
    place = Organisation.objects.get(pk=by.organisation)
    known = Person.objects.filter(email=email_address(email)).first()
    if known:
        policy.require(policy.TABLE, by, "e", Thing(kind="user_and_role", organisation=by.organisation, about=known.pk))
    return _join(by, place, email, name, role, starts or timezone.localdate(), ends)


@transaction.atomic
def close_account(*, by: Actor, person: int) -> None:
    """Nobody signs in with this account any more, and its open sessions end. Only where every role of it is in the actor's organisation.

    BadEntry for the last administrator of an organisation.
    """
    row = Person.objects.filter(pk=person).first()
    places = set(Membership.objects.filter(person=person).values_list("organisation", flat=True))
    here = by.organisation if row and places == {by.organisation} else None
    policy.require(policy.TABLE, by, "d", Thing(kind="user_and_role", organisation=here, about=person))
    held = Membership.objects.on(timezone.localdate()).filter(person=person).select_related("person")
    stays_administered(list(held), timezone.localdate() - timedelta(days=1))
    row.is_active = False
    row.save(update_fields=["is_active"])
    drop_sessions(person=row.pk)
    record(by=by, verb="closed the account of", kind="user_and_role", id=str(row.uuid), label=row.name)


def _join(by: Actor, place: Organisation, email: str, name: str, role: Role, starts: date, ends: date | None) -> Joined:
    if role not in ROLES_OF[OrganisationKind(place.kind)]:
        raise BadEntry(f"{role.label} is no role of a {place.kind}")
    if ends is not None and ends < starts:
        raise BadEntry("The role would end before it starts")
    person, password = _account(email, name)
    giver = by.person
    row = Membership.objects.create(person=person, organisation=place, role=role, starts=starts, ends=ends, given_by_id=giver)
    detail = {"role": role.value, "organisation": place.code, "starts": starts.isoformat(), "ends": ends.isoformat() if ends else ""}
    record(by=by, verb="gave a role to", kind="user_and_role", id=str(row.uuid), label=person.name, detail=detail, organisation=place.pk)
    return Joined(person=person.pk, email=person.email, organisation=place.pk, membership=str(row.uuid), password=password)


def _account(email: str, name: str) -> tuple[Person, str]:
    email = email_address(email)
    known = Person.objects.filter(email=email).first()
    if known:
        return known, ""
    password = fresh_password()
    person = Person(email=email, name=line(name, what="The name"))
    person.set_password(password)
    person.save()
    return person, password
