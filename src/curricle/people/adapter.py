"""What allauth asks us about second factors: how secrets are kept, and what a passkey is told about this installation and its person."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

from curricle.people.models import Person
from curricle.people.visitor import own_address

PRODUCT = "Curricle"


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are kept enciphered by the installation's key: a copy of the database alone opens nobody's account."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Raises InvalidToken where the installation has another key than the one it was kept with."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return PRODUCT

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": urlsplit(own_address(context.request)).hostname or "", "name": PRODUCT}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, object]:
        """The handle that a passkey keeps is random; it tells nothing about the person."""
        return {"id": user.uuid.bytes, "display_name": user.name, "name": user.email}


def _cipher() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    made = [hashlib.sha256(b"second factors:" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in made])
