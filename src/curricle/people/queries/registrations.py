"""Professions and registrations: one's own, and those of the people of an organisation with what is to be done about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from curricle.core.registration import number_doubt
from curricle.people.models import Membership, Registration, RegistrationStatus
from curricle.people.policy import Hidden

SOON = timedelta(days=60)
#: What an administrator is reminded of, in the order of the list.
PASSED, LAPSED, RENEWS_SOON, NEVER_CHECKED = "renewal passed", "lapsed", "renews within 60 days", "never checked"
REMINDERS = (PASSED, LAPSED, RENEWS_SOON, NEVER_CHECKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationFacts:
    """`doubt` says why the number looks wrong, `reminder` is one of REMINDERS or empty."""

    uuid: str
    person: int
    person_name: str
    profession: str
    regulator: str
    number: str
    doubt: str
    status: RegistrationStatus
    checked: date | None
    checked_by: str
    renews: date | None
    reminder: str


def registrations_of(person: int | None) -> tuple[RegistrationFacts, ...]:
    """A person's own, by profession."""
    day = timezone.localdate()
    rows = Registration.objects.filter(person=person, person__isnull=False).select_related("person", "checked_by")
    return tuple(_facts(row, day) for row in rows)


def own_registration(person: int | None, uuid: str) -> RegistrationFacts:
    """Raises Hidden when it is not theirs."""
    found = next((each for each in registrations_of(person) if each.uuid == uuid), None)
    if found is None:
        raise Hidden("There is no such registration.")
    return found


def registrations_in(organisation: int | None) -> tuple[RegistrationFacts, ...]:
    """Of everybody who holds a role there today: what needs looking at first, then by name."""
    day = timezone.localdate()
    people = Membership.objects.on(day).filter(organisation=organisation, person__is_active=True).values("person")
    rows = Registration.objects.filter(person__in=people).select_related("person", "checked_by").order_by("person__name", "profession")
    order = {reminder: place for place, reminder in enumerate(REMINDERS)}
    return tuple(sorted((_facts(row, day) for row in rows), key=lambda each: order.get(each.reminder, len(order))))


def registration_in(organisation: int | None, uuid: str) -> RegistrationFacts:
    """One of them. Raises Hidden when its person holds no role there today."""
    found = next((each for each in registrations_in(organisation) if each.uuid == uuid), None)
    if found is None:
        raise Hidden("There is no such registration.")
    return found


def _facts(row: Registration, day: date) -> RegistrationFacts:
    return RegistrationFacts(
        uuid=str(row.uuid),
        person=row.person_id,
        person_name=row.person.name,
        profession=row.profession,
        regulator=row.regulator,
        number=row.number,
        doubt=number_doubt(row.regulator, row.profession, row.number),
        status=RegistrationStatus(row.status),
        checked=row.checked,
        checked_by=row.checked_by.name if row.checked_by else "",
        renews=row.renews,
        reminder=_reminder(row, day),
    )


def _reminder(row: Registration, day: date) -> str:
    """A profession without a register needs no check."""
    if row.status == RegistrationStatus.LAPSED:
        return LAPSED
    if row.renews is not None and row.renews < day:
        return PASSED
    if row.status == RegistrationStatus.NOT_CHECKED:
        return NEVER_CHECKED if row.regulator else ""
    return RENEWS_SOON if row.renews is not None and row.renews <= day + SOON else ""
