"""Crosswalks: the list, one of them as everybody reads it, and the editor with its two columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.crosswalk import STRENGTHS, CrosswalkLink, Step, linked, says
from curricle.core.framework import Framework
from curricle.core.graph import tree_of
from curricle.ui.parts import Cell, Column, Link, SummaryRow
from curricle.ui.words import fraction

if TYPE_CHECKING:
    from curricle.frameworks.models import CrosswalkLinkRow, CrosswalkRow

MOVES = {
    Step.SUBMITTED: "Submit for publication",
    Step.DRAFT: "Send back to its editors",
    Step.PUBLISHED: "Publish",
    Step.WITHDRAWN: "Withdraw",
}
FORMATS = (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))
COLUMNS = (
    Column(text="Crosswalk"),
    Column(text="From"),
    Column(text="To"),
    Column(text="Links", numeric=True),
    Column(text="Stage"),
    Column(text="Owner"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswalksPage:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | str | int, ...], ...]
    make: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPart:
    """A link as it is read. `source_id` and `target_id` go into forms; `by` is empty for readers from elsewhere."""

    source: Link
    source_id: str
    source_says: str
    relation: str
    says: str
    target: Link
    target_id: str
    target_says: str
    strength: int | None
    strength_says: str
    note: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswalkPage:
    title: str
    about: str
    facts: tuple[SummaryRow, ...]
    withdrawn: bool
    links: tuple[LinkPart, ...]
    downloads: tuple[Link, ...]
    edit: str
    moves: tuple[tuple[str, str], ...]
    move: str
    step: int
    take_away: str
    problem: tuple[Link, ...]
    foot: str


def crosswalks_page(rows: Iterable[CrosswalkRow], *, may_make: bool) -> CrosswalksPage:
    """Every crosswalk that the reader may see."""
    return CrosswalksPage(
        columns=COLUMNS,
        rows=tuple(
            (
                Cell(text=row.title, href=reverse("frameworks:crosswalk", args=[row.uuid])),
                f"{row.source.title} {row.source.version}",
                f"{row.target.title} {row.target.version}",
                row.size or 0,
                row.step.capitalize(),
                row.owner,
            )
            for row in rows
        ),
        make=reverse("frameworks:make_crosswalk") if may_make else "",
    )


def crosswalk_page(
    row: CrosswalkRow,
    sides: tuple[Framework, Framework],
    links: Iterable[CrosswalkLinkRow],
    *,
    named: bool,
    may_edit: bool,
    may_take_away: bool,
    moves: Iterable[Step],
    problem: str = "",
) -> CrosswalkPage:
    """One crosswalk, its links in the order of the source. `named`: whether the reader may know who made them."""
    parts, uuid = link_parts(row, sides, links, named=named), str(row.uuid)
    facts = [("Stage", row.step.capitalize()), ("Owner", row.owner), *coverage(sides, parts)]
    ends = (("From", row.source), ("To", row.target))
    return CrosswalkPage(
        title=row.title,
        about=row.about,
        facts=(
            *(
                SummaryRow(key=key, value=f"{end.title} {end.version}", value_href=reverse("frameworks:version", args=[end.uuid]))
                for key, end in ends
            ),
            *(SummaryRow(key=key, value=value) for key, value in facts),
        ),
        withdrawn=row.step == Step.WITHDRAWN.value,
        links=parts,
        downloads=tuple(Link(text=text, href=reverse("frameworks:crosswalk_download", args=[uuid, form])) for form, text in FORMATS),
        edit=reverse("frameworks:edit_crosswalk", args=[uuid]) if may_edit else "",
        moves=tuple((step.value, MOVES[step]) for step in moves),
        move=reverse("frameworks:move_crosswalk", args=[uuid]),
        step=row.step_id or 0,
        take_away=reverse("frameworks:take_crosswalk_away", args=[uuid]) if may_take_away else "",
        problem=(Link(text=problem),) if problem else (),
        foot=f"{row.title}, revision {row.revision}.",
    )


def coverage(sides: tuple[Framework, Framework], parts: Iterable[LinkPart]) -> tuple[tuple[str, str], ...]:
    """How much of either side is linked, in words."""
    links = [CrosswalkLink(source=part.source_id, target=part.target_id, relation=part.relation) for part in parts]
    found = linked(*sides, links)
    return (
        ("Items linked from", fraction(found.source, found.sources)),
        ("Items linked to", fraction(found.target, found.targets)),
        ("Links", f"{len(links):,}"),
    )


def link_parts(
    row: CrosswalkRow, sides: tuple[Framework, Framework], links: Iterable[CrosswalkLinkRow], *, named: bool
) -> tuple[LinkPart, ...]:
    """Links in the order of the source's tree, then of the target's."""
    places: list[Mapping[str, int]] = [{id: at for at, id in enumerate(tree_of(side).order)} for side in sides]
    items = [{item.id: item for item in side.items} for side in sides]
    ends = [str(row.source.uuid), str(row.target.uuid)]

    def one(link: CrosswalkLinkRow) -> LinkPart:
        source, target = items[0].get(link.source_item), items[1].get(link.target_item)
        return LinkPart(
            source=Link(text=source.name if source else link.source_item, href=_item(ends[0], link.source_item)),
            source_id=link.source_item,
            source_says=source.statement if source else "",
            relation=link.relation,
            says=says(link.relation),
            target=Link(text=target.name if target else link.target_item, href=_item(ends[1], link.target_item)),
            target_id=link.target_item,
            target_says=target.statement if target else "",
            strength=link.strength,
            strength_says=STRENGTHS.get(link.strength or 0, ""),
            note=link.note,
            by=(link.by.name if link.by else "") if named else "",
            at=link.at if named else None,
        )

    return tuple(
        one(each) for each in sorted(links, key=lambda each: (places[0].get(each.source_item, 0), places[1].get(each.target_item, 0)))
    )


def _item(version: str, id: str) -> str:
    return reverse("frameworks:item", args=[version, id])
