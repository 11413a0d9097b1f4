"""What the tests of signing in share: codes as an app would show them, and a passkey made of software."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData

from curricle.people import actions, onetime
from curricle.people.models import Person


def code(secret: str, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_app(someone: Any) -> str:
    """The person gets an authenticator app; its secret. The code of half a minute ago is the one it was set up with."""
    secret = onetime.fresh_secret()
    assert actions.add_app(by=someone.actor, secret=secret, code=code(secret, -1))
    return secret


def password_given(someone: Any) -> Client:
    """A browser in which the right password was typed, and nothing more."""
    client = Client()
    client.post("/sign-in/", {"email": someone.email, "password": someone.password})
    return client


def signed_in(someone: Any, secret: str) -> Client:
    """A browser in which password and code were given."""
    client = password_given(someone)
    assert client.post("/sign-in/second-factor/", {"code": code(secret)}).status_code == 302
    return client


def fresh(client: Client) -> Client:
    """As if the person had just signed in."""
    session = client.session
    session["fresh"] = time.time()
    session.save()
    return client


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def raw(words: str) -> bytes:
    return base64.urlsafe_b64decode(words + "=" * (-len(words) % 4))


class SoftPasskey:
    """A passkey of software: it makes one credential and signs what it is asked to, honestly or as a test bids it."""

    def __init__(self, origin: str = "http://localhost") -> None:
        self.origin, self.id, self.handle, self.count = origin, b"soft-passkey-0001", b"", 0
        self.private = ec.generate_private_key(ec.SECP256R1())

    def made(self, options: dict[str, Any], **lies: Any) -> str:
        """The answer to navigator.credentials.create, as JSON."""
        self.handle = raw(options["publicKey"]["user"]["id"])
        public = ES256.from_cryptography_key(self.private.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = self._data(options["publicKey"]["rp"]["id"], lies.get("flags", 0x45)) + bytes(credential)
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options, lies)
        return self._json({"clientDataJSON": text(client), "attestationObject": text(attestation)})

    def signed(self, options: dict[str, Any], **lies: Any) -> str:
        """The answer to navigator.credentials.get, as JSON."""
        self.count += 1
        data = self._data(options["publicKey"]["rpId"], lies.get("flags", 0x05))
        client = self._client("webauthn.get", options, lies)
        signature = self.private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        handle = text(lies.get("handle", self.handle))
        parts = {"authenticatorData": text(data), "clientDataJSON": text(client), "signature": text(signature), "userHandle": handle}
        return self._json(parts)

    def _data(self, name: str, flags: int) -> bytes:
        return hashlib.sha256(name.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _client(self, kind: str, options: dict[str, Any], lies: dict[str, Any]) -> bytes:
        challenge = lies.get("challenge", options["publicKey"]["challenge"])
        return json.dumps({"type": kind, "challenge": challenge, "origin": lies.get("origin", self.origin)}).encode()

    def _json(self, response: dict[str, str]) -> str:
        whole = {"id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": response, "clientExtensionResults": {}}
        return json.dumps(whole)


def with_passkey(someone: Any, client: Client) -> SoftPasskey:
    """The person makes a passkey through the pages, in a browser that opened http://localhost/."""
    key = SoftPasskey()
    options = client.post("/account/second-factor/passkey/challenge/", headers={"host": "localhost"}).json()
    answer = client.post(
        "/account/second-factor/passkey/", {"name": "Work laptop", "credential": key.made(options)}, headers={"host": "localhost"}
    )
    assert answer.status_code == 302, answer.content.decode()
    return key


def person(someone: Any) -> Person:
    return Person.objects.get(email=someone.email)
