"""What is whose to work on. The app that owns the thing asks its own rules first; this only writes it down."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from curricle.people.actions.record import record
from curricle.people.entries import BadEntry
from curricle.people.models import Assignment, Membership
from curricle.people.policy import Actor


@transaction.atomic
def assign(*, by: Actor, person: int, kind: str, thing: str, label: str, starts: date | None = None, ends: date | None = None) -> None:
    """Give `thing` (a uuid) to a person who holds a role in the actor's organisation (else BadEntry). Twice is once."""
    starts = starts or timezone.localdate()
    if not Membership.objects.on(starts).filter(person=person, organisation=by.organisation).exists():
        raise BadEntry("That person holds no role in your organisation on that day")
    here = {"person_id": person, "organisation_id": by.organisation, "kind": kind, "thing": thing}
    if Assignment.objects.on(starts).filter(**here).exists():
        return
    row = Assignment.objects.create(**here, starts=starts, ends=ends, given_by_id=by.person)
    record(by=by, verb="assigned", kind=kind, id=thing, label=label, detail={"person": row.person.name})


@transaction.atomic
def end_assignment(*, by: Actor, person: int, thing: str, label: str) -> None:
    """It is no longer theirs, from today on. Nothing to end is no error."""
    today = timezone.localdate()
    for row in Assignment.objects.on(today).filter(person=person, organisation=by.organisation, thing=thing):
        row.ends = today - timedelta(days=1)
        row.save(update_fields=["ends"])
        record(by=by, verb="took back", kind=row.kind, id=thing, label=label, detail={"person": row.person.name})
