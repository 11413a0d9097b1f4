"""A crosswalk as a sheet that can be filled in and brought back: codes, with the statements beside them to read."""

from __future__ import annotations

from collections.abc import Iterable

from curricle.core.crosswalk import CrosswalkLink
from curricle.core.framework import Framework
from curricle.core.papers.grid import CellStyle, GridCell, Sheet, Workbook

HEAD = ("From code", "Relation", "To code", "Strength", "Note", "From statement", "To statement")
WIDTHS = (14, 14, 14, 10, 40, 60, 60)


def link_row(source: Framework, target: Framework, link: CrosswalkLink) -> tuple[str, ...]:
    """The cells of one link; an item without a code, or with one that others have, stands by its id."""
    old, new = _one(source, link.source), _one(target, link.target)
    strength = "" if link.strength is None else str(link.strength)
    return (old[0], link.relation, new[0], strength, link.note, old[1], new[1])


def crosswalk_book(title: str, source: Framework, target: Framework, links: Iterable[CrosswalkLink]) -> Workbook:
    """One sheet, Links."""
    rows = tuple(tuple(GridCell(cell, CellStyle.WRAP) for cell in link_row(source, target, each)) for each in links)
    sheet = Sheet(name="Links", head=tuple(GridCell(word, CellStyle.HEAD) for word in HEAD), rows=rows, widths=WIDTHS, columns_kept=3)
    return Workbook(file=file_name(source, target), title=title, sheets=(sheet,))


def file_name(source: Framework, target: Framework) -> str:
    """A name for files of the crosswalk, without an ending."""
    words = f"{source.code}-{source.version}-to-{target.code}-{target.version}"
    return "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in words)


def _one(framework: Framework, id: str) -> tuple[str, str]:
    item = next((each for each in framework.items if each.id == id), None)
    if item is None:
        return id, ""
    twice = sum(each.code.casefold() == item.code.casefold() for each in framework.items) > 1
    return (item.id if twice or not item.code else item.code), item.statement
