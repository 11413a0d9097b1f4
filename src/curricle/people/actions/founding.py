"""What a national publisher does about organisations: found one with its first administrator, rename, close."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils import timezone

from curricle.core.terms import OrganisationKind
from curricle.people import policy
from curricle.people.actions.invitations import ask, withdraw
from curricle.people.actions.organisations import found_organisation
from curricle.people.actions.record import record
from curricle.people.entries import BadEntry, email_address, line
from curricle.people.models import Complaint, Invitation, Membership, Organisation
from curricle.people.policy import Actor, Hidden, Thing
from curricle.people.roles import ADMINISTRATOR_OF


@transaction.atomic
def found_with_administrator(*, by: Actor, code: str, name: str, kind: OrganisationKind, email: str, person: str, base: str) -> str:
    """A new organisation whose first administrator is invited; its code. BadEntry when the code is taken or no plain word."""
    try:
        validate_slug(code)
    except ValidationError:
        raise BadEntry("The code holds letters, digits, - and _ alone, such as north") from None
    place = Organisation.objects.get(pk=found_organisation(by=by, code=code, name=name, kind=kind))
    ask(by, place, email_address(email), person, ADMINISTRATOR_OF[kind], None, base)
    return place.code


@transaction.atomic
def invite_administrator(*, by: Actor, code: str, email: str, name: str, base: str) -> None:
    """Invite an administrator of an organisation that has none today; BadEntry where one can do it.

    An earlier invitation that is still open, such as one to a wrong address, is withdrawn: the last one counts.
    """
    policy.require(policy.TABLE, by, "c", Thing(kind="organisation"))
    place = _open(code)
    role = ADMINISTRATOR_OF[OrganisationKind(place.kind)]
    if Membership.objects.on(timezone.localdate()).filter(organisation=place, role=role, person__is_active=True).exists():
        raise BadEntry(f"{place.name} has an administrator, who invites the others")
    for row in Invitation.objects.filter(organisation=place, role=role, accepted__isnull=True, withdrawn__isnull=True):
        withdraw(by, row)
    ask(by, place, email_address(email), name, role, None, base)


@transaction.atomic
def rename_organisation(*, by: Actor, code: str, name: str) -> None:
    """Another name. The code stays: addresses and files use it."""
    place = _open(code)
    policy.require(policy.TABLE, by, "e", Thing(kind="organisation", organisation=place.pk))
    before, place.name = place.name, line(name, what="The name")
    place.save(update_fields=["name"])
    detail = {"before": before}
    record(by=by, verb="renamed", kind="organisation", id=str(place.uuid), label=place.name, detail=detail, organisation=place.pk)


@transaction.atomic
def close_organisation(*, by: Actor, code: str) -> None:
    """Every role there ends, open invitations are withdrawn, people keep their accounts. What it made stays.

    BadEntry for one's own organisation, and while a complaint addressed to it waits for its answer.
    """
    place = _open(code)
    policy.require(policy.TABLE, by, "w", Thing(kind="organisation", organisation=place.pk))
    if place.pk == by.organisation:
        raise BadEntry("You act for this organisation yourself. Somebody of another national organisation closes it")
    waiting = Complaint.objects.filter(organisation=place, answered__isnull=True).count()
    if waiting:
        raise BadEntry(f"{waiting} complaint{'' if waiting == 1 else 's'} to {place.name} must be answered first")
    today = timezone.localdate()
    roles = Membership.objects.filter(organisation=place).exclude(ends__lt=today)
    ended = roles.update(ends=today - timedelta(days=1))
    for row in Invitation.objects.filter(organisation=place, accepted__isnull=True, withdrawn__isnull=True):
        withdraw(by, row)
    place.closed = today
    place.save(update_fields=["closed"])
    detail = {"roles_ended": ended}
    record(by=by, verb="closed", kind="organisation", id=str(place.uuid), label=place.name, detail=detail, organisation=place.pk)


def _open(code: str) -> Organisation:
    place = Organisation.objects.select_for_update().filter(code=code, closed__isnull=True).first()
    if place is None:
        raise Hidden("There is no such organisation.")
    return place
