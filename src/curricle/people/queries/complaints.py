"""Complaints about how personal data are used: for those who answer them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from curricle.core.terms import Role
from curricle.people.models import Complaint, Membership, Person
from curricle.people.policy import ANSWERING, Actor, Hidden, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintFacts:
    """`about` is the organisation's name, or "" for the installation; `overdue` while unanswered after `due`."""

    uuid: str
    reference: str
    organisation: int | None
    about: str
    name: str
    email: str
    words: str
    made: datetime
    due: date
    overdue: bool
    answer: str
    answered: datetime | None
    answered_by: str


def complaints_for(by: Actor) -> tuple[ComplaintFacts, ...]:
    """Those this person may answer: unanswered first, the most urgent first."""
    reach = Q(pk__in=[])
    if by.organisation is not None and by.roles & set(ANSWERING):
        reach |= Q(organisation=by.organisation)
    if by.holds(Role.OPERATOR):
        reach |= Q(organisation__isnull=True)
    rows = Complaint.objects.filter(reach).select_related("organisation", "answered_by").order_by("due", "pk")
    return tuple(sorted((_facts(row) for row in rows), key=lambda each: each.answered is not None))


def complaint(uuid: str) -> ComplaintFacts:
    """Raises Hidden when there is none."""
    row = Complaint.objects.select_related("organisation", "answered_by").filter(uuid=uuid).first()
    if row is None:
        raise Hidden("There is no such complaint.")
    return _facts(row)


def complaint_of(reference: str) -> ComplaintFacts:
    """By what people quote. Raises LookupError."""
    row = Complaint.objects.select_related("organisation", "answered_by").filter(reference=reference.strip().upper()).first()
    if row is None:
        raise LookupError(f"there is no complaint {reference}")
    return _facts(row)


def who_answers(organisation: int | None) -> tuple[str, ...]:
    """E-mail addresses of those who answer for an organisation today, or for the installation."""
    if organisation is None:
        told = Person.objects.filter(operator=True, is_active=True).values_list("email", flat=True)
        return tuple(dict.fromkeys([*told, *filter(None, [settings.COMPLAINTS_MAIL])]))
    held = Membership.objects.on(timezone.localdate()).filter(organisation=organisation, role__in=ANSWERING, person__is_active=True)
    return tuple(dict.fromkeys(held.order_by("person__email").values_list("person__email", flat=True)))


def complaint_thing(facts: ComplaintFacts) -> Thing:
    """What the rules are asked about."""
    state = frozenset() if facts.organisation else frozenset({"installation"})
    return Thing(kind="complaint", addressed=facts.organisation, id=facts.uuid, state=state)


def _facts(row: Complaint) -> ComplaintFacts:
    return ComplaintFacts(
        uuid=str(row.uuid),
        reference=row.reference,
        organisation=row.organisation_id,
        about=row.organisation.name if row.organisation else "",
        name=row.name,
        email=row.email,
        words=row.words,
        made=row.made,
        due=row.due,
        overdue=row.answered is None and row.due < timezone.localdate(),
        answer=row.answer,
        answered=row.answered,
        answered_by=row.answered_by.name if row.answered_by else "the operator" if row.answered else "",
    )
