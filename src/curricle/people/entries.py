"""What people type into one line: names, e-mail addresses, passwords that we make for them."""

from __future__ import annotations

import secrets
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

UNAMBIGUOUS = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1: it is read from a screen and typed


class BadEntry(ValueError):
    """What was asked cannot be done; the text says why, for the person who asked. `field`: the entry it is about, if it is one alone."""

    def __init__(self, says: str, *, field: str = "") -> None:
        super().__init__(says)
        self.field = field


def line(words: str, *, what: str, limit: int = 200) -> str:
    """One line of visible text in composed form. Raises BadEntry when it is empty, too long or holds control signs."""
    clean = unicodedata.normalize("NFC", words).strip()
    if not clean:
        raise BadEntry(f"{what} is empty")
    if len(clean) > limit:
        raise BadEntry(f"{what} is longer than {limit} characters")
    # Cc controls (NUL among them), Cs lone surrogates: the one database takes them, the other does not.
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in clean):
        raise BadEntry(f"{what} holds a character that cannot be shown")
    return clean


def paragraphs(words: str, *, what: str, limit: int) -> str:
    """Text of several lines in composed form. Raises BadEntry as `line` does; line breaks and tabs are no control signs here."""
    clean = unicodedata.normalize("NFC", words).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not clean:
        raise BadEntry(f"{what} is empty")
    if len(clean) > limit:
        raise BadEntry(f"{what} is longer than {limit:,} characters; it has {len(clean):,}")
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in clean if sign not in "\n\t"):
        raise BadEntry(f"{what} holds a character that cannot be shown")
    return clean


def email_address(words: str) -> str:
    """The address in lower case. Raises BadEntry when it is none."""
    clean = line(words, what="The e-mail address", limit=254).lower()
    try:
        validate_email(clean)
    except ValidationError:
        raise BadEntry("The e-mail address is not in the form name@example.ac.uk") from None
    return clean


def fresh_password() -> str:
    """A random password of about 79 bits, in four groups."""
    return "-".join("".join(secrets.choice(UNAMBIGUOUS) for _ in range(4)) for _ in range(4))
