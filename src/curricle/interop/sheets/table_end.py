"""Where the table of a sheet ends and remarks begin: "✓ = covered in teaching. HM to check" is no module and no item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curricle.interop.sheets.labels import is_banner, item_like, mark_like, module_parts, outcome_parts
from curricle.interop.sheets.marks import STANDARD, mark_key
from curricle.interop.sheets.recipe import Part, SheetRecipe
from curricle.interop.sheets.spread import Spread

_LEGEND = re.compile(r"(\S{1,8}|\(\S{1,6}\))\s*=\s*\S|(key|legend|notes?|remarks?|nb|n\.b\.)\s*[:.–-]", re.IGNORECASE)


def grid_of(spread: Spread, recipe: SheetRecipe) -> Iterator[int]:
    """The columns of the cross-tab: from the first to the last, without those that hold something else."""
    if recipe.first_mark is None:
        return iter(())
    last = spread.width - 1 if recipe.last_mark is None else recipe.last_mark
    others = {use.column for use in recipe.columns}
    return (column for column in range(recipe.first_mark, last + 1) if column not in others)


def end_of(spread: Spread, recipe: SheetRecipe) -> int:
    """The row after the last one that is read."""
    return spread.height if recipe.last_row is None else min(recipe.last_row + 1, spread.height)


def last_row(spread: Spread, recipe: SheetRecipe) -> int | None:
    """The last row of the table; None when nothing but blank rows stands below it.

    Remarks are a block after a blank row with a text or two in each row and no mark, or a legend right below the table.
    """
    blocks = _blocks(spread, recipe.first_row)
    columns = {use.column for use in recipe.columns if use.part is Part.MARK} | set(grid_of(spread, recipe))
    items = [use.column for use in recipe.columns if use.part is Part.ITEM]
    kept = list(blocks)
    while len(kept) > 1 and all(_remark(spread, row, columns, items) for row in kept[-1]):
        kept.pop()
    rows = kept[-1] if kept else []
    while len(rows) > 1 and _legend(spread, rows[-1], columns):
        rows = rows[:-1]
    return rows[-1] if rows and rows[-1] != blocks[-1][-1] else None


def _blocks(spread: Spread, first: int) -> list[list[int]]:
    """The filled rows from the first on, parted where a row is blank."""
    blocks: list[list[int]] = []
    for row in range(first, spread.height):
        if not spread.blank(row):
            if not blocks or blocks[-1][-1] != row - 1:
                blocks.append([])
            blocks[-1].append(row)
    return blocks


def _remark(spread: Spread, row: int, marks: set[int], items: Sequence[int]) -> bool:
    if _legend(spread, row, marks):
        return True
    texts = list(dict.fromkeys(text for text in spread.rows[row] if text))
    named = module_parts(texts[0]) or outcome_parts(texts[0]) or is_banner(texts[0])
    marked = any(mark_like(text) for column in marks if (text := spread.text(row, column)))
    coded = any(item_like(text.split()[0].strip(",;.:")) for column in items if (text := spread.text(row, column)))
    return len(texts) < 3 and not named and not marked and not coded


def _legend(spread: Spread, row: int, marks: set[int]) -> bool:
    """Whether the row explains marks: "x = taught", or a mark and its word side by side."""
    texts = [text for text in spread.rows[row] if text]
    beside = len(texts) == 2 and mark_key(texts[0]) in STANDARD and len(texts[1]) > 3
    return beside or (bool(_LEGEND.match(texts[0])) and not any(mark_like(spread.text(row, at)) for at in marks if spread.text(row, at)))
