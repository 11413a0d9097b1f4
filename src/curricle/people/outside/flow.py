"""One attempt: state, nonce and PKCE verifier are made here, lie in the session for ten minutes, and are good for one answer."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from curricle.people.outside.provider import provider
from curricle.people.outside.tokens import Identity, NotBelieved, verified
from curricle.people.visitor import own_address

ATTEMPT = "outside"
GOOD_SECONDS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Who came back, and what for: `person` is set when they wanted to link the identity to that account."""

    identity: Identity
    person: int | None
    wanted: str


def begin(request: HttpRequest, *, wanted: str = "", person: int | None = None) -> str:
    """The address at the provider to send the browser to. Raises provider.Away."""
    where = provider().endpoints().authorize
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    request.session[ATTEMPT] = {
        "state": state,
        "nonce": nonce,
        "verifier": verifier,
        "at": time.time(),
        "wanted": wanted,
        "person": person,
    }
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": back_address(request),
        "scope": "openid",
        "state": state,
        "nonce": nonce,
        "code_challenge": base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    return f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}"


def finish(request: HttpRequest) -> Answer:
    """Who came back. The attempt is used up whatever comes of it. Raises NotBelieved, or provider.Away."""
    attempt = request.session.pop(ATTEMPT, None)
    given = request.GET
    if not attempt or time.time() - attempt["at"] > GOOD_SECONDS:
        raise NotBelieved("no attempt under way")
    if not hmac.compare_digest(given.get("state", "").encode(), attempt["state"].encode()):
        raise NotBelieved("another attempt's state")
    if given.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:
        raise NotBelieved("an answer of another provider")
    if "error" in given or not given.get("code"):
        raise NotBelieved("the provider let nobody in")
    token = provider().redeem(code=given["code"], verifier=attempt["verifier"], back=back_address(request))
    identity = verified(token, keys=provider().key, issuer=settings.OIDC_ISSUER, client=settings.OIDC_CLIENT_ID, nonce=attempt["nonce"])
    return Answer(identity=identity, person=attempt["person"], wanted=attempt["wanted"])


def back_address(request: HttpRequest) -> str:
    """Where the provider sends the browser back to: what is registered there."""
    return own_address(request) + reverse("people:outside_back")
