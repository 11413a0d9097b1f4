"""The text of /.well-known/security.txt (RFC 9116): whom to tell of a weakness of this installation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

GOOD_FOR = timedelta(days=180)  # the standard asks for less than a year


def security_txt(*, contact: str, base: str, now: datetime) -> str:
    """`contact`: an e-mail or web address; `base`: the installation's own address; `now` is aware. Ends at a midnight (UTC)."""
    ends = (now + GOOD_FOR).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    address = base.rstrip("/")
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {address}/.well-known/security.txt",
        f"Policy: {address}/help/security/",
    ]
    return "\n".join(lines) + "\n"
