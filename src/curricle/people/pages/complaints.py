"""Complaints about personal data: what was received, and what is to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from curricle.people.actions import Complained
from curricle.people.queries import ComplaintFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPage:
    reference: str
    due: date | None
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintsPage:
    complaints: tuple[ComplaintFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintPage:
    form: Any
    complaint: ComplaintFacts


def received_page(made: Complained, email: str) -> ReceivedPage:
    return ReceivedPage(reference=made.reference, due=made.due, email=email)


def complaint_page(form: Any, facts: ComplaintFacts) -> ComplaintPage:
    return ComplaintPage(form=form, complaint=facts)
