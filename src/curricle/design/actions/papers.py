"""Keep the papers that were made of a programme."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.db import transaction

from curricle.design.models import PackRow, PaperRow, ProgrammeRow
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.people import actions as people
from curricle.people.policy import Actor, require


class Made(Protocol):
    """A rendered file of the pack."""

    name: str
    title: str
    media_type: str
    data: bytes
    pages: int

    @property
    def sha256(self) -> str: ...


def ask_for_papers(*, by: Actor, programme: ProgrammeRow) -> str:
    """Have the papers made in the background; the job's uuid. Raises policy's Forbidden or Hidden."""
    require(TABLE, by, "x", thing(programme.organisation_id, id=str(programme.uuid), state=programme.state, kind="paper"))
    people.record(by=by, verb="asked for papers of", kind="programme", id=str(programme.uuid), label=programme.code)
    return people.start_job(by=by, kind="papers", label=f"Papers of {programme.code}", arguments={"programme": programme.code}, once=True)


@transaction.atomic
def keep_papers(*, by: Actor, programme: ProgrammeRow, digest: str, prepared: date, files: Iterable[Made]) -> PackRow:
    """Keep every file and list them as one pack; all or nothing. Raises policy's Forbidden or Hidden."""
    require(TABLE, by, "x", thing(programme.organisation_id, id=str(programme.uuid), state=programme.state, kind="paper"))
    pack = PackRow.objects.create(programme=programme, digest=digest, revision=programme.revision, prepared=prepared, by_id=by.person)
    PaperRow.objects.bulk_create(
        PaperRow(
            pack=pack,
            place=place,
            name=each.name,
            title=each.title,
            media_type=each.media_type,
            pages=each.pages,
            size=len(each.data),
            sha256=each.sha256,
            file=people.keep_file(by=by, data=each.data, name=each.name, purpose="paper", thing=str(programme.uuid)),
        )
        for place, each in enumerate(files)
    )
    people.record(
        by=by,
        verb="made the papers of",
        kind="programme",
        id=str(programme.uuid),
        label=f"{programme.code} {programme.title}",
        detail={"digest": digest, "revision": programme.revision},
    )
    return pack
