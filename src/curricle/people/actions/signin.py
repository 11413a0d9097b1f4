"""Signing in and passwords. The same answer, by the same work, whether an account exists or not."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth import authenticate
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from curricle.people.actions.guesses import count_try, counted_try, forget_tries, forgive_try, key_of
from curricle.people.actions.notices import tell
from curricle.people.actions.post import post
from curricle.people.actions.record import record
from curricle.people.actions.sessions import drop_sessions, forget_session
from curricle.people.models import Person
from curricle.people.policy import ANONYMOUS, PROGRAM, Actor
from curricle.people.queries import actor_for
from curricle.people.turnstile import PASSWORDS, Busy

ACCOUNT_TRIES, ADDRESS_TRIES = 10, 60  # an address may be a whole university behind one router


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """`person` is set when the password was right; `wait` is how many seconds until another try is looked at; `busy`: too many sign in
    just now, and nothing was looked at."""

    person: Person | None = None
    wait: int = 0
    busy: bool = False


def try_sign_in(*, email: str, password: str, address: str) -> SignIn:
    """Count the try first, then look at the password: many tries at once are counted too. Not one transaction, so that counts stay.

    Nobody is signed in by this: a second factor may be wanted yet. Passwords queue apart from pages.
    """
    try:
        with PASSWORDS.turn():
            return _look(email, password, address)
    except Busy:
        return SignIn(busy=True)


@transaction.atomic
def signed_in(*, person: Person, how: str) -> None:
    """All that was asked has been given; `how` in words, such as "password and an app code"."""
    record(by=actor_for(person), verb="signed in", kind="account", id=str(person.uuid), detail={"with": how})


@transaction.atomic
def signed_out(*, by: Actor, key: str | None = None) -> None:
    if by:
        forget_session(key=key)
        record(by=by, verb="signed out", kind="account")


@transaction.atomic
def change_password(*, by: Actor, password: str, here: str | None = None) -> Person:
    """A new password; every session of this person but `here` ends. The caller has asked for the old one."""
    person = Person.objects.get(pk=by.person)
    person.set_password(password)
    person.save(update_fields=["password"])
    ended = drop_sessions(person=person.pk, but=here or "")
    detail = {"sessions_ended": ended}
    record(by=by, verb="changed the password of", kind="account", id=str(person.uuid), label=person.name, detail=detail)
    tell(person, "The password of your account was changed.")
    return person


@transaction.atomic
def ask_for_reset(*, by: Actor = ANONYMOUS, email: str, base: str, address: str) -> None:
    """Have the mail sent with a one-time link. Nothing tells whether the address is known: not the answer, not the time it takes."""
    place, account = key_of("reset", address), key_of("reset", email.strip().lower())
    if not count_try(key=place, limit=ADDRESS_TRIES) and not count_try(key=account, limit=ACCOUNT_TRIES):
        post(by=by, kind="mail-new-password", email=email, base=base)


def reset_link(email: str) -> tuple[str, str] | None:
    """(person part, token) of a one-time link, or None when nobody signs in with that address."""
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        return None
    return urlsafe_base64_encode(force_bytes(str(person.uuid))), default_token_generator.make_token(person)


def person_of_link(who: str, token: str) -> Person | None:
    """Whose link this is; None when it was used, is older than an hour, or never was one."""
    try:
        uuid = UUID(urlsafe_base64_decode(who).decode("ascii"))
    except ValueError:
        return None
    person = Person.objects.filter(uuid=uuid, is_active=True).first()
    return person if person and default_token_generator.check_token(person, token) else None


@transaction.atomic
def reset_password(*, by: Actor = ANONYMOUS, who: str, token: str, password: str) -> bool:
    """Set the password by a one-time link; False when the link is no longer good. It unlocks the account."""
    person = person_of_link(who, token)
    if person is None:
        return False
    person.set_password(password)
    person.save(update_fields=["password"])
    forget_tries(key=key_of("account", person.email))
    ended = drop_sessions(person=person.pk)
    detail = {"sessions_ended": ended}
    record(by=actor_for(person), verb="reset the password of", kind="account", id=str(person.uuid), label=person.name, detail=detail)
    tell(person, "The password of your account was set anew by a mailed link.")
    return True


@transaction.atomic
def account_locked(*, email: str) -> None:
    """Record it for each organisation of the person, and mail them; told by the worker. Nothing when nobody signs in with that address."""
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        return
    for place in sorted(set(person.memberships.values_list("organisation", flat=True)) or {None}, key=str):
        verb, detail = "locked the account of", {"wrong_passwords": ACCOUNT_TRIES}
        record(by=PROGRAM, verb=verb, kind="account", id=str(person.uuid), label=person.name, detail=detail, organisation=place)
    says = f"Somebody gave {ACCOUNT_TRIES} wrong passwords for your account. It is locked: for half a minute, and longer after each try."
    tell(person, says, closing="tries")


def _look(email: str, password: str, address: str) -> SignIn:
    account, place = key_of("account", email.strip().lower()), key_of("address", address)
    tried = counted_try(key=account, limit=ACCOUNT_TRIES)
    wait = max(tried.wait, count_try(key=place, limit=ADDRESS_TRIES))
    if wait:
        return SignIn(wait=wait)
    person = authenticate(request=None, username=email, password=password)
    if person is None:
        if tried.last:  # whether there is such an account is the worker's to find out: here it would show in the time it takes
            post(by=PROGRAM, kind="mail-locked", email=email)
        return SignIn()
    forget_tries(key=account)
    forgive_try(key=place)
    return SignIn(person=person)
