"""A document that is being gone through: its blocks, its recipe, what is understood and what was decided so far."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache

from curricle.core.canonical import canonical, from_document
from curricle.core.framework import Framework
from curricle.door.problems import Reading
from curricle.door.strict_json import loads
from curricle.frameworks import queries
from curricle.frameworks.models import ReadingRow
from curricle.interop.prose import decisions as said
from curricle.interop.prose import recipe as recipes
from curricle.interop.prose.blocks import Document, Kind
from curricle.interop.prose.decisions import Decisions, Settled, settled
from curricle.interop.prose.edition import ALIKE, adapted, likeness, signature
from curricle.interop.prose.framework import framework_of
from curricle.interop.prose.guess import guess
from curricle.interop.prose.recipe import Recipe
from curricle.interop.prose.statements import Understanding
from curricle.interop.prose.tables import Grid, grid_of
from curricle.interop.prose.understand import understand


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """`statements` are all of them, in order, each with its decision; `open` how many still ask."""

    row: ReadingRow
    document: Document
    recipe: Recipe
    decisions: Decisions
    read: Understanding
    statements: tuple[Settled, ...]

    @property
    def grids(self) -> dict[int, Grid]:
        """The tables that statements stand in, by the number of their block."""
        return _grids(self.row.document)

    @property
    def open(self) -> int:
        return sum(each.open for each in self.statements)


def opened(row: ReadingRow) -> Opened:
    """Everything about a reading, understood anew from what is kept of it."""
    document = _document(row.document)
    recipe = recipes.from_json(row.recipe)
    decisions = said.from_json(row.decisions) if row.decisions else Decisions()
    read = understand(document, recipe)
    return Opened(
        row=row, document=document, recipe=recipe, decisions=decisions, read=read, statements=tuple(settled(read, decisions, recipe))
    )


@lru_cache(maxsize=8)
def _grids(text: str) -> dict[int, Grid]:
    return {at: grid_of(block) for at, block in enumerate(_document(text).blocks) if block.kind is Kind.TABLE}


@lru_cache(maxsize=8)
def _document(text: str) -> Document:
    return from_document(Document, loads(text.encode()))


def handed_over(held: Opened) -> Reading[Framework]:
    """The framework of what was decided, with places: from here on it is as one of any other format. Raises Refused."""
    reading = framework_of(held.read, held.statements, format=held.document.format, name=held.row.name)
    code = held.row.like.partition(", ")[0]
    return replace(reading, value=replace(reading.value, code=code)) if code else reading


def first_recipe(document: Document, organisation: int | None) -> tuple[Recipe, str]:
    """The recipe of the most alike document that the organisation kept, with its name; else a guess, and ""."""
    seen = signature(document)
    best, most = None, ALIKE
    for row in queries.recipes(organisation):
        alike = likeness(seen, json.loads(row.signature))
        if alike >= most:
            best, most = row, alike
    if best is None:
        return guess(document), ""
    return adapted(recipes.from_json(best.recipe), document), f"{best.line.code}, {best.source}"


def to_text(document: Document) -> str:
    """A document as it is kept."""
    return canonical(document).decode()
