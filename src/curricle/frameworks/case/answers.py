"""How a CASE answer travels: public, tagged, 304 to who has it, compressed where that is wanted."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from curricle import __version__
from curricle.frameworks.case.faults import JSON
from curricle.interop.case.rules import BASE_PATH
from curricle.people.visitor import own_address
from curricle.ui.accept import takes_gzip

LEAST, LEVEL = 1_024, 6  # bytes below which nothing is gained; how hard to press
KEPT_FOR = "public, max-age=60"


def base_of(request: HttpRequest) -> str:
    """The address of the service."""
    return own_address(request) + BASE_PATH


def json_answer(request: HttpRequest, body: bytes, *, media_type: str = JSON, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """A small answer: tagged by its own bytes."""
    tag = hashlib.sha256(body).hexdigest()[:32]
    packed = takes_gzip(request) and len(body) >= LEAST
    known = unchanged(request, tag, packed=packed)
    if known is not None:
        return known
    response = sent(gzip.compress(body, LEVEL, mtime=0) if packed else body, tag, packed=packed, media_type=media_type)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def sent(body: bytes, tag: str, *, packed: bool, media_type: str = JSON) -> HttpResponse:
    """Bytes as they are, under their tag."""
    response = HttpResponse(body, content_type=media_type)
    return _dressed(response, tag, packed=packed)


def unchanged(request: HttpRequest, tag: str, *, packed: bool) -> HttpResponse | None:
    """304 for who has these bytes already, 412 where they were to have others."""
    known = get_conditional_response(request, etag=_quoted(tag, packed=packed))
    return _dressed(known, tag, packed=packed) if known is not None else None


def _dressed(response: HttpResponse, tag: str, *, packed: bool) -> HttpResponse:
    response.headers["ETag"] = _quoted(tag, packed=packed)
    response.headers["Cache-Control"] = KEPT_FOR
    response.headers["Vary"] = "Accept-Encoding"
    if packed and response.status_code == 200:
        response.headers["Content-Encoding"] = "gzip"
    return response


def tag_of(*parts: object) -> str:
    """A digest of all that the bytes depend on; another version of the program writes others."""
    return hashlib.sha256("\n".join(map(str, (__version__, *parts))).encode()).hexdigest()


def _quoted(tag: str, *, packed: bool) -> str:
    return f'"{tag[:32]}-gzip"' if packed else f'"{tag[:32]}"'
