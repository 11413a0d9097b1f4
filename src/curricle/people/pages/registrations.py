"""Professions and registrations in lists and forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from curricle.core.registration import REGULATORS
from curricle.people.models import RegistrationStatus
from curricle.people.queries import RegistrationFacts

TONES = {"not checked": "grey", "registered": "green", "lapsed": "red"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationLine:
    """`may_check` is false for one's own, and where there is no register to look into; no `doubt` of a number found in the register."""

    uuid: str
    person: str
    profession: str
    register: str
    number: str
    doubt: str
    status: str
    tone: str
    checked: date | None
    checked_by: str
    renews: date | None
    reminder: str
    may_check: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    form: Any
    registration: RegistrationLine


def registration_line(facts: RegistrationFacts, *, asking: int | None) -> RegistrationLine:
    return RegistrationLine(
        uuid=facts.uuid,
        person=facts.person_name,
        profession=facts.profession[:1].upper() + facts.profession[1:],
        register=REGULATORS.get(facts.regulator, ""),
        number=facts.number,
        doubt="" if facts.status == RegistrationStatus.REGISTERED else facts.doubt,
        status=str(RegistrationStatus(facts.status).label) if facts.regulator else "No register here",
        tone=TONES[facts.status] if facts.regulator else "",
        checked=facts.checked,
        checked_by=facts.checked_by,
        renews=facts.renews,
        reminder=facts.reminder,
        may_check=bool(facts.regulator) and facts.person != asking,
    )


def check_page(form: Any, facts: RegistrationFacts) -> CheckPage:
    return CheckPage(form=form, registration=registration_line(facts, asking=None))
