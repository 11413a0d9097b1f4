"""Accounts of a university's own sign-in, linked to a person's account here by that person alone."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from curricle.people import policy
from curricle.people.actions.guesses import count_try, key_of
from curricle.people.actions.notices import tell
from curricle.people.actions.record import record
from curricle.people.models import OutsideIdentity, Person
from curricle.people.policy import ANONYMOUS, Actor, Thing
from curricle.people.queries import actor_for

REFUSALS_RECORDED = 20  # of one address in a row: nobody fills the record from outside


@transaction.atomic
def link_identity(*, by: Actor, issuer: str, subject: str) -> bool:
    """From now on that outside account opens the actor's; False when it opens somebody else's. Twice is once."""
    policy.require(policy.TABLE, by, "e", Thing(kind="account", about=by.person))
    row = OutsideIdentity.objects.filter(issuer=issuer, subject=subject).first()
    if row is not None and row.person_id != by.person:
        record(by=by, verb="was refused", kind="account", label="an outside account that opens another account", detail={"issuer": issuer})
        return False
    if row is None:
        OutsideIdentity.objects.create(person_id=by.person, issuer=issuer, subject=subject, linked=timezone.now())
        record(by=by, verb="linked an outside account to", kind="account", label=by.name, detail={"issuer": issuer})
        tell(Person.objects.get(pk=by.person), f"Your account can now be opened by signing in at {issuer}.")
    return True


@transaction.atomic
def unlink_identities(*, by: Actor) -> int:
    """No outside account opens the actor's any more; how many did."""
    policy.require(policy.TABLE, by, "e", Thing(kind="account", about=by.person))
    removed, _ = OutsideIdentity.objects.filter(person=by.person).delete()
    if removed:
        record(by=by, verb="unlinked outside accounts from", kind="account", label=by.name, detail={"accounts": removed})
        tell(Person.objects.get(pk=by.person), "Your account can no longer be opened by an account of another sign-in.")
    return removed


@transaction.atomic
def identity_used(*, person: Person, issuer: str, subject: str) -> None:
    """Note when an outside account was last used."""
    OutsideIdentity.objects.filter(person=person, issuer=issuer, subject=subject).update(used=timezone.now())


def outside_refused(*, why: str, address: str, person: Person | None = None) -> None:
    """A sign-in from outside that was not believed, for the record; a flood from one address is recorded up to a point."""
    if not count_try(key=key_of("outside", address), limit=REFUSALS_RECORDED):
        by = actor_for(person) if person else ANONYMOUS
        record(by=by, verb="was refused", kind="account", label="sign-in from outside", detail={"reason": why})
