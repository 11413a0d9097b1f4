"""Idempotency-Key: a writing request that is sent twice is carried out once, as a form is (people/once.py)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from curricle.connect.problems import Problem, at
from curricle.people import actions as people
from curricle.people.once import Broken, again, whole

HEADER = "Idempotency-Key"
GOOD = re.compile(r"[!-~]{1,200}")
KEPT = ("Content-Type", "ETag", "Location")


def carried_out_once(request: HttpRequest, run: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer; for a key that was used for the same request in the last 24 hours, the answer that it had then."""
    key = request.headers.get(HEADER)
    if key is None:
        return run()
    if not GOOD.fullmatch(key):
        raise at(HEADER, "1 to 200 visible ASCII characters are expected", status=400)
    try:
        result = people.once(asker=f"key {request.key.uuid}", key=key, request=_digest(request), act=lambda: whole(run()), keep=_to_keep)
    except people.OtherRequest:
        raise at(HEADER, "this key was used for another request in the last 24 hours; take a new one") from None
    except Broken as stop:
        return stop.answer
    return again(result) if isinstance(result, people.Answer) else result


def _to_keep(answer: HttpResponse) -> people.Answer | None:
    if answer.status_code >= 400:
        return None
    headers = {name: answer.headers[name] for name in KEPT if name in answer.headers}
    return people.Answer(status=answer.status_code, headers=headers, body=answer.content.decode("utf-8"))


def required(request: HttpRequest) -> None:
    """For what makes a new thing: without the key a repeat would make another one."""
    if HEADER not in request.headers:
        raise Problem(400, f"Send a header {HEADER} of your own, so that a repeat makes nothing twice.", errors=[(HEADER, "it is missing")])


def _digest(request: HttpRequest) -> str:
    sum = hashlib.sha256(f"{request.method} {request.get_full_path()}\n{request.headers.get('If-Match', '')}\n".encode())
    sum.update(request.body)
    return sum.hexdigest()
