"""A framework as a file of a format."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse

from curricle.core.framework import Framework
from curricle.interop import WRITTEN, write_framework
from curricle.people.views.files import attachment

XLSX = WRITTEN["xlsx"][2]


def write(framework: Framework, format: str, at: datetime) -> HttpResponse | None:
    """The file as an answer, or None for a format we do not write. `at` stands in CASE as the time of the last change.

    Raises Refused where the format has no room for a text.
    """
    if format not in WRITTEN:
        return None
    _, ending, media_type = WRITTEN[format]
    name = "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in f"{framework.code}-{framework.version}")
    return attachment(write_framework(framework, format, changed=at), name=f"{name}.{ending}", media_type=media_type)
