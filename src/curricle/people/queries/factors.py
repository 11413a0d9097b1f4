"""A person's second factors, and the accounts of a university's own sign-in that are linked to theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator

from curricle.people.models import OutsideIdentity, Person

APP, PASSKEY, CODES = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
FACTORS = (APP, PASSKEY)  # recovery codes stand in for a lost factor; they are none themselves
KINDS = {APP: "Authenticator app", PASSKEY: "Passkey"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """`name` is what the person calls a passkey; the authenticator app has none of its own."""

    id: int
    kind: str
    name: str
    passkey: bool
    added: datetime
    used: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """All factors, oldest first, and how many recovery codes are left (None: there are none)."""

    factors: tuple[Factor, ...]
    codes_left: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    issuer: str
    linked: datetime
    used: datetime | None


def has_factor(person: int | None) -> bool:
    """Whether the person has a second factor."""
    return Authenticator.objects.filter(user=person, type__in=FACTORS).exists()


def factors_of(person: int | None) -> Factors:
    """One query."""
    rows = list(Authenticator.objects.filter(user=person).order_by("created_at", "pk"))
    codes = next((row for row in rows if row.type == CODES), None)
    left = app_settings.RECOVERY_CODE_COUNT - int(codes.data["used_mask"]).bit_count() if codes else None
    return Factors(factors=tuple(_factor(row) for row in rows if row.type in FACTORS), codes_left=left)


def codes_of(person: int | None) -> tuple[str, ...]:
    """Recovery codes that are still good; for the page that shows them once."""
    row = Authenticator.objects.filter(user=person, type=CODES).first()
    return tuple(row.wrap().get_unused_codes()) if row else ()


def linked_identities(person: int | None) -> tuple[Linked, ...]:
    """Accounts of a university's own sign-in that open this person's account."""
    rows = OutsideIdentity.objects.filter(person=person)
    return tuple(Linked(issuer=row.issuer, linked=row.linked, used=row.used) for row in rows)


def person_of_identity(issuer: str, subject: str) -> Person | None:
    """Whose account an outside identity opens; None when it was never linked, or the account is closed."""
    row = OutsideIdentity.objects.select_related("person").filter(issuer=issuer, subject=subject, person__is_active=True).first()
    return row.person if row else None


def _factor(row: Authenticator) -> Factor:
    passkey = row.type == PASSKEY
    name = str(row.data.get("name", "")) if passkey else KINDS[APP]
    return Factor(id=row.pk, kind=KINDS[row.type], name=name, passkey=passkey, added=row.created_at, used=row.last_used_at)
