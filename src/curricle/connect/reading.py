"""What comes in with a request and is read by hand: bodies by the strict door, If-Match, paging."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from curricle.connect.problems import Problem, at, faults
from curricle.door.limits import DEFAULT
from curricle.door.problems import Refused
from curricle.door.strict_json import loads

#: An ETag of a programme, weak ones too (a proxy that compresses makes them weak), or the same without its quotes.
TAG = re.compile(r'((?:W/)?")?(?P<revision>[0-9]{1,9})(?:-[0-9a-f]{16})?(?(1)")')


def body_of(request: HttpRequest) -> Any:
    """The JSON of the body, without floats. Raises Problem with the place of what does not belong."""
    limits = replace(DEFAULT, file_bytes=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    try:
        return loads(request.body, limits=limits)
    except Refused as stop:
        raise of_refusal(stop, status=400) from None


def of_refusal(stop: Refused, status: int = 422) -> Problem:
    """A refusal of the door, with its places."""
    errors = [("the body" if each.at == "the file" else each.at, each.says.replace("the file", "the body")) for each in stop.problems[:20]]
    return faults(errors, status)


def seen_revision(request: HttpRequest) -> int:
    """The revision that If-Match names: an ETag of the programme, strong or weak, or just its number. Raises Problem without one."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise Problem(428)
    found = TAG.fullmatch(given)
    if found is None:
        raise at("If-Match", 'one ETag of this programme is expected, such as "7"', status=400)
    return int(found["revision"])
