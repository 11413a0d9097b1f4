"""Where a person is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils import timezone

from curricle.people.models import OpenSession


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """`seen` is at most five minutes behind; `here` marks the session that asks."""

    id: int
    browser: str
    begun: datetime
    seen: datetime
    here: bool


def sessions_of(person: int | None, key: str | None) -> tuple[SessionFacts, ...]:
    """Sessions that are still good, the one with `key` first, then by when they were last seen. One query."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows = OpenSession.objects.filter(person=person, key__in=alive)
    facts = (SessionFacts(id=row.pk, browser=row.browser, begun=row.begun, seen=row.seen, here=row.key == key) for row in rows)
    return tuple(sorted(facts, key=lambda each: not each.here))
