"""Downloads: the rules are asked each time, and the answer is one that no browser runs, frames, shares or keeps."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from curricle.people import actions, queries, store
from curricle.people.gate import guarded

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def attachment(data: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Bytes as a download. `name` is a safe one (media.safe_name)."""
    response = HttpResponse(data, content_type=media_type, headers=HEADERS)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@guarded("file", "v")
@require_safe
def download(request: HttpRequest, uuid: UUID) -> HttpResponse:
    file = queries.kept_file(request.actor, str(uuid))
    data = store.read_kept(file.digest)
    actions.file_handed_out(by=request.actor, file=file.uuid, name=file.name)
    return attachment(data, name=file.name, media_type=file.media_type)
