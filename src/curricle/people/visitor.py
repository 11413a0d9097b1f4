"""Where a request comes from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """To count tries by. Behind our proxy (CURRICLE_PROXY) it is the last one, which the proxy added; else nobody's word counts."""
    direct = request.META.get("REMOTE_ADDR", "")
    if not settings.PROXY:
        return direct
    return request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip() or direct


def our_address(request: HttpRequest) -> str:
    """The address of this installation for links in mails, without a stroke at its end: CURRICLE_ADDRESS, else the request's."""
    return settings.ADDRESS.rstrip("/") or request.build_absolute_uri("/").rstrip("/")
