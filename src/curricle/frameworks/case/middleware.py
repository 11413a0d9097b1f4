"""What every answer of the CASE service keeps to, whoever made it: refusals in one shape, no cookies, open to pages elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from curricle.frameworks.case.faults import JSON, Fault, answer

ROOT = "/ims/case/"
KEPT = ("Retry-After", "Allow")
ALWAYS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
TOLD = "ETag, Link, X-Total-Count, Warning"


class ForReaders:
    """Stands before everything that may answer with a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path_info.startswith(ROOT) or response.status_code in (301, 302):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != JSON:
            kept = {name: response.headers[name] for name in KEPT if name in response.headers}
            response = answer(Fault(response.status_code, headers=kept))
        if request.method == "HEAD":  # the web server would send it, and the next answer on the connection would be misread
            response.content = b""
        response.cookies.clear()
        for name, value in ALWAYS.items():
            response.headers[name] = value
        if settings.CASE_ORIGINS:
            response.headers["Access-Control-Allow-Origin"] = settings.CASE_ORIGINS
            response.headers["Access-Control-Expose-Headers"] = TOLD
        return response
