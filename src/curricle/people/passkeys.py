"""Passkeys: the two ceremonies (adding one, using one) by allauth's hands. What a browser sends is hostile until it has been verified.

The challenge lies in the session and is good for one answer. A passkey is always made so that it can sign in by itself: it knows its
person (a resident key) and asks them for a finger, face or PIN (user verification).
"""

from __future__ import annotations

import base64
import ipaddress
import uuid
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from curricle.people.models import Person
from curricle.people.visitor import own_address

WRONG = (ValidationError, ValueError, TypeError, KeyError, AttributeError, IndexError)  # all that the parsers raise for nonsense


def possible(request: HttpRequest) -> bool:
    """Browsers make passkeys for names alone, not for numbers such as 127.0.0.1, and over https or on this machine."""
    address = urlsplit(own_address(request))
    name = address.hostname or ""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return address.scheme == "https" or name == "localhost" or name.endswith(".localhost")
    return False


def elsewhere(request: HttpRequest) -> str:
    """Where passkeys work, for who opened this machine's program by its number: its sign-in page by name. "" for all others."""
    address = urlsplit(own_address(request))
    if address.hostname not in ("127.0.0.1", "::1"):
        return ""
    port = f":{address.port}" if address.port else ""
    return f"{address.scheme}://localhost{port}{reverse('people:sign_in')}"


def begin_adding(person: Person) -> dict[str, Any]:
    """Options for the browser's navigator.credentials.create, as plain JSON."""
    return _plain(auth.begin_registration(person, passwordless=True))


def finish_adding(credential: Any) -> dict[str, Any] | None:
    """The verified credential, to be kept; None when it answers no challenge of ours or its person was not asked."""
    try:
        auth.parse_registration_response(credential)
        made = auth.complete_registration(credential)
        return _needed(credential) if made.is_user_verified() else None
    except WRONG:
        return None
    finally:
        auth.clear_state()


def begin_using(person: Person | None) -> dict[str, Any]:
    """Options for navigator.credentials.get: for that person's passkeys, or for whichever the browser knows."""
    return _plain(auth.begin_authentication(person))


def finish_using(credential: Any, person: Person | None) -> tuple[Person, Authenticator] | None:
    """Whose passkey answered, and which; None when the answer is not good, or not this person's. User verification is insisted on."""
    try:
        response = auth.parse_authentication_response(credential)
        whose = person or _person_of(credential)
        if whose is None or not response.response.authenticator_data.is_user_verified():
            return None
        return whose, auth.complete_authentication(whose, credential)
    except WRONG:
        return None
    finally:
        auth.clear_state()


def _needed(credential: dict[str, Any]) -> dict[str, Any]:
    """What is kept of it: whatever else a browser sent along stays outside."""
    response = credential["response"]
    return {
        "id": credential["id"],
        "rawId": credential["rawId"],
        "type": credential["type"],
        "response": {name: response[name] for name in ("clientDataJSON", "attestationObject")},
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def _person_of(credential: dict[str, Any]) -> Person | None:
    handle = str(credential["response"]["userHandle"])
    raw = base64.urlsafe_b64decode(handle + "=" * (-len(handle) % 4))
    return Person.objects.filter(uuid=uuid.UUID(bytes=raw), is_active=True).first()


def _plain(value: Any) -> Any:
    """The library's nested values as dicts and lists."""
    if isinstance(value, bytes):
        return base64.urlsafe_b64encode(value).decode("ascii").rstrip("=")
    if hasattr(value, "items"):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
