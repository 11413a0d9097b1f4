"""The secrets of links: an address of 256 random bits, six digits, a cookie. What is stored of them is a digest with our own key."""

from __future__ import annotations

import secrets

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE = "curricle_link"
COOKIE_SECONDS = 12 * 3600
DIGITS = 6
_SALT = "curricle.people.link"


def fresh_token() -> str:
    return secrets.token_urlsafe(32)


def fresh_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def digest(kind: str, link: str, secret: str) -> str:
    """Of a secret of one kind ("token", "code") for one link (uuid): the same digits have another digest on another link."""
    return salted_hmac(f"{_SALT}.{kind}", f"{link}:{secret}", algorithm="sha256").hexdigest()


def address_digest(address: str) -> str:
    """Of where a request came from."""
    return digest("address", "", address)


def same(kind: str, link: str, secret: str, kept: str) -> bool:
    """Whether the secret is the one whose digest is kept, in a time that tells nothing. An empty digest fits none."""
    return constant_time_compare(digest(kind, link, secret), kept) and bool(kept)


def cookie(link: str, kept: str) -> str:
    """What a browser keeps after the right code: bound to one link and to the address that was mailed last."""
    return signing.TimestampSigner(salt=f"{_SALT}.cookie").sign(digest("cookie", link, kept))


def cookie_fits(value: str, link: str, kept: str) -> bool:
    """Whether a cookie is for this link as it was mailed last, and no older than 12 hours."""
    try:
        held = signing.TimestampSigner(salt=f"{_SALT}.cookie").unsign(value, max_age=COOKIE_SECONDS)
    except signing.BadSignature:
        return False
    return constant_time_compare(held, digest("cookie", link, kept)) and bool(kept)


def masked(email: str) -> str:
    """r…@example.org: enough to know one's own address again."""
    name, _, host = email.partition("@")
    return f"{name[:1]}…@{host}"
