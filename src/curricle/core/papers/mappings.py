"""The mappings: outcome × item for each lens, then assessment × outcome; each row names document, section and page (meanings, 19).

A list per item, because a wide grid does not fit a page; the grid itself is in the workbook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from curricle.core.alignment import Coverage, ItemCoverage, Use
from curricle.core.framework import Item
from curricle.core.module import Module
from curricle.core.papers import descriptor
from curricle.core.papers.locate import Located, contents_list, pointer
from curricle.core.papers.strip import KEY, coverage_strip
from curricle.core.papers.tree import Align, Emphasis, Meta, Paper, Row, Run, Tone
from curricle.core.papers.wording import capital, count, framework_name, item_label
from curricle.core.papers.writer import Writer, group, row
from curricle.core.programme import Programme
from curricle.core.registry import kind_label
from curricle.core.terms import Letter

ID = "mappings"
COLUMNS = (("Met in", 31), ("How", 25), ("Assessed by", 22), ("Document, section and page", 122))


def mappings(programme: Programme, coverages: Sequence[Coverage], meta: Meta, where: Mapping[str, Located]) -> Paper:
    """`where`: the anchors of the module descriptors."""
    writer = Writer(ID)
    writer.say(KEY, Tone.NOTE)
    spots = outcome_anchors(programme)
    for at, coverage in enumerate(coverages, 1):
        _lens(writer, at, coverage, {id: pointer(where, anchor) for id, anchor in spots.items()})
    _assessments(writer, programme, where)
    blocks = (*contents_list(writer.blocks, ID), *writer.blocks)
    return Paper(id=ID, file="mappings", title="Mappings", subtitle=meta.programme, meta=meta, blocks=blocks)


def item_anchor(lens: int, item: int) -> str:
    """Anchor of an item's first row; both counted from 1, items in framework order."""
    return f"{ID}-lens-{lens}-item-{item}"


def mapped(coverages: Sequence[Coverage]) -> Mapping[tuple[str, str], str]:
    """(kind of place, id) -> anchor in this paper, for lenses and items."""
    spots = {("lens", coverage.framework.id): f"{ID}-lens-{at}" for at, coverage in enumerate(coverages, 1)}
    for at, coverage in enumerate(coverages, 1):
        spots |= {("item", each.item.id): item_anchor(at, place) for place, each in enumerate(coverage.items, 1)}
    return spots


def outcome_anchors(programme: Programme) -> Mapping[str, str]:
    """Outcome id -> anchor of its row in the module descriptors."""
    return {
        outcome.id: descriptor.module_anchor(at, f"outcome-{place}")
        for at, module in enumerate(programme.modules)
        for place, outcome in enumerate(module.outcomes, 1)
    }


def _lens(writer: Writer, at: int, coverage: Coverage, spots: Mapping[str, tuple[object, ...]]) -> None:
    writer.section(f"{framework_name(coverage.framework)}", f"lens-{at}")
    writer.blocks.append(coverage_strip(coverage, "Coverage strip"))
    number = {each.item.id: place for place, each in enumerate(coverage.items, 1)}
    for title, held in _by_heading(coverage):
        if title:
            writer.part(title)
        rows: list[Row] = []
        for each in held:
            rows += _item_rows(each, item_anchor(at, number[each.item.id]), spots)
        writer.table("" if title else "Items", COLUMNS, rows)
    astray = len(coverage.on_headings) + len(coverage.on_unknown)
    if astray:
        writer.say(f"{count(astray, 'claim')} on headings or on items that this version does not hold cover nothing.", Tone.NOTE)


def _by_heading(coverage: Coverage) -> Iterable[tuple[str, list[ItemCoverage]]]:
    """Items under the top item above them; items that stand at the top themselves by kind."""
    items = {item.id: item for item in coverage.framework.items}
    groups: dict[str, list[ItemCoverage]] = {}
    coded = _with_code(coverage)
    for each in coverage.items:
        above = [items[id] for id in coverage.tree.ancestors(each.item.id)]
        name = _heading(above[-1], coded) if above else kind_label(each.item.kind)
        groups.setdefault(name, []).append(each)
    return groups.items()


def _with_code(coverage: Coverage) -> bool:
    """Whether headings are printed after their codes: not where every text already opens with its own ("A. Assessment").

    One answer a framework, so that "A Assessment" and "B The limb" keep their letters alike.
    """
    tops = [item for item in coverage.framework.items if not coverage.tree.parent[item.id] and not coverage.tree.is_leaf(item.id)]
    return not all(re.match(rf"{re.escape(item.code)}(?!\w)", item.title or item.statement) for item in tops if item.code)


def _heading(item: Item, coded: bool) -> str:
    words = item.title or item.statement
    short = words if len(words) <= 90 else words[:89] + "…"
    return f"{item.code} {short}".strip() if coded else short


def _item_rows(each: ItemCoverage, anchor: str, spots: Mapping[str, tuple[object, ...]]) -> list[Row]:
    label = item_label(each.item)
    head = [Run(f"{label} ", Emphasis.STRONG)] if label else []
    if each.item.statement and each.item.statement != label:
        head.append(Run(each.item.statement))
    rows = [group(*head, Run(f"\n{capital(status(each))}", Emphasis.EMPHASIS))]
    if not each.uses:
        rows.append(row("Not met", "–", "–", "No module outcome claims it.", anchor=anchor))
    for place, use in enumerate(each.uses):
        rows.append(_use_row(use, anchor if not place else "", spots.get(use.outcome, (Run("–"),))))
    return rows


def _use_row(use: Use, anchor: str, spot: tuple[object, ...]) -> Row:
    found = (*spot, Run(f"\n{use.reason}", Emphasis.EMPHASIS)) if use.reason else spot
    how = f"{use.letter.value} {use.letter.word}" + ("" if use.stands else " (no assessment behind it)")
    by = ", ".join(use.assessments) if use.letter is Letter.A else ""
    return row(f"{use.module_code} {use.outcome_code}", how, by or "–", found, anchor=anchor)


def status(each: ItemCoverage) -> str:
    """How an item stands, in words: "taught and assessed", "taught, never assessed" or "missed"."""
    if not each.taught:
        return "missed"
    return "taught and assessed" if each.assessed else "taught, never assessed"


def _assessments(writer: Writer, programme: Programme, where: Mapping[str, Located]) -> None:
    rows: list[Row] = []
    for at, module in enumerate(programme.modules):
        if module.assessments or module.outcomes:
            rows += _module_rows(module, at, where)
    if rows:
        writer.section("Assessments and outcomes", "assessments")
        columns = (("Assessment", 30), ("Weight", 12, Align.END), ("Outcomes it assesses", 22), ("Document, section and page", 36))
        writer.table("Each assessment and the outcomes it assesses", columns, rows)


def _module_rows(module: Module, at: int, where: Mapping[str, Located]) -> list[Row]:
    codes = {outcome.id: outcome.code for outcome in module.outcomes}
    rows = [group(Run(f"{module.code} ", Emphasis.STRONG), Run(module.title))]
    for place, each in enumerate(module.assessments, 1):
        found = pointer(where, descriptor.module_anchor(at, f"assessment-{place}"))
        assessed = ", ".join(codes.get(id, "?") for id in each.outcomes) or "None"
        rows.append(row(f"{each.code} {each.title}".strip(), descriptor.weight(module, each), assessed, found))
    left = [outcome.code for outcome in module.outcomes if outcome.id not in module.assessed_outcomes]
    if left:
        rows.append(row("No assessment", "–", ", ".join(left), pointer(where, descriptor.module_anchor(at, "outcomes"))))
    return rows
