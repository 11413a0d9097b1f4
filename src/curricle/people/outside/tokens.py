"""The ID token: believed only when it is signed by a key of the provider, for us, for this very attempt, and still good."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jwt

#: Only signatures that others can check and not make. "none" and the symmetric ones are no signatures of the provider.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
CLOCKS = 60  # seconds that two clocks may differ
LONGEST_SUBJECT = 255


class NotBelieved(Exception):
    """The token, or what came with it, is not to be believed; the text says why, for the record and not for the visitor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who somebody is elsewhere. E-mail and name are left out on purpose: nothing here may be found by them."""

    issuer: str
    subject: str


def verified(token: Any, *, keys: Callable[[str], jwt.PyJWK | None], issuer: str, client: str, nonce: str) -> Identity:
    """The identity that a token speaks of. `keys` finds a key of the provider by its id. Raises NotBelieved."""
    if not isinstance(token, str):
        raise NotBelieved("no ID token")
    import jwt  # noqa: PLC0415 - where nobody signs in from outside, no process holds it

    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise NotBelieved("an algorithm that proves nothing")
        key = keys(str(header.get("kid", "")))
        if key is None:
            raise NotBelieved("signed by an unknown key")
        claims = jwt.decode(
            token,
            key,
            algorithms=[str(header["alg"])],
            audience=client,
            issuer=issuer,
            leeway=CLOCKS,
            options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"], "strict_aud": False},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as stop:
        raise NotBelieved(type(stop).__name__) from None
    return _for_us(claims, issuer, client, nonce)


def _for_us(claims: dict[str, Any], issuer: str, client: str, nonce: str) -> Identity:
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != client:
        raise NotBelieved("made for another program")
    if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise NotBelieved("another attempt's nonce")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
        raise NotBelieved("no subject")
    return Identity(issuer=issuer, subject=subject)
