"""What every answer below /api/ keeps to, whoever made it: problems in one shape, no cookies, nothing for a browser to run."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from curricle.connect.problems import MEDIA_TYPE, Problem, answer

ROOT = "/api/"
KEPT = ("Retry-After", "Allow", "WWW-Authenticate")
ALWAYS = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}


class ForPrograms:
    """Stands before everything that may answer with a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path_info.startswith(ROOT):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
            kept = {name: response.headers[name] for name in KEPT if name in response.headers}
            response = answer(Problem(response.status_code, headers=kept))
        response.cookies.clear()
        response.headers.setdefault("Cache-Control", "private, no-store")
        for name, value in ALWAYS.items():
            response.headers[name] = value
        return response
