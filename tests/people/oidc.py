"""A small provider of OpenID Connect on the loopback, for the tests: it keeps to the rules unless it is told to lie."""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from curricle.people.outside import provider as outside

CLIENT, SECRET = "curricle", "a secret & shared: one"


class Provider:
    """`subject` is who signs in there. `claims` changes the next tokens, `lies` the discovery document; `asked` lists requests."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.kid, self.subject, self.codes = "first", "u-1001", {}
        self.claims: dict[str, Any] = {}
        self.lies: dict[str, Any] = {}
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self.sign = self._signed
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    # -- what it serves ------------------------------------------------------------------------------------------------
    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        } | self.lies

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": self.kid, "use": "sig"}, {"kty": "strange"}]}

    def authorize(self, query: dict[str, str]) -> str:
        """Somebody signs in there; the address to send them back to."""
        assert query["client_id"] == CLIENT
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """A code is good once, for who knows its verifier."""
        asked = self.codes.pop(form["code"], None)
        expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        if not asked or authorization != expected or challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": self.subject, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {name: value for name, value in (claims | self.claims).items() if value is not None}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.sign(claims)}

    def _signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": self.kid})

    # -- the web server ------------------------------------------------------------------------------------------------
    def _handler(provider) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - the handler's own self is another
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.asked.append(self.path.partition("?")[0])
                address = urlsplit(self.path)
                if address.path in provider.answers:
                    status, headers, body = provider.answers[address.path]
                    return self._send(status, body, **headers)
                if address.path == "/authorize":
                    query = {name: values[0] for name, values in parse_qs(address.query).items()}
                    return self._send(302, b"", Location=provider.authorize(query))
                found = {"/.well-known/openid-configuration": provider.discovery, "/keys": provider.keys}.get(address.path)
                return self._send(200, json.dumps(found()).encode()) if found else self._send(404, b"{}")

            def do_POST(self) -> None:
                provider.asked.append(self.path)
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(body).items()}
                status, answer = provider.token(form, self.headers.get("Authorization", ""))
                self._send(status, json.dumps(answer).encode())

            def _send(self, status: int, body: bytes, **headers: str) -> None:
                self.send_response(status)
                for name, value in ({"Content-Type": "application/json", "Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        return Handler


@contextmanager
def running():
    """A provider that serves until the end of the test."""
    provider = Provider()
    thread = threading.Thread(target=provider.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        provider.server.shutdown()
        thread.join(5)
        provider.server.server_close()


@contextmanager
def configured(settings: Any):
    """A running provider, and this installation configured for it."""
    with running() as provider:
        settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = provider.issuer, CLIENT, SECRET
        settings.OIDC_NAME = "the University of the North"
        yield provider
        outside._PROVIDERS.clear()


def come(client: Client, **more: str) -> Any:
    """To the university and back, as a browser goes."""
    there = client.get("/sign-in/university/", more)
    assert there.status_code == 302, there.content.decode()
    return client.get(visit(there.headers["Location"]))


def inside(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def inside_after(client: Client) -> bool:
    """Whether somebody who comes from the university is signed in."""
    come(client)
    return inside(client)


def visit(address: str) -> str:
    """Follow a browser to the provider; where it sends the browser back to, as path and query."""
    there = urlsplit(address)
    connection = http.client.HTTPConnection(there.hostname or "", there.port, timeout=5)
    connection.request("GET", f"{there.path}?{there.query}")
    answer = connection.getresponse()
    back = urlsplit(answer.headers["Location"])
    connection.close()
    return f"{back.path}?{back.query}"
