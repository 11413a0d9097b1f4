"""Mail to a person about their own account, so that what somebody else did in their name does not stay unseen."""

from __future__ import annotations

from curricle.people.actions.post import post
from curricle.people.models import Person
from curricle.people.policy import PROGRAM


def tell(person: Person, says: str, *, closing: str = "changed") -> None:
    """Queue the mail in the caller's transaction; the worker sends it. `closing` names what to do about it (letters.CLOSINGS)."""
    post(by=PROGRAM, kind="mail-notice", email=person.email, says=says, closing=closing)
