"""The one shape of every answer that refuses: problem+json (RFC 9457), with places where something of the request is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"
#: status -> (title, what it means and what to do)
WORDS = {
    400: ("The request cannot be read", "Something in it is not as it should be."),
    401: ("A key is needed", "Send a good key in the header Authorization: Bearer …"),
    403: ("This may not be done", "The key, or the person who made it, may see this but not do that."),
    404: ("There is no such thing", "Or the key may not know of it."),
    405: ("The method is not known here", "The header Allow names those that are."),
    406: ("No such form of the answer", "Answers are JSON; accept application/json."),
    409: ("It has changed since", "Look at what stands now, then decide."),
    413: ("The request is too large", "Send less at a time."),
    415: ("The body is not JSON", "Send it as application/json, in UTF-8."),
    422: ("Something in the request is not right", "The places are named."),
    428: ("Name the revision that you saw", "Send its ETag in the header If-Match, so that nobody's work is overwritten unseen."),
    429: ("Too many requests", "Wait as long as Retry-After says."),
    500: ("Something went wrong in the program", "It is written in its log. Nothing half-done was kept."),
    503: (
        "Curricle is being looked after",
        "It cannot tell what became of this request. Send it again after Retry-After, with the same Idempotency-Key if it writes.",
    ),
    507: ("The disk of Curricle is full", "Nothing was changed. Tell whoever runs the installation, then ask again."),
}


class Problem(Exception):
    """Stops a request. `errors` are (place, words): a JSON path such as $.cells[0].letter, a parameter, a header."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        errors: Iterable[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail or WORDS[status][0])
        self.status = status
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.more = dict(more or {})


def at(place: str, says: str, status: int = 422) -> Problem:
    """One thing wrong at one place."""
    return faults([(place, says)], status)


def faults(errors: Sequence[tuple[str, str]], status: int = 422) -> Problem:
    """Things wrong at their places, one at least: the detail says the first and how many more there are."""
    place, says = errors[0]
    more = f" (and {len(errors) - 1} more, see errors)" if len(errors) > 1 else ""
    return Problem(status, f"{place}: {says}{more}", errors=errors)


def answer(problem: Problem) -> HttpResponse:
    title, meaning = WORDS.get(problem.status, WORDS[400] if problem.status < 500 else WORDS[500])
    document: dict[str, Any] = {"type": "about:blank", "title": title, "status": problem.status, "detail": problem.detail or meaning}
    if problem.errors:
        document["errors"] = [{"at": place, "says": says} for place, says in problem.errors]
    body = json.dumps(document | problem.more, ensure_ascii=False).encode("utf-8", "replace")
    return HttpResponse(body, status=problem.status, content_type=MEDIA_TYPE, headers=problem.headers)
