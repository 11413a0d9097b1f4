"""Inviting somebody to a role: a mail with a link, good for fourteen days, taken up by the one it went to."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from curricle.core.terms import OrganisationKind, Role
from curricle.people import policy
from curricle.people.actions.post import post
from curricle.people.actions.record import record
from curricle.people.entries import BadEntry, email_address, line
from curricle.people.models import Invitation, Membership, Organisation, Person
from curricle.people.policy import PROGRAM, Actor, Thing
from curricle.people.queries import actor_for, invitation, invitation_thing
from curricle.people.roles import ROLES_OF

GOOD_FOR = timedelta(days=14)
MAILS, OPEN_AT_ONCE = 5, 500  # nobody's letter box is filled from here


@transaction.atomic
def invite(*, by: Actor, email: str, name: str, role: Role, ends: date | None = None, base: str) -> str:
    """Ask somebody to take a role in the actor's organisation; the invitation's uuid. `base` is our address in the mail.

    Raises BadEntry for a role this kind of organisation does not give, a day in the past, an invitation that is open already,
    or one's own address.
    """
    email = email_address(email)
    known = Person.objects.filter(email=email).values_list("pk", flat=True).first()
    if known is not None and known == by.person:
        policy.require(policy.TABLE, by, "c", Thing(kind="invitation", organisation=by.organisation))
        raise BadEntry("This is your own address. Another administrator changes your role", field="email")
    policy.require(policy.TABLE, by, "c", Thing(kind="invitation", organisation=by.organisation, about=known))
    return ask(by, Organisation.objects.select_for_update().get(pk=by.organisation), email, name, role, ends, base)


@transaction.atomic
def send_invitation_again(*, by: Actor, invitation: str, base: str) -> None:
    """The same link once more, good for another fourteen days."""
    row = _found(by, "c", invitation)
    if row.asked >= MAILS:
        raise BadEntry(f"It was sent {MAILS} times. Withdraw it and speak to {row.name}")
    if row.accepted or row.withdrawn:
        raise BadEntry("This invitation is no longer open")
    if row.ends and row.ends < timezone.localdate():
        raise BadEntry("The role would have ended already. Withdraw the invitation and make a new one")
    row.asked, row.expires = row.asked + 1, _until(row.ends)
    row.save(update_fields=["asked", "expires"])
    record(by=by, verb="invited again", kind="invitation", id=str(row.uuid), label=row.name, organisation=row.organisation_id)
    post(by=by, kind="mail-invitation", invitation=str(row.uuid), base=base)


@transaction.atomic
def withdraw_invitation(*, by: Actor, invitation: str) -> None:
    """Its link is no longer good. One that was taken up stays as it is: end the role instead (BadEntry)."""
    row = _found(by, "w", invitation)
    if row.accepted:
        raise BadEntry(f"{row.name} has accepted already. End the role instead")
    withdraw(by, row)


@transaction.atomic
def invitation_sent(*, invitation: str) -> None:
    """The mail has left; told by the worker."""
    row = Invitation.objects.get(uuid=invitation)
    row.sent = timezone.now()
    row.save(update_fields=["sent"])
    record(by=PROGRAM, verb="mailed", kind="invitation", id=invitation, label=row.name, organisation=row.organisation_id)


@transaction.atomic
def accept_invitation(*, by: Actor, invitation: str, token: str, name: str = "", password: str = "") -> str:
    """Take the role; the address of the account. A visitor gets a new account with this name and password.

    Forbidden for anybody but the one it went to, and once it is no longer open; Hidden with a wrong link.
    """
    Organisation.objects.select_for_update().filter(invitations__uuid=invitation).first()  # two clicks are one acceptance
    facts = _facts_of(invitation)
    policy.require(policy.TABLE, by, "s", invitation_thing(facts, by, token))
    row = Invitation.objects.get(uuid=invitation)
    person = Person.objects.filter(pk=by.person).first() or _account(row.email, name, password)
    _give(row, person)
    row.accepted, row.accepted_by = timezone.now(), person
    row.save(update_fields=["accepted", "accepted_by"])
    who, detail = actor_for(person, row.organisation_id), {"role": row.role, "ends": row.ends.isoformat() if row.ends else ""}
    record(by=who, verb="accepted", kind="invitation", id=str(row.uuid), label=row.name, detail=detail, organisation=row.organisation_id)
    return person.email


def ask(by: Actor, place: Organisation, email: str, name: str, role: Role, ends: date | None, base: str) -> str:
    """Write the invitation and queue its mail. The caller has asked the rules and holds the organisation."""
    if role not in ROLES_OF[OrganisationKind(place.kind)]:
        raise BadEntry(f"{role.label} is no role of a {place.kind}")
    if ends is not None and ends < timezone.localdate():
        raise BadEntry("The role would have ended already. Give a day to come, or none")
    waiting = Invitation.objects.filter(organisation=place, accepted__isnull=True, withdrawn__isnull=True)
    if waiting.filter(email=email, role=role).exists():
        raise BadEntry(f"{email} was asked to take this role already. Send that invitation again, or withdraw it")
    if waiting.count() >= OPEN_AT_ONCE:
        raise BadEntry(f"{OPEN_AT_ONCE} invitations wait for an answer. Withdraw some of them first")
    if Membership.objects.on(timezone.localdate()).filter(organisation=place, role=role, person__email=email).exists():
        raise BadEntry(f"{email} holds this role already")
    row = Invitation.objects.create(
        organisation=place, email=email, name=line(name, what="The name"), role=role, ends=ends, made_by_id=by.person, expires=_until(ends)
    )
    detail = {"role": role.value, "organisation": place.code, "ends": ends.isoformat() if ends else ""}
    record(by=by, verb="invited", kind="invitation", id=str(row.uuid), label=row.name, detail=detail, organisation=place.pk)
    post(by=by, kind="mail-invitation", invitation=str(row.uuid), base=base)
    return str(row.uuid)


def withdraw(by: Actor, row: Invitation) -> None:
    """Once is enough; the caller has asked the rules."""
    if row.withdrawn is None:
        row.withdrawn = timezone.now()
        row.save(update_fields=["withdrawn"])
        record(by=by, verb="withdrew", kind="invitation", id=str(row.uuid), label=row.name, organisation=row.organisation_id)


_facts_of = invitation  # the query; the actions have an argument of that name


def _found(by: Actor, action: str, uuid: str) -> Invitation:
    """The row, where the rules let this person do that to it. An administrator's own address is nobody else's to act on."""
    policy.require(policy.TABLE, by, action, invitation_thing(_facts_of(uuid), by))
    return Invitation.objects.select_related("organisation").get(uuid=uuid)


def _until(ends: date | None) -> datetime:
    """Fourteen days from now, or the end of the role's last day when that comes first."""
    latest = timezone.now() + GOOD_FOR
    return min(latest, timezone.make_aware(datetime.combine(ends + timedelta(days=1), time()))) if ends else latest


def _account(email: str, name: str, password: str) -> Person:
    person = Person(email=email, name=line(name, what="Your name"))
    person.set_password(password)
    person.save()
    return person


def _give(row: Invitation, person: Person) -> None:
    """The role from today; one that the person holds already is not given twice."""
    today = timezone.localdate()
    here = {"person": person, "organisation": row.organisation, "role": row.role}
    if not Membership.objects.on(today).filter(**here).exists():
        Membership.objects.create(**here, starts=today, ends=row.ends, given_by=row.made_by)
