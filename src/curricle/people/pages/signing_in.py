"""What the pages about signing in say, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from curricle.people.onetime import QrCode
from curricle.people.queries import Factors, Linked, SessionFacts

WHY = (
    "A password can be guessed, seen or lent. A second factor is something that only you have: your phone, your computer or a key. "
    "With it nobody opens your account by your password alone."
)
NEEDED = "Your role can change or publish what others rely on, so it needs one."
NO_PASSKEYS = (
    "Passkeys need this program to be opened by a name, such as localhost, and not by a number, such as 127.0.0.1; "
    "on any other machine also by https."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """`outside` is the name of the university's own sign-in, "" for none; `by_name`: where passkeys work, when they do not here."""

    form: Any
    title: str
    passkeys: bool
    by_name: str
    outside: str
    wanted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPage:
    """`codes`: whether there is a field to fill in; `passkeys`: whether the person has a passkey that can be used here; `lost`: whether
    they have a second factor that they could have lost."""

    form: Any
    title: str
    says: str
    codes: bool
    passkeys: bool
    lost: bool
    wanted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpPage:
    title: str
    why: tuple[str, ...]
    app: bool
    passkeys: bool
    no_passkeys: str
    needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPage:
    """`secret` in groups of four, for who cannot scan; `qr` for who can."""

    form: Any
    title: str
    secret: str
    qr: QrCode


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesPage:
    """`codes` only for a quarter of an hour after they were made; else `left` says how many are still good; `onward`: where to go then."""

    title: str
    codes: tuple[str, ...]
    left: int
    has_factor: bool
    onward: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorLine:
    id: int
    kind: str
    name: str
    passkey: bool
    added: datetime
    used: datetime | None
    may_remove: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    id: int
    browser: str
    begun: datetime
    seen: datetime
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIn:
    """The sections of the account page about signing in. `codes` in words; `outside` as above."""

    factors: tuple[FactorLine, ...]
    required: bool
    codes: str
    outside: str
    linked: datetime | None
    sessions: tuple[SessionLine, ...]


def signing_in(
    factors: Factors, *, required: bool, outside: str, linked: tuple[Linked, ...], sessions: tuple[SessionFacts, ...]
) -> SigningIn:
    """`required`: whether the last factor must stay."""
    one = len(factors.factors) == 1
    return SigningIn(
        factors=tuple(
            FactorLine(
                id=each.id,
                kind=each.kind if each.passkey else "Six digits",  # an app is named by its kind already
                name=each.name,
                passkey=each.passkey,
                added=each.added,
                used=each.used,
                may_remove=not (required and one),
            )
            for each in factors.factors
        ),
        required=required,
        codes=_codes(factors),
        outside=outside,
        linked=linked[0].linked if linked else None,
        sessions=tuple(
            SessionLine(id=each.id, browser=each.browser, begun=each.begun, seen=each.seen, here=each.here) for each in sessions
        ),
    )


def set_up_page(factors: Factors, *, needed: bool, passkeys: bool) -> SetUpPage:
    has_app = any(not each.passkey for each in factors.factors)
    return SetUpPage(
        title="Add a second factor" if factors.factors else "Set up a second factor",
        why=(WHY, NEEDED) if needed else (WHY,),
        app=not has_app,
        passkeys=passkeys,
        no_passkeys="" if passkeys else NO_PASSKEYS,
        needed=needed and not factors.factors,
    )


def _codes(factors: Factors) -> str:
    if not factors.factors:
        return ""
    left = factors.codes_left
    return "none" if not left else f"{left} left"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoPage:
    """The way to another program's sign-in, which the person takes by themselves."""

    name: str
    where: str
