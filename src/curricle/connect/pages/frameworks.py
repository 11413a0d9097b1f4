"""Frameworks as programs read them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from curricle.connect.pages.shape import Shape
from curricle.core.terms import Stage

if TYPE_CHECKING:
    from curricle.frameworks.models import ItemRow, Version


class FrameworkLine(Shape):
    """One version of a framework. `digest` is the SHA-256 of its document, which never changes."""

    id: str
    code: str
    version: str
    title: str
    kind: str
    professions: list[str]
    stage: str
    published: bool
    owner: str
    items: int
    demonstration: bool
    digest: str
    kept: datetime


class FrameworkItem(Shape):
    """One item. `parent` is the id of the item above it, empty at the top; `place` counts in framework order."""

    id: str
    code: str
    kind: str
    title: str
    statement: str
    pillars: list[str]
    parent: str
    place: int
    depth: int
    children: int
    mappable: bool


def framework_line(row: Version) -> FrameworkLine:
    return FrameworkLine(
        id=str(row.uuid),
        code=row.line_code,
        version=row.version,
        title=row.title,
        kind=row.kind,
        professions=[each for each in row.professions.split(", ") if each],
        stage=row.stage,
        published=Stage(row.stage).published,
        owner=row.owner,
        items=row.items,
        demonstration=row.demonstration,
        digest=row.digest,
        kept=row.created,
    )


def framework_item(row: ItemRow) -> FrameworkItem:
    return FrameworkItem(
        id=row.uuid,
        code=row.code,
        kind=row.kind,
        title=row.title,
        statement=row.statement,
        pillars=[each for each in row.pillars.split("|") if each],
        parent=row.parent,
        place=row.place,
        depth=row.depth,
        children=row.children,
        mappable=row.mappable,
    )
