"""Complaining about how personal data are used, without an account; answering within thirty days."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from curricle.people import policy
from curricle.people.actions.guesses import count_try, key_of
from curricle.people.actions.post import post
from curricle.people.actions.record import record
from curricle.people.entries import UNAMBIGUOUS, BadEntry, email_address, line
from curricle.people.models import Complaint, Organisation
from curricle.people.policy import ANONYMOUS, PROGRAM, Actor, Thing
from curricle.people.queries import complaint, complaint_thing

DAYS = 30
LONGEST = 5_000
ADDRESS_COMPLAINTS, MAIL_COMPLAINTS = 20, 3  # from there on each further one waits longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Complained:
    """`reference` to quote and the day by which the answer is due; or only `wait`, in seconds, after too many."""

    reference: str = ""
    due: date | None = None
    wait: int = 0


@transaction.atomic
def complain(*, by: Actor, name: str, email: str, words: str, about: str = "", address: str) -> Complained:
    """Keep a complaint and queue its acknowledgement. `about` is an organisation's code, or "" for the installation.

    Counted by where it comes from and by the letter box that is written to. The record says that one came, not what it says.
    """
    policy.require(policy.TABLE, by, "c", Thing(kind="complaint"))
    place = Organisation.objects.filter(code=about, closed__isnull=True).first() if about else None
    if about and place is None:
        raise BadEntry("Choose one of the organisations of the list")
    name, email, words = line(name, what="Your name"), email_address(email), text(words, what="What happened")
    wait = max(
        count_try(key=key_of("complaint", address), limit=ADDRESS_COMPLAINTS),
        count_try(key=key_of("complaint mail", email), limit=MAIL_COMPLAINTS),
    )
    if wait:
        return Complained(wait=wait)
    now = timezone.now()
    row = Complaint.objects.create(
        reference=_reference(now.year), organisation=place, name=name, email=email, words=words, made=now, due=_due()
    )
    label = f"complaint {row.reference}"  # and not by whom: more people read the record than answer complaints
    record(by=ANONYMOUS, verb="made", kind="complaint", id=str(row.uuid), label=label, organisation=row.organisation_id)
    post(by=ANONYMOUS, kind="mail-complaint", complaint=str(row.uuid))
    return Complained(reference=row.reference, due=row.due)


@transaction.atomic
def answer_complaint(*, by: Actor, complaint: str, answer: str) -> None:
    """Answer once, by mail; the answer stays with the complaint. BadEntry when it was answered already."""
    facts = _facts_of(complaint)
    policy.require(policy.TABLE, by, "e", complaint_thing(facts))
    row = Complaint.objects.select_for_update().get(uuid=complaint)
    if row.answered:
        raise BadEntry("This complaint was answered already")
    row.answer, row.answered, row.answered_by_id = text(answer, what="The answer"), timezone.now(), by.person
    row.save(update_fields=["answer", "answered", "answered_by"])
    late = {"late": (timezone.localdate() - row.due).days} if timezone.localdate() > row.due else None
    label = f"complaint {row.reference}"
    record(by=by, verb="answered", kind="complaint", id=str(row.uuid), label=label, detail=late, organisation=row.organisation_id)
    post(by=by, kind="mail-complaint-answer", complaint=str(row.uuid))


@transaction.atomic
def complaint_acknowledged(*, complaint: str) -> None:
    """The acknowledgement has left; told by the worker."""
    row = Complaint.objects.get(uuid=complaint)
    row.acknowledged = timezone.now()
    row.save(update_fields=["acknowledged"])
    label = f"complaint {row.reference}"
    record(by=PROGRAM, verb="acknowledged", kind="complaint", id=complaint, label=label, organisation=row.organisation_id)


_facts_of = complaint  # the query; the actions have an argument of that name


def text(words: str, *, what: str) -> str:
    """Several lines of visible text. Raises BadEntry when there is none, too much, or a sign that no database keeps."""
    clean = unicodedata.normalize("NFC", words).replace("\r\n", "\n").strip()
    if not clean:
        raise BadEntry(f"{what} is empty")
    if len(clean) > LONGEST:
        raise BadEntry(f"{what} is longer than {LONGEST:,} characters")
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in clean):
        raise BadEntry(f"{what} holds a character that cannot be shown")
    return clean


def _due() -> date:
    return timezone.localdate() + timedelta(days=DAYS)


def _reference(year: int) -> str:
    """DP-2026-K7MQ-3XPD: nobody can guess another's, and nobody can tell how many there are."""
    parts = ("".join(secrets.choice(UNAMBIGUOUS) for _ in range(4)) for _ in range(2))
    return f"DP-{year}-{'-'.join(parts)}".upper()
