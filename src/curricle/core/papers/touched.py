"""What a new version touches, as a sheet: each place with the old and the new text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curricle.core.framework import Framework
from curricle.core.papers.difference import marked
from curricle.core.papers.grid import CellStyle, GridCell, Sheet, Workbook
from curricle.core.versions.compare import ItemChange
from curricle.core.versions.touched import Touch

HEAD = ("Organisation", "What", "Title", "Where in it", "Item", "What became of it", "Old text", "New text", "Words")
WIDTHS = (28, 18, 36, 22, 12, 18, 60, 60, 60)


def touched_book(before: Framework, after: Framework, touches: Iterable[Touch], became: Mapping[str, ItemChange]) -> Workbook:
    """One sheet; `became` is `struck` of the difference."""
    old = {item.id: item for item in before.items}
    rows = []
    for each in touches:
        change, item = became[each.item], old[each.item]
        new = "\n".join(f"{part.name}: {part.statement}" for part in change.after) or "(removed)"
        words = next((marked(part.spans) for part in change.fields if part.field == "statement"), "")
        cells = (each.organisation, each.what, each.title, each.place, item.name, ", ".join(change.acts), item.statement, new, words)
        rows.append(tuple(GridCell(text, CellStyle.WRAP) for text in cells))
    sheet = Sheet(
        name="Touched",
        head=tuple(GridCell(word, CellStyle.HEAD) for word in HEAD),
        rows=tuple(rows),
        widths=WIDTHS,
        above=(
            (GridCell(f"{before.title}: what changes from {before.version} to {after.version}, and what it touches", CellStyle.TITLE),),
        ),
    )
    name = "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in f"{after.code}-{before.version}-to-{after.version}-touches")
    return Workbook(file=name, title=f"What {after.title} {after.version} touches", sheets=(sheet,))
