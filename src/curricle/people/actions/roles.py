"""Changing what somebody may do: another last day, another role. What was stays in the list; nobody changes their own."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from curricle.core.terms import OrganisationKind, Role
from curricle.people import policy
from curricle.people.actions.record import record
from curricle.people.entries import BadEntry
from curricle.people.models import Membership, Organisation
from curricle.people.policy import Actor, Hidden, Thing
from curricle.people.roles import ADMINISTRATOR_OF, ROLES_OF
from curricle.ui.words import day


@transaction.atomic
def end_role(*, by: Actor, membership: str, on: date | None = None) -> None:
    """The role ends with that day (default: yesterday, so that it is over now). The row stays.

    BadEntry when the organisation would be left without an administrator, and for a role that has ended already.
    """
    row = _found(by, "d", membership)
    _not_over(row)
    ends = on or timezone.localdate() - timedelta(days=1)
    stays_administered([row], ends)
    _end(row, ends)
    detail = {"role": row.role, "ends": ends.isoformat()}
    record(by=by, verb="ended a role of", kind="user_and_role", id=str(row.uuid), label=row.person.name, detail=detail)


@transaction.atomic
def change_end(*, by: Actor, membership: str, ends: date | None) -> None:
    """Another last day for a role that is not over, or none. BadEntry for a day in the past: end the role instead."""
    row = _found(by, "e", membership)
    _not_over(row)
    if ends is not None and ends < max(row.starts, timezone.localdate()):
        raise BadEntry("The last day must be today or later. To end the role now, use End the role")
    if ends is not None:
        stays_administered([row], ends)
    before, row.ends = row.ends, ends
    row.save(update_fields=["ends"])
    detail = {"role": row.role, "ended": before.isoformat() if before else "", "ends": ends.isoformat() if ends else "open"}
    record(by=by, verb="changed the last day of", kind="user_and_role", id=str(row.uuid), label=row.person.name, detail=detail)


@transaction.atomic
def give_other_role(*, by: Actor, membership: str, role: Role, ends: date | None = None) -> str:
    """The present role ends yesterday, another begins today; its membership's uuid. BadEntry where the organisation has no such role."""
    row = _found(by, "e", membership)
    _not_over(row)
    today = timezone.localdate()
    if role not in ROLES_OF[OrganisationKind(row.organisation.kind)]:
        raise BadEntry(f"{role.label} is no role of a {row.organisation.kind}")
    if Membership.objects.on(today).filter(organisation=row.organisation, person=row.person, role=role).exists():
        raise BadEntry(f"{row.person.name} holds this role already")
    if ends is not None and ends < today:
        raise BadEntry("The new role would have ended already. Give a day to come, or none")
    stays_administered([row], today - timedelta(days=1))
    _end(row, today - timedelta(days=1))
    made = Membership.objects.create(
        person=row.person, organisation=row.organisation, role=role, starts=today, ends=ends, given_by_id=by.person
    )
    detail = {"before": row.role, "role": role.value, "ends": ends.isoformat() if ends else ""}
    record(by=by, verb="gave another role to", kind="user_and_role", id=str(made.uuid), label=row.person.name, detail=detail)
    return str(made.uuid)


def stays_administered(rows: list[Membership], ends: date) -> None:
    """BadEntry when these roles, ending then, would bring forward the day from which nobody administers their organisation."""
    for row in rows:
        place = Organisation.objects.select_for_update().get(pk=row.organisation_id)  # two who end each other's role come one by one
        role = ADMINISTRATOR_OF[OrganisationKind(place.kind)]
        if row.role != role or place.closed:
            continue
        held = Membership.objects.filter(organisation=place, role=role, person__is_active=True)
        others = list(held.exclude(pk__in=[each.pk for each in rows]).values_list("ends", flat=True))
        if _last([*others, ends]) < _last([*others, row.ends]):
            what = f"{row.person.name} is the last {role.label.lower()} of {place.name}"
            if others:
                what = f"After {day(_last(others))} nobody would be {role.label.lower()} of {place.name}"
            raise BadEntry(f"{what}. Give somebody else that role first, or a later last day")


def _last(days: list[date | None]) -> date:
    return max(each or date.max for each in days)


def _found(by: Actor, action: str, membership: str) -> Membership:
    row = Membership.objects.select_related("person", "organisation").filter(uuid=membership).first()
    if row is None:
        raise Hidden("There is no such role.")
    policy.require(policy.TABLE, by, action, Thing(kind="user_and_role", organisation=row.organisation_id, about=row.person_id))
    return row


def _not_over(row: Membership) -> None:
    if row.ends is not None and row.ends < timezone.localdate():
        raise BadEntry(f"This role of {row.person.name} has ended. Invite {row.person.name} again")


def _end(row: Membership, ends: date) -> None:
    """Its first day stays as it was: a role that ends on that very day has its end before it, and holds on no day (Dated.on)."""
    row.ends = ends
    row.save(update_fields=["ends"])
