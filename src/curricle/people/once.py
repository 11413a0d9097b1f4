"""Forms that are sent twice (a double click, the back button, a proxy that tries again) do one thing.

Every form of the page kit carries a token in the field `once`. A POST with it runs in one transaction with the keeping of its
answer (actions/once.py). Views that must run each time say why: `@not_once("each try is counted")`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from curricle.people import actions
from curricle.people.actions import Answer

FIELD = "once"
LONGEST = 64
LEFT_OUT = frozenset({FIELD, "csrfmiddlewaretoken"})
REPLAYED = "Idempotent-Replayed"

View = Callable[..., HttpResponse]


class Broken(Exception):
    """The view itself answered 500 or above."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__(str(answer.status_code))
        self.answer = answer


def not_once(reason: str) -> Callable[[View], View]:
    """Marks a view whose POSTs all run, repeats too. Needed where a try is counted even when it is refused, or the session changes."""

    def mark(view: View) -> View:
        view.not_once = reason
        return view

    return mark


def answered(request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponse:
    """The view's answer; for a form that was sent before with the same entries, the answer that it had then.

    A form sent again with other entries is another request, and runs: whoever goes back and mends something means it.
    An answer that refuses (400 and above) is not kept, so that the form can be sent again.
    """
    token = request.POST.get(FIELD, "") if request.method == "POST" and not getattr(view, "not_once", "") else ""
    if not 0 < len(token) <= LONGEST:
        return view(request, *args, **kwargs)
    asked = _digest(request)
    try:
        result = actions.once(
            asker=_asker(request),
            key=f"{token}\n{asked}",
            request=asked,
            act=lambda: whole(view(request, *args, **kwargs)),
            keep=lambda answer: _to_keep(request, answer),
        )
    except Broken as stop:
        return stop.answer
    return again(result) if isinstance(result, Answer) else result


def again(answer: Answer) -> HttpResponse:
    """The kept answer of a first request, marked as such."""
    return HttpResponse(answer.body, status=answer.status, headers={**answer.headers, REPLAYED: "true"})


def whole(answer: HttpResponse) -> HttpResponse:
    """The answer. Raises Broken for one that says that something broke, so that everything is taken back that was written for it."""
    if answer.status_code >= 500:
        raise Broken(answer)
    return answer


def _to_keep(request: HttpRequest, answer: HttpResponse) -> Answer | None:
    """None for a refusal, and for the way to a page that asks who is there (`not_kept`): after it the form is carried out.

    Where a page answers in place, its words may be secret (a first password): the repeat is led to the page itself instead."""
    if answer.status_code >= 400 or getattr(answer, "not_kept", False):
        return None
    if "Location" in answer.headers:
        return Answer(status=answer.status_code, headers={"Location": answer.headers["Location"]})
    return Answer(status=303, headers={"Location": request.get_full_path()})


def _asker(request: HttpRequest) -> str:
    """A person, or the browser of somebody who has not signed in."""
    if request.actor:
        return f"person {request.actor.person} {request.actor.organisation}"
    return f"visitor {request.META.get('CSRF_COOKIE', '')}"


def _digest(request: HttpRequest) -> str:
    """Method, address and every entry with its files."""
    sum = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    entries = [[name, values] for name, values in request.POST.lists() if name not in LEFT_OUT]
    sum.update(json.dumps(entries).encode("ascii"))
    for name, files in request.FILES.lists():
        for file in files:
            sum.update(json.dumps([name, file.name, file.size]).encode("ascii"))
            for chunk in file.chunks():
                sum.update(chunk)
            file.seek(0)
    return sum.hexdigest()
