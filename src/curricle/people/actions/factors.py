"""Second factors: added, named, used, taken away. Each change is recorded, mailed to the person, and asks for a fresh sign-in first."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import decrypt, encrypt
from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils import timezone

from curricle.people import onetime, policy
from curricle.people.actions.guesses import count_try, forget_tries, key_of
from curricle.people.actions.notices import tell
from curricle.people.actions.record import record
from curricle.people.actions.sessions import drop_sessions
from curricle.people.entries import BadEntry, line
from curricle.people.models import Membership, Person
from curricle.people.policy import Actor, Forbidden, Hidden, Thing
from curricle.people.queries import actor_for
from curricle.people.queries.factors import APP, CODES, FACTORS, KINDS, PASSKEY

TRIES = 10
MOST_PASSKEYS = 10


def try_code(*, person: Person, code: str) -> tuple[str, int]:
    """(how it was right, seconds to wait): "an app code", "a recovery code", or "" for a wrong one. Ten tries, then a doubling wait."""
    key = key_of("factor", str(person.uuid))
    wait = count_try(key=key, limit=TRIES)
    if wait:
        return "", wait
    clean = "".join(code.split()).replace("-", "")
    how = "an app code" if _app_code(person, clean) else "a recovery code" if _recovery_code(person, clean) else ""
    if how:
        forget_tries(key=key)
    else:
        record(by=actor_for(person), verb="gave a wrong code for", kind="account", id=str(person.uuid), label=person.name)
    return how, 0


@transaction.atomic
def add_app(*, by: Actor, secret: str, code: str) -> bool:
    """Keep the secret of an authenticator app that has shown a right code; False when it has not. An app that was there is replaced."""
    person = _own(by)
    counter = onetime.counter_of(secret, code)
    if counter is None:
        return False
    Authenticator.objects.filter(user=person, type=APP).delete()
    Authenticator.objects.create(user=person, type=APP, data={"secret": encrypt(secret), "counter": counter})
    _added(by, person, KINDS[APP])
    return True


@transaction.atomic
def add_passkey(*, by: Actor, name: str, credential: dict[str, Any]) -> None:
    """Keep a verified passkey under a name. Raises BadEntry for a name that is none, and beyond ten passkeys."""
    person = _own(by)
    if Authenticator.objects.filter(user=person, type=PASSKEY).count() >= MOST_PASSKEYS:
        raise BadEntry("You have ten passkeys; remove one first")
    name = line(name, what="The name", limit=60)
    Authenticator.objects.create(user=person, type=PASSKEY, data={"name": name, "credential": credential})
    _added(by, person, f"{KINDS[PASSKEY]} {name}")


@transaction.atomic
def rename_passkey(*, by: Actor, factor: int, name: str) -> None:
    """Call a passkey by another name. Raises BadEntry for a name that is none, Hidden for another person's passkey."""
    person = _own(by)
    row = _factor(person, factor)
    if row.type != PASSKEY:
        raise Hidden("There is no such passkey.")
    before, row.data["name"] = row.data["name"], line(name, what="The name", limit=60)
    row.save(update_fields=["data"])
    record(by=by, verb="renamed a passkey of", kind="account", label=person.name, detail={"before": before, "after": row.data["name"]})


@transaction.atomic
def remove_factor(*, by: Actor, factor: int, needed: bool, here: str) -> None:
    """Remove one's own factor and end one's other sessions. Raises Forbidden for the last one while `needed`."""
    person = _own(by)
    Person.objects.select_for_update().get(pk=person.pk)  # two removals at once may not leave none
    row = _factor(person, factor)
    last = Authenticator.objects.filter(user=person, type__in=FACTORS).count() == 1
    if last and needed:
        raise Forbidden("This is your last second factor, and your role needs one. Add another first.")
    what = f"{KINDS[PASSKEY]} {row.data['name']}" if row.type == PASSKEY else KINDS[APP]
    row.delete()
    if last:
        Authenticator.objects.filter(user=person).delete()  # recovery codes stand in for a factor that is no more
    ended = drop_sessions(person=person.pk, but=here)
    record(by=by, verb="removed a second factor of", kind="account", label=person.name, detail={"factor": what, "sessions_ended": ended})
    tell(person, f"A second factor was removed from your account: {what}.")


@transaction.atomic
def fresh_codes(*, by: Actor) -> tuple[str, ...]:
    """New recovery codes; those before are no longer good. Raises Forbidden for who has no factor that they could stand in for."""
    person = _own(by)
    if not Authenticator.objects.filter(user=person, type__in=FACTORS).exists():
        raise Forbidden("Recovery codes stand in for a second factor. Set one up first.")
    before, _ = Authenticator.objects.filter(user=person, type=CODES).delete()
    codes = RecoveryCodes.activate(person).generate_codes()
    record(by=by, verb="made recovery codes for", kind="account", label=person.name, detail={"codes": len(codes)})
    tell(person, "New recovery codes were made for your account." + (" The codes before are no longer good." if before else ""))
    return tuple(codes)


@transaction.atomic
def take_away_factors(*, by: Actor, membership: str) -> str:
    """Somebody of the actor's organisation lost their factors: remove all, end their sessions, and mail them; their name.

    They sign in with their password and set up a factor anew. Raises Forbidden for oneself, for a role that is over, and where the person
    also holds a role in another organisation, which could not agree to it; BadEntry where there is no factor.
    """
    row = Membership.objects.select_related("person").filter(uuid=membership).first()
    if row is None:
        raise Hidden("There is no such role.")
    policy.require(policy.TABLE, by, "e", Thing(kind="user_and_role", organisation=row.organisation_id, about=row.person_id))
    places = set(Membership.objects.on(timezone.localdate()).filter(person=row.person_id).values_list("organisation", flat=True))
    if places != {row.organisation_id}:
        raise Forbidden("They must hold a role in your organisation today, and in no other.")
    if not Authenticator.objects.filter(user=row.person).exists():
        raise BadEntry(f"{row.person.name} has no second factor to take away; nothing was changed")
    _take_away(by, row.person, f"{by.name} of {by.organisation_name}")
    return row.person.name


@transaction.atomic
def start_again(*, by: Actor, email: str) -> str:
    """The same by the operator, for whom no administrator can help; their name. Raises BadEntry when nobody signs in with that address."""
    policy.require(policy.TABLE, by, "e", Thing(kind="user_and_role", state=frozenset({"lost_factor"})))
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise BadEntry("Nobody signs in with that address")
    if not Authenticator.objects.filter(user=person).exists():
        raise BadEntry(f"{person.name} has no second factor to take away; nothing was changed")
    _take_away(by, person, "The operator")
    return person.name


@transaction.atomic
def passkey_used(*, passkey: Authenticator) -> None:
    """Note when a passkey was last used."""
    passkey.last_used_at = timezone.now()
    passkey.save(update_fields=["last_used_at"])


@transaction.atomic
def passkey_refused(*, person: Person) -> None:
    """A passkey's answer was not good while this person's was waited for."""
    record(by=actor_for(person), verb="gave a wrong passkey for", kind="account", id=str(person.uuid), label=person.name)


def _own(by: Actor) -> Person:
    policy.require(policy.TABLE, by, "e", Thing(kind="account", about=by.person))
    return Person.objects.get(pk=by.person)


def _factor(person: Person, factor: int) -> Authenticator:
    row = Authenticator.objects.filter(user=person, pk=factor, type__in=FACTORS).first()
    if row is None:
        raise Hidden("There is no such second factor.")
    return row


def _take_away(by: Actor, person: Person, who: str) -> None:
    """Recorded for the organisation of the actor, or for each of the person's where the operator acts."""
    removed, _ = Authenticator.objects.filter(user=person).delete()
    detail = {"factors": removed, "sessions_ended": drop_sessions(person=person.pk)}
    places = {by.organisation} if by.organisation else set(person.memberships.values_list("organisation", flat=True)) or {None}
    for place in sorted(places, key=str):
        verb, id = "took away the second factors of", str(person.uuid)
        record(by=by, verb=verb, kind="user_and_role", id=id, label=person.name, detail=detail, organisation=place)
    tell(person, f"{who} let you start again with a new second factor. Sign in with your password, and set one up.", closing="again")


def _added(by: Actor, person: Person, what: str) -> None:
    record(by=by, verb="added a second factor to", kind="account", label=person.name, detail={"factor": what})
    tell(person, f"A second factor was added to your account: {what}.")


@transaction.atomic
def _app_code(person: Person, code: str) -> bool:
    row = Authenticator.objects.select_for_update().filter(user=person, type=APP).first()
    if row is None:
        return False
    try:
        counter = onetime.counter_of(decrypt(row.data["secret"]), code, after=row.data.get("counter", 0))
    except InvalidToken:  # kept with another key of the installation: it opens nothing any more
        return False
    if counter is None:
        return False
    row.data["counter"], row.last_used_at = counter, timezone.now()
    row.save(update_fields=["data", "last_used_at"])
    return True


def _recovery_code(person: Person, code: str) -> bool:
    row = Authenticator.objects.filter(user=person, type=CODES).first()
    if row is None:
        return False
    try:
        right = RecoveryCodes(row).validate_code(code)
    except InvalidToken:
        return False
    if right:
        tell(person, "A recovery code was used to sign in to your account.")
    return bool(right)
