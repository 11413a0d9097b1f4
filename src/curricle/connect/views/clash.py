"""A save that somebody else was faster than: 409 with what stands now and what was sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from curricle.connect.problems import Problem
from curricle.core.canonical import to_document
from curricle.core.programme import Programme
from curricle.design.actions import Stale
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.design.snapshot import snapshot
from curricle.people.policy import decide


@contextmanager
def said_why(request: HttpRequest, mine: Programme | None = None) -> Iterator[None]:
    """Within it a Stale becomes a Problem that holds both documents, as far as the key may read the one that stands."""
    try:
        yield
    except Stale as stop:
        row = stop.row
        more = {"revision": row.revision, "yours": to_document(mine) if mine else None}
        if decide(TABLE, request.actor, "x", thing(row.organisation_id, id=str(row.uuid), state=row.state)):
            more["current"] = to_document(snapshot(row))
        raise Problem(409, str(stop), more=more, headers={"ETag": f'"{row.revision}"'}) from None
