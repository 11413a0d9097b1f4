"""Signing in, passwords, and the count that makes guessing hopeless. The same answer whether an account exists or not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth import authenticate
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from curricle.people.actions.jobs import start_job
from curricle.people.actions.record import record
from curricle.people.models import Person, SigninCount
from curricle.people.policy import ANONYMOUS, Actor
from curricle.people.queries import actor_for

ACCOUNT_TRIES, ADDRESS_TRIES = 10, 60  # an address may be a whole university behind one router
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """`person` is set when the password was right; `wait` is how many seconds until another try is looked at."""

    person: Person | None = None
    wait: int = 0


def try_sign_in(*, email: str, password: str, address: str) -> SignIn:
    """Count the try first, then look at the password: many tries at once are counted too. Not one transaction, so that counts stay."""
    account, place = _key("account", email.strip().lower()), _key("address", address)
    wait = max(_count(account, ACCOUNT_TRIES), _count(place, ADDRESS_TRIES))
    if wait:
        return SignIn(wait=wait)
    person = authenticate(request=None, username=email, password=password)
    if person is None:
        return SignIn()
    SigninCount.objects.filter(key=account).delete()
    SigninCount.objects.filter(key=place, failures__gt=0).update(failures=F("failures") - 1, locked_until=None)
    record(by=actor_for(person), verb="signed in", kind="account", id=str(person.uuid))
    return SignIn(person=person)


@transaction.atomic
def signed_out(*, by: Actor) -> None:
    if by:
        record(by=by, verb="signed out", kind="account")


@transaction.atomic
def change_password(*, by: Actor, password: str) -> Person:
    """A new password; every other session of this person ends. The caller has asked for the old one."""
    person = Person.objects.get(pk=by.person)
    person.set_password(password)
    person.save(update_fields=["password"])
    record(by=by, verb="changed the password of", kind="account", id=str(person.uuid), label=person.name)
    return person


@transaction.atomic
def ask_for_reset(*, by: Actor = ANONYMOUS, email: str, base: str, address: str) -> None:
    """Have the mail sent with a one-time link. Nothing tells whether the address is known: not the answer, not the time it takes."""
    if not _count(_key("reset", address), ADDRESS_TRIES) and not _count(_key("reset", email.strip().lower()), ACCOUNT_TRIES):
        start_job(by=by, kind="mail-new-password", label="Mail with a link to set a password", arguments={"email": email, "base": base})


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
    SigninCount.objects.filter(key=_key("account", person.email)).delete()
    record(by=actor_for(person), verb="reset the password of", kind="account", id=str(person.uuid), label=person.name)
    return True


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value}".encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def _count(key: str, limit: int) -> int:
    """Count one try; seconds to wait when the key is locked. From `limit` on every further failure doubles the wait."""
    now = timezone.now()
    row, _ = SigninCount.objects.select_for_update().get_or_create(key=key, defaults={"last": now})
    if row.locked_until and row.locked_until > now:
        return max(1, round((row.locked_until - now).total_seconds()))
    if now - row.last > FORGOTTEN_AFTER:
        row.failures = 0
    row.failures, row.last = row.failures + 1, now
    if row.failures >= limit:
        row.locked_until = now + min(FIRST_WAIT * 2 ** min(row.failures - limit, 10), LONGEST_WAIT)
    row.save()
    return 0


@transaction.atomic
def forget_old_tries() -> int:
    """Remove counts that no longer matter; how many."""
    return SigninCount.objects.filter(last__lt=timezone.now() - FORGOTTEN_AFTER).delete()[0]
