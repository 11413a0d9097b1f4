"""One item of one version: its words, its tags, its links, its place in the tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.drafting.taking_over import source_of
from curricle.core.framework import Framework
from curricle.core.registry import CHILD_OF, kind_label
from curricle.frameworks.pages.tree import BranchPart
from curricle.ui.parts import Link, SummaryRow

if TYPE_CHECKING:
    from curricle.frameworks.models import ItemRow, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    type: str
    words: str
    to: Link
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelTable:
    """How well something may be met: what is looked at, and (level, what it means, score) for each level."""

    title: str
    levels: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    name: str
    statement: str
    title: str
    version_title: str
    version_href: str
    path: tuple[Link, ...]
    facts: tuple[SummaryRow, ...]
    children: BranchPart
    relations: tuple[Relation, ...]
    used: str
    id: str
    address: str
    foot: str
    levels: tuple[LevelTable, ...]


WORDS = {
    "isRelatedTo": ("is related to", "is related to"),
    "exactMatchOf": ("matches exactly", "matches exactly"),
    "replacedBy": ("is replaced by", "replaces"),
    "isPartOf": ("is part of", "has part"),
    "precedes": ("comes before", "comes after"),
    "isPeerOf": ("is a peer of", "is a peer of"),
    "exemplar": ("has as an example", "is an example of"),
    "hasSkillLevel": ("has the level", "is the level of"),
    "isTranslationOf": ("is a translation of", "is translated by"),
}


def item_page(
    version: Version,
    framework: Framework,
    row: ItemRow,
    path: Iterable[ItemRow],
    children: BranchPart,
    *,
    used: str,
    address: str,
    came: str = "",
) -> ItemPage:
    """The page of an item.

    `used`: where the reader's own claims are shown, empty for a visitor; `address`: the one it keeps for ever; `came`: file and place
    it was read from.
    """
    value = next(each for each in framework.items if each.id == row.uuid)
    uuid = str(version.uuid)
    pairs = (
        ("Kind", kind_label(value.kind)),
        ("Code", value.code),
        ("Pillars", ", ".join(value.pillars)),
        ("Level of practice", value.practice_level),
        ("Level", value.fheq_level),
        ("Core or optional", value.requirement),
        ("Generic or specialist", value.scope),
        ("Professions", ", ".join(value.professions)),
        ("Notes", value.notes),
        ("Identifier", value.id),
        ("Came from", came),
    )
    return ItemPage(
        name=value.name,
        statement=value.statement,
        title=value.title,
        version_title=f"{version.title} {version.version}",
        version_href=reverse("frameworks:version", args=[uuid]),
        path=tuple(Link(text=each.code or each.title or each.statement[:60], href=_item(uuid, each.uuid)) for each in path),
        facts=(
            SummaryRow(key="Stands in", value=f"{version.title} {version.version}", value_href=reverse("frameworks:version", args=[uuid])),
            *(SummaryRow(key=key, value=text) for key, text in pairs if text),
            *_home(framework, row.uuid, address),
        ),
        foot=f"{version.line_code} {version.version}. Content {version.digest[:12]}.",
        children=children,
        relations=tuple(_relations(framework, uuid, row.uuid)),
        used=used,
        id=row.uuid,
        address=address,
        levels=tuple(_levels(framework, row.uuid)),
    )


def _home(framework: Framework, id: str, address: str) -> Iterable[SummaryRow]:
    """Of an item that was taken over, the document where its words are at home; the way there where that is kept here."""
    for link in framework.links:
        document, there = source_of(link) if link.source == id else ("", "")
        if document:
            ours = there.startswith(f"{address.partition('/id/')[0]}/")
            href = reverse("frameworks:address", args=[document]) if ours else ""
            yield SummaryRow(key="Taken over from", value=there or document, value_href=href)


def _levels(framework: Framework, id: str) -> Iterable[LevelTable]:
    """The criteria of rubrics that are about this item."""
    for rubric in framework.rubrics:
        for criterion in rubric.criteria:
            if criterion.item == id and criterion.levels:
                title = criterion.description or criterion.category or rubric.title or "Level descriptors"
                rows = tuple((each.quality or str(at), each.description, each.score) for at, each in enumerate(criterion.levels, 1))
                yield LevelTable(title=title, levels=rows)


def _relations(framework: Framework, version: str, id: str) -> Iterable[Relation]:
    names = {item.id: item for item in framework.items}
    for link in framework.links:
        if link.type == CHILD_OF or id not in (link.source, link.target):
            continue
        other = link.target if link.source == id else link.source
        words = WORDS.get(link.type, (link.type, f"{link.type} (from there)"))[link.source != id]
        item = names.get(other)
        to = Link(text=f"{item.name} {item.statement}" if item else other, href=_item(version, other) if item else "")
        yield Relation(type=link.type, words=words, to=to, note=link.note)


def _item(version: str, id: str) -> str:
    return reverse("frameworks:item", args=[version, id])
