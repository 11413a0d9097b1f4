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


def own_address(request: HttpRequest) -> str:
    """This installation's address without a slash at its end, for links in mail and for other systems.

    CURRICLE_ADDRESS where it is set; a server never believes the request, whose Host header anybody may write.
    """
    if settings.ADDRESS:
        return str(settings.ADDRESS).rstrip("/")
    if settings.SERVER and settings.HOSTS:
        return f"https://{settings.HOSTS[0]}"
    return request.build_absolute_uri("/").rstrip("/")


def is_on_this_machine(request: HttpRequest) -> bool:
    """Whether who asks sits on this machine; what came through a proxy does not, wherever the proxy is."""
    passed_on = any(name in request.headers for name in ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "Via"))
    return not passed_on and request.META.get("REMOTE_ADDR", "") in {"127.0.0.1", "::1", "localhost"}


def by_a_name_of_this_machine(request: HttpRequest) -> bool:
    """Whether the address in the browser names this machine: a page elsewhere may lead any name to the loopback."""
    return request.get_host().rsplit(":", 1)[0] in settings.LOOPBACK


BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_of(request: HttpRequest) -> str:
    """The browser in words, such as "Firefox on Windows"; nothing that would tell two of a kind apart."""
    says = request.META.get("HTTP_USER_AGENT", "")
    browser = next((name for sign, name in BROWSERS if sign in says), "Unknown browser")
    system = next((name for sign, name in SYSTEMS if sign in says), "")
    return f"{browser} on {system}" if system else browser
