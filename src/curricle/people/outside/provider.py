"""The only requests that signing in makes: to the addresses of the configured provider, without following where they would lead.

https alone, or plain http where the configured provider is on this very machine (as in the tests); five seconds; a quarter of a megabyte.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings

from curricle.door import strict_json
from curricle.door.problems import Refused
from curricle.people.outside.tokens import NotBelieved

if TYPE_CHECKING:
    import jwt

SECONDS = 5.0
MOST_BYTES = 256 * 1024
KEPT_SECONDS = 3600.0
AWAY_SECONDS = 20.0  # a provider that did not answer is not asked again by the next visitor at once
KEYS_AGAIN_SECONDS = 60.0  # an unknown key id asks for the keys anew, but not more often
DISCOVERY = "/.well-known/openid-configuration"


class Away(Exception):
    """The provider cannot be reached, or answers nothing that could be used; the text says why, for the log. `status` of its answer."""

    def __init__(self, says: str, status: int = 0) -> None:
        super().__init__(says)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """What the provider says of itself."""

    authorize: str
    token: str
    keys: str
    basic: bool


class Provider:
    """The configured provider; what it says of itself is kept for an hour."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self._lock = threading.Lock()
        self._endpoints: Endpoints | None = None
        self._keys: dict[str, jwt.PyJWK] = {}
        self._found = self._keyed = 0.0
        self._away: tuple[float, str] | None = None

    def endpoints(self) -> Endpoints:
        """Raises Away, for twenty seconds without asking again: visitors may not queue up behind a provider that is silent."""
        with self._lock:
            if self._away and time.monotonic() - self._away[0] < AWAY_SECONDS:
                raise Away(self._away[1])
            if self._endpoints is None or time.monotonic() - self._found > KEPT_SECONDS:
                try:
                    self._endpoints, self._found = self._discover(), time.monotonic()
                except Away as stop:
                    self._away = time.monotonic(), str(stop)
                    raise
            return self._endpoints

    def key(self, id: str) -> jwt.PyJWK | None:
        """A signing key of the provider; None when it has no such key. A provider with one key need not name it. Raises Away."""
        address = self.endpoints().keys
        with self._lock:
            age = time.monotonic() - self._keyed
            if not self._keyed or age > KEPT_SECONDS or (self._key(id) is None and age > KEYS_AGAIN_SECONDS):
                self._keys, self._keyed = _signing_keys(_asked(self.issuer, "GET", address)), time.monotonic()
            return self._key(id)

    def redeem(self, *, code: str, verifier: str, back: str) -> Any:
        """The ID token for a code, not yet verified. Raises NotBelieved when the provider refuses the code."""
        where = self.endpoints()
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
        secret = (settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET)
        if not where.basic:
            form |= {"client_id": secret[0], "client_secret": secret[1]}
        try:
            answer = _asked(self.issuer, "POST", where.token, data=form, auth=secret if where.basic else None)
        except Away as stop:
            if stop.status == 400:
                raise NotBelieved("the provider refused the code") from None
            raise
        return answer.get("id_token")

    def _key(self, id: str) -> jwt.PyJWK | None:
        return next(iter(self._keys.values())) if not id and len(self._keys) == 1 else self._keys.get(id)

    def _discover(self) -> Endpoints:
        says = _asked(self.issuer, "GET", self.issuer.rstrip("/") + DISCOVERY)
        if says.get("issuer") != self.issuer:
            raise Away("the provider calls itself by another name")
        found = {name: says.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
        for name, address in found.items():
            if not isinstance(address, str) or not allowed(self.issuer, address):
                raise Away(f"{name} is no address to go to")
        ways = says.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        basic = "client_secret_basic" in ways
        return Endpoints(authorize=found["authorization_endpoint"], token=found["token_endpoint"], keys=found["jwks_uri"], basic=basic)


_PROVIDERS: dict[str, Provider] = {}


def provider() -> Provider:
    """The configured one."""
    return _PROVIDERS.setdefault(settings.OIDC_ISSUER, Provider(settings.OIDC_ISSUER))


def _signing_keys(document: dict[str, Any]) -> dict[str, jwt.PyJWK]:
    """Keys for signatures by their id; what cannot be read is left out."""
    import jwt  # noqa: PLC0415 - where nobody signs in from outside, no process holds it

    found = {}
    for each in document.get("keys") or []:
        try:
            if each.get("use", "sig") == "sig" and each.get("kty") in {"RSA", "EC", "OKP"}:
                found[str(each.get("kid", ""))] = jwt.PyJWK(each)
        except (jwt.PyJWTError, AttributeError, ValueError, TypeError):
            continue
    return found


def _asked(issuer: str, method: str, address: str, **more: Any) -> dict[str, Any]:
    """One request and its JSON object. Raises Away for everything else that may come back."""
    if not allowed(issuer, address):
        raise Away(f"{address} is no address to go to")
    import requests  # noqa: PLC0415 - where nobody signs in from outside, no process holds it

    until = time.monotonic() + SECONDS
    try:
        with requests.Session() as session:
            session.trust_env = False  # no proxy and no password file of whoever started the program
            headers = {"Accept": "application/json"}
            answer = session.request(method, address, timeout=SECONDS, allow_redirects=False, stream=True, headers=headers, **more)
            with answer:
                if answer.status_code != 200:
                    raise Away(f"{address} answered {answer.status_code}", answer.status_code)
                data = bytearray()
                for part in answer.iter_content(8192):
                    data += part
                    if len(data) > MOST_BYTES or time.monotonic() > until:
                        raise Away(f"{address} answered too much or too slowly")
        found = strict_json.loads(bytes(data), floats=True)
    except (requests.RequestException, Refused) as stop:
        raise Away(f"{address}: {type(stop).__name__}") from None
    if not isinstance(found, dict):
        raise Away(f"{address} answered no object")
    return found


def allowed(issuer: str, address: str) -> bool:
    """https, or plain http between two addresses of this machine."""
    try:
        here, there = urlsplit(issuer), urlsplit(address)
        if there.scheme == "https":
            return bool(there.hostname)
        return there.scheme == "http" and _loopback(here.hostname) and _loopback(there.hostname)
    except ValueError:
        return False


def _loopback(host: str | None) -> bool:
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"
