"""Mail to a person about their own account, so that what somebody else did in their name does not stay unseen."""

from __future__ import annotations

from curricle.people.models import Person
from curricle.people.queue import enqueue


def tell(person: Person, says: str) -> None:
    """Queue the mail in the caller's transaction; the worker sends it."""
    enqueue("curricle.people.tasks.send_notice", email=person.email, says=says)
