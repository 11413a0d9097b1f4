"""What must hold before other machines are served. Each that does not is told in words, with what to do, and nothing is served."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import WARNING, CheckMessage, Error, Tags, register, run_checks
from django.db import DatabaseError

CONTACT = re.compile(r"(mailto:)?[^\s@:/]+@[^\s@:/]+|https://\S+|tel:[+0-9-]+")


class Unsafe(RuntimeError):
    """The settings are not those of a server; the message has one paragraph for each thing to mend."""


def register_checks() -> None:
    """Ours stand beside Django's own deployment checks: `manage.py check --deploy` says them too."""
    register(server_mode, Tags.security, deploy=True)


def server_mode(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Ours alone, and only in server mode."""
    if not settings.SERVER:
        return []
    numbered = ((f"curricle.E{number:03d}", *wrong) for number, rule in enumerate(RULES, 1) for wrong in rule(settings))
    return [Error(says, hint=remedy, id=name) for name, says, remedy in numbered]


def refuse_unsafe() -> None:
    """Ours, Django's and the database's; a warning is as bad as an error. Raises Unsafe. Django must be set up."""
    try:
        found = run_checks(include_deployment_checks=settings.SERVER, databases=["default"])
    except DatabaseError:
        raise Unsafe("The database does not answer.\n  Look whether it runs, and at CURRICLE_DATABASE_URL.") from None
    wrong = [each for each in found if not each.is_silenced() and each.is_serious(WARNING)]
    if wrong:
        raise Unsafe("\n".join(f"{each.msg} ({each.id})" + (f"\n  {each.hint}" if each.hint else "") for each in wrong))


Wrong = Iterator[tuple[str, str]]


def _hosts(chosen: Any) -> Wrong:
    if not chosen.HOSTS:
        yield "No host name is set.", "Set CURRICLE_HOSTS to the names that people type, such as curricle.example.ac.uk."
    for host in chosen.HOSTS:
        if "*" in host or not re.fullmatch(r"\.?[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]", host):
            yield f"CURRICLE_HOSTS holds {host!r}, which is no host name.", "Write names alone: no address, no port, no star."


def _address(chosen: Any) -> Wrong:
    """Links in mail are built from it; without it they would repeat whatever name the request came under."""
    parts = urlsplit(chosen.ADDRESS)
    if parts.scheme != "https" or not parts.hostname:
        yield "The address in mailed links is not an https address.", "Set CURRICLE_ADDRESS, such as https://curricle.example.ac.uk."
    elif parts.hostname not in [host.lower().lstrip(".") for host in chosen.HOSTS]:
        yield f"CURRICLE_ADDRESS is at {parts.hostname}, which CURRICLE_HOSTS does not name.", "Make the two agree."


def _https(chosen: Any) -> Wrong:
    if not chosen.PROXY:
        yield (
            "Nothing ends https: this process speaks plain http.",
            "Put a proxy in front that sets X-Forwarded-Proto and X-Forwarded-For itself, then set CURRICLE_PROXY=yes.",
        )


def _secret(chosen: Any) -> Wrong:
    key = Path(chosen.DATA) / "secret_key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield "The secret key can be read by others.", f"chmod 600 {key}"


def _folder(chosen: Any) -> Wrong:
    data = Path(chosen.DATA)
    if data.exists() and data.stat().st_mode & 0o077:
        yield "The data folder is open to other accounts of this machine.", f"chmod 700 {data}"
    if data.exists() and not os.access(data, os.W_OK):
        yield f"The data folder {data} cannot be written to.", "Give it to the account that Curricle runs as."


def _demonstration(chosen: Any) -> Wrong:
    if chosen.CURRICLE_DEMO:
        yield "The demonstration is on; its accounts are for one machine.", "Take CURRICLE_DEMO away, or set it to no."


def _contact(chosen: Any) -> Wrong:
    given = chosen.SECURITY_CONTACT
    if given and not CONTACT.fullmatch(given):
        yield f"CURRICLE_SECURITY_CONTACT is {given!r}.", "Write one e-mail address, or an address that begins with https://."


RULES: tuple[Callable[[Any], Wrong], ...] = (_hosts, _address, _https, _secret, _folder, _demonstration, _contact)
