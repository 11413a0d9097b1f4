"""What comes in with a request and is read by hand: bodies by the strict door, If-Match, paging."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from curricle.connect.problems import Problem, at
from curricle.door.limits import DEFAULT
from curricle.door.problems import Refused
from curricle.door.strict_json import loads

TAG = re.compile(r'"(\d{1,9})(?:-[0-9a-f]{16})?"')


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
    return Problem(status, f"{errors[0][0]}: {errors[0][1]}", errors=errors)


def seen_revision(request: HttpRequest) -> int:
    """The revision that If-Match names: an ETag of the programme, or just its number in quotes. Raises Problem without one."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise Problem(428)
    found = TAG.fullmatch(given)
    if found is None:
        raise at("If-Match", 'one ETag of this programme is expected, such as "7"', status=400)
    return int(found.group(1))
