"""One's professions and registrations are one's own to say; what the register says is for somebody else to look up."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from curricle.core.registration import REGULATORS, regulator_of, tidy
from curricle.people import policy
from curricle.people.actions.record import record
from curricle.people.entries import BadEntry, line
from curricle.people.models import Registration, RegistrationStatus
from curricle.people.policy import Actor, Hidden, Thing
from curricle.people.queries import registration_in

AT_MOST = 10


@transaction.atomic
def enter_registration(*, by: Actor, profession: str, regulator: str = "", number: str = "") -> str:
    """Say one's profession and, if there is one, the registration in it; its uuid. BadEntry for a profession entered already."""
    _own(by)
    profession, regulator, number = _clean(profession, regulator, number)
    mine = Registration.objects.filter(person=by.person)
    if mine.filter(profession__iexact=profession).exists():
        raise BadEntry(f"You have entered {profession} already. Change that entry instead")
    if mine.count() >= AT_MOST:
        raise BadEntry(f"At most {AT_MOST} professions can be entered")
    row = Registration.objects.create(person_id=by.person, profession=profession, regulator=regulator, number=number)
    record(by=by, verb="entered a profession", kind="account", id=str(row.uuid), label=profession, detail={"regulator": regulator})
    return str(row.uuid)


@transaction.atomic
def change_registration(*, by: Actor, registration: str, profession: str, regulator: str = "", number: str = "") -> None:
    """Change what one said. What was checked then no longer holds: the status goes back to not checked."""
    row = _mine(by, registration)
    profession, regulator, number = _clean(profession, regulator, number)
    if Registration.objects.filter(person=by.person, profession__iexact=profession).exclude(pk=row.pk).exists():
        raise BadEntry(f"You have entered {profession} already. Change that entry instead")
    if (profession, regulator, number) == (row.profession, row.regulator, row.number):
        return
    row.profession, row.regulator, row.number = profession, regulator, number
    row.status, row.checked, row.checked_by, row.renews = RegistrationStatus.NOT_CHECKED, None, None, None
    row.save()
    record(by=by, verb="changed a registration", kind="account", id=str(row.uuid), label=profession, detail={"regulator": regulator})


@transaction.atomic
def remove_registration(*, by: Actor, registration: str) -> None:
    """One's own entry goes. The record keeps that it was there, without its number."""
    row = _mine(by, registration)
    record(by=by, verb="removed a registration", kind="account", id=str(row.uuid), label=row.profession)
    row.delete()


@transaction.atomic
def record_check(*, by: Actor, registration: str, number: str, status: RegistrationStatus, checked: date, renews: date | None) -> None:
    """What an administrator found in the register, for somebody of the organisation and never for oneself.

    `number` is the one that was looked up: BadEntry when the person has changed it meanwhile, or for a check on a day to come.
    """
    facts = registration_in(by.organisation, registration)
    policy.require(policy.TABLE, by, "e", Thing(kind="user_and_role", organisation=by.organisation, about=facts.person))
    row = Registration.objects.select_for_update().get(uuid=registration)
    if row.number != number:
        raise BadEntry(f"{facts.person_name} has changed the number to {row.number or 'none'} meanwhile. Look that one up")
    if checked > timezone.localdate():
        raise BadEntry("The day of the check is still to come")
    if renews is not None and renews < checked and status == RegistrationStatus.REGISTERED:
        raise BadEntry("Give a renewal day after the day of the check, or choose Lapsed", field="renews")
    row.status, row.checked, row.checked_by_id, row.renews = status, checked, by.person, renews
    row.save(update_fields=["status", "checked", "checked_by", "renews"])
    detail = {"profession": row.profession, "status": status.value, "renews": renews.isoformat() if renews else ""}
    record(by=by, verb="checked the registration of", kind="user_and_role", id=str(row.uuid), label=facts.person_name, detail=detail)


def _own(by: Actor) -> None:
    policy.require(policy.TABLE, by, "e", Thing(kind="account", about=by.person))


def _mine(by: Actor, registration: str) -> Registration:
    _own(by)
    row = Registration.objects.select_for_update().filter(uuid=registration, person=by.person).first()
    if row is None:
        raise Hidden("There is no such registration.")
    return row


def _clean(profession: str, regulator: str, number: str) -> tuple[str, str, str]:
    """A profession we know has its regulator by itself; any other may be with one of ours, or with none."""
    profession = line(profession, what="The profession", limit=100)
    known = regulator_of(profession.lower())
    if known:
        profession, regulator = profession.lower(), known
    if regulator and regulator not in REGULATORS:
        raise BadEntry("The regulator must be one of the list")
    return profession, regulator, line(tidy(number), what="The number", limit=20) if number.strip() else ""
