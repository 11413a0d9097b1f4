"""What an identifier means: a version, an item, or a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from curricle.frameworks import queries
from curricle.frameworks.case.queries import ITEM, NotThere, Published, document, home, line
from curricle.frameworks.policy import TABLE
from curricle.people.policy import Actor, decide

if TYPE_CHECKING:
    from curricle.frameworks.models import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The version to look at, and the item in it ("" for the version itself). `published`: for everybody."""

    version: Version | Published
    item: str = ""
    published: bool = True


def meant(actor: Actor, uuid: str) -> Meant | None:
    """Of what is published: a version, an item as its newest version has it, the newest version of a line. Else of the reader's own."""
    for find in (_version, _item, _line):
        try:
            return find(uuid)
        except NotThere:
            continue
    return _own(actor, uuid)


def _version(uuid: str) -> Meant:
    return Meant(version=document(uuid))


def _item(uuid: str) -> Meant:
    version = home(ITEM, uuid)
    return Meant(version=version, item=version.spelt)


def _line(uuid: str) -> Meant:
    return Meant(version=line(uuid))


def _own(actor: Actor, uuid: str) -> Meant | None:
    """What the reader's organisation has not published, as far as this person may see it."""
    if not actor:
        return None
    ours = Q(uuid=uuid) | Q(line__uuid=uuid) | Q(rows__uuid=uuid)
    for row in queries.versions(actor.organisation).filter(ours).select_related("line").distinct().order_by("-id"):
        if decide(TABLE, actor, "v", queries.about(row)):
            is_item = uuid.lower() not in (str(row.uuid), str(row.line.uuid))
            return Meant(version=row, item=uuid if is_item else "", published=False)
    return None
