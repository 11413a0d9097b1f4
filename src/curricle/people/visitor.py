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


def is_on_this_machine(request: HttpRequest) -> bool:
    """Whether who asks sits on this machine; what came through a proxy does not, wherever the proxy is."""
    passed_on = any(name in request.headers for name in ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "Via"))
    return not passed_on and request.META.get("REMOTE_ADDR", "") in {"127.0.0.1", "::1", "localhost"}


def base_of(request: HttpRequest) -> str:
    """What stands before an address that is mailed: CURRICLE_ADDRESS, or where the request came in."""
    return settings.ADDRESS.rstrip("/") or request.build_absolute_uri("/").rstrip("/")
