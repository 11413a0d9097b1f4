"""Open sessions: begun, seen, ended. Ending one removes the session itself, so that its next request is a visitor's."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from curricle.people import policy
from curricle.people.actions.record import record
from curricle.people.models import OpenSession, Person
from curricle.people.policy import Actor, Hidden, Thing


@transaction.atomic
def begin_session(*, person: Person, key: str, browser: str) -> None:
    """Note where somebody signed in. That they did is in the record by itself."""
    now = timezone.now()
    OpenSession.objects.update_or_create(key=key, defaults={"person": person, "begun": now, "seen": now, "browser": browser})


@transaction.atomic
def see_session(*, key: str) -> None:
    """It was used just now."""
    OpenSession.objects.filter(key=key).update(seen=timezone.now())


@transaction.atomic
def rename_session(*, old: str, new: str) -> None:
    """The session got a new key (after a change of password)."""
    OpenSession.objects.filter(key=old).update(key=new)


@transaction.atomic
def end_session(*, by: Actor, session: int) -> None:
    """End one of one's own sessions. Raises Hidden when it is none of theirs."""
    row = OpenSession.objects.filter(pk=session, person=by.person).first()
    if row is None or by.person is None:
        raise Hidden("There is no such session.")
    policy.require(policy.TABLE, by, "e", Thing(kind="account", about=row.person_id))
    _end([row])
    record(by=by, verb="ended a session of", kind="account", label=by.name, detail={"browser": row.browser})


@transaction.atomic
def end_other_sessions(*, by: Actor, here: str) -> int:
    """End all sessions of one's own but this one; how many."""
    policy.require(policy.TABLE, by, "e", Thing(kind="account", about=by.person))
    ended = drop_sessions(person=by.person, but=here)
    record(by=by, verb="ended other sessions of", kind="account", label=by.name, detail={"sessions": ended})
    return ended


@transaction.atomic
def drop_sessions(*, person: int | None, but: str = "") -> int:
    """Part of another action, which records it: end every session of that person, save perhaps one; how many there were."""
    rows = list(OpenSession.objects.filter(person=person).exclude(key=but))
    _end(rows)
    return len(rows)


@transaction.atomic
def forget_session(*, key: str | None) -> None:
    """Signed out: the row goes with the session."""
    OpenSession.objects.filter(key=key).delete()


@transaction.atomic
def forget_old_sessions() -> int:
    """Remove sessions that have run out; how many."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    alive = Session.objects.values("session_key")
    return OpenSession.objects.exclude(key__in=alive).delete()[0]


def _end(rows: list[OpenSession]) -> None:
    store = SessionStore
    for row in rows:
        store(row.key).delete()
        row.delete()
