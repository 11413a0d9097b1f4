"""One line for each request, and a name for it that goes with every other line: who asked stands there as a number without a name."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject, empty

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[0-9a-f]{16,32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
QUIET = frozenset({"people:healthz", "people:readyz"})  # asked every few seconds by machines
log = structlog.get_logger("curricle.requests")


class RequestLog:
    """Stands before every other middleware, so that it sees the answer that is sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        name = request_id(request)
        with structlog.contextvars.bound_contextvars(request_id=name):
            response = self.get_response(request)
            self._tell(request, response, round((time.perf_counter() - began) * 1000))
        response.headers[HEADER] = name
        return response

    def _tell(self, request: HttpRequest, response: HttpResponse, took: int) -> None:
        route = _route(request)
        say = log.debug if route in QUIET and response.status_code < 500 else log.info
        actor = {"actor": who} if (who := _who(request)) else {}
        say("request", method=_method(request), route=route, status=response.status_code, ms=took, **actor)


def request_id(request: HttpRequest) -> str:
    """The proxy's name for the request where we stand behind one and it looks like a number, else a new one."""
    given = request.headers.get(HEADER, "") if settings.PROXY else ""
    return given if GIVEN.fullmatch(given) else uuid.uuid4().hex


def _method(request: HttpRequest) -> str:
    return request.method if request.method in METHODS else "other"


def _route(request: HttpRequest) -> str:
    """The name of the address, which holds no id and no question; a file for browsers and a wrong address have none."""
    found = request.resolver_match
    if found is None:
        return "static" if request.path.startswith(settings.STATIC_URL) else "none"
    return found.view_name or found.route


def _who(request: HttpRequest) -> str:
    """Twelve digits that stay the same for one person, and that nobody turns back without the secret key. Asks no database."""
    actor = getattr(request, "actor", None)
    if actor is None or (isinstance(actor, SimpleLazyObject) and actor._wrapped is empty):
        return ""
    person = getattr(actor, "person", None)
    return salted_hmac("curricle.config.request_log", str(person), algorithm="sha256").hexdigest()[:12] if person else ""
