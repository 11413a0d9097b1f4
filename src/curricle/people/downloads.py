"""How bytes leave: as an attachment that no browser runs, frames, shares or keeps."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from curricle.people.media import safe_name

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def attachment(data: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Bytes as a download under a safe form of `name`."""
    response = HttpResponse(data, content_type=media_type, headers=HEADERS)
    response.headers["Content-Disposition"] = content_disposition_header(True, safe_name(name, media_type)) or "attachment"
    return response
