"""Conditions of the start about signing in: links in mail must lead here, and a university's own sign-in must be described whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from curricle.people.outside.provider import allowed


@register()
def links_lead_here(app_configs: Sequence[Any] | None = None, **_: Any) -> list[CheckMessage]:
    """A server whose first host name is a pattern must say its address: the request's own word is not believed."""
    pattern = settings.SERVER and settings.HOSTS and settings.HOSTS[0].startswith((".", "*"))
    if settings.ADDRESS or not pattern:
        return []
    hint = "Set CURRICLE_ADDRESS, such as https://curricle.example.ac.uk, or begin CURRICLE_HOSTS with a whole name."
    return [Error("Links in mail would lead nowhere: the first host name is a pattern.", hint=hint, id="people.E002")]


@register()
def outside_sign_in_is_whole(app_configs: Sequence[Any] | None = None, **_: Any) -> list[CheckMessage]:
    """An issuer needs the name and the secret that go with it, and https."""
    if not settings.OIDC_ISSUER:
        return []
    found: list[CheckMessage] = []
    if not settings.OIDC_CLIENT_ID or not settings.OIDC_CLIENT_SECRET:
        hint = "Set CURRICLE_OIDC_CLIENT_ID and CURRICLE_OIDC_CLIENT_SECRET, or leave CURRICLE_OIDC_ISSUER empty."
        found.append(Error("The university's own sign-in is described by halves.", hint=hint, id="people.E003"))
    if not allowed(settings.OIDC_ISSUER, settings.OIDC_ISSUER):
        found.append(Error("CURRICLE_OIDC_ISSUER is no https address.", hint="Only https is spoken with other machines.", id="people.E004"))
    return found
