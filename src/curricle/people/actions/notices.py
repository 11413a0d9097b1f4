"""Mail to a person about their own account, so that what somebody else did in their name does not stay unseen."""

from __future__ import annotations

from curricle.people.actions.post import post
from curricle.people.models import Person
from curricle.people.policy import OPERATOR


def tell(person: Person, says: str) -> None:
    """Queue the mail in the caller's transaction; the worker sends it."""
    post(by=OPERATOR, kind="mail-notice", email=person.email, says=says)
