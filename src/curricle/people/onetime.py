"""Codes of an authenticator app (TOTP, RFC 6238) and its QR code. A code is good once, in every process: its counter is kept."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal import auth

from curricle.people.models import Person

QUIET = 4  # modules of white around a QR code, which readers need


@dataclass(frozen=True, slots=True, kw_only=True)
class QrCode:
    """`path` is the data of one SVG path in a square of `size` modules."""

    size: int
    path: str


def fresh_secret() -> str:
    """160 random bits in base32."""
    return auth.generate_totp_secret()


def counter_of(secret: str, code: str, *, after: int = 0) -> int | None:
    """The counter that a code belongs to, of those good now and later than `after`; None for a wrong or used code."""
    for counter in auth.yield_hotp_counters_from_time():
        expected = auth.format_hotp_value(auth.hotp_value(secret, counter))
        if counter > after and hmac.compare_digest(expected.encode(), code.encode("utf-8", "replace")):
            return counter
    return None


def qr_code(person: Person, secret: str) -> QrCode:
    """What an authenticator app reads: product, person and secret."""
    import qrcode  # noqa: PLC0415 - it brings Pillow, which an idle web process need not hold

    drawn = qrcode.QRCode(border=QUIET)
    drawn.add_data(get_adapter().build_totp_url(person, secret))
    rows = drawn.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return QrCode(size=len(rows), path=path)
