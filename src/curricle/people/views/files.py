"""Downloads: the rules are asked each time."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from curricle.people import actions, queries, store
from curricle.people.downloads import attachment
from curricle.people.gate import guarded


@guarded("file", "v")
@require_safe
def download(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hand out a kept file; the rules are asked each time."""
    file = queries.kept_file(request.actor, str(uuid))
    data = store.read_kept(file.digest)
    actions.file_handed_out(by=request.actor, file=file.uuid, name=file.name)
    return attachment(data, name=file.name, media_type=file.media_type)
