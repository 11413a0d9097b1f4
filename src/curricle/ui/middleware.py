"""Headers that keep a page to itself: one origin, nothing inline without the request's nonce, no framing.

One small middleware of our own works the same on Django 5.2 and 6.x (only the latter has a policy built in).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class ContentSecurityPolicy:
    """Gives each request `csp_nonce` and each answer the headers above; a view may set its own stricter policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.csp_nonce = secrets.token_urlsafe(16)
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=request.csp_nonce))
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        return response


class NoNul:
    """Answers 400 to a request whose path, query or form holds a NUL, which PostgreSQL keeps in no text.

    It works after the cross-site check, which reads the form first; the bytes of an uploaded file are not looked at.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        values = (value for form in (request.GET, request.POST) for pair in form.lists() for value in (pair[0], *pair[1]))
        if "\x00" in request.path or any("\x00" in value for value in values):
            raise BadRequest("a NUL character")
