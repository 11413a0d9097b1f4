"""Whether a file looks like one that was read before: by its sheets and headings, never by its marks."""

from __future__ import annotations

import hashlib

from curricle.core.canonical import canonical
from curricle.door.grid import Sheet, Workbook
from curricle.interop.sheets.recipe import Recipe, SheetRecipe
from curricle.interop.sheets.spread import Spread

_LOOK = 15  # rows in which a heading is looked for


def signature(workbook: Workbook) -> str:
    """SHA-256 over the names of the visible sheets and their fullest heading row: the same after marks and rows were changed."""
    shape = [[_plain(sheet.name), list(_heading(sheet))] for sheet in workbook.sheets if not sheet.hidden]
    return hashlib.sha256(canonical(shape)).hexdigest()


def fits(recipe: Recipe, workbook: Workbook) -> bool:
    """Whether every sheet of the recipe is there with its headings where they were."""
    return bool(recipe.sheets) and all(_sheet_fits(each, workbook.sheet(each.sheet)) for each in recipe.sheets)


def _sheet_fits(recipe: SheetRecipe, sheet: Sheet | None) -> bool:
    if sheet is None:
        return False
    spread = Spread(sheet)
    return all(_plain(spread.text(head.row, head.column)) == _plain(head.text) for head in recipe.heads)


def _heading(sheet: Sheet) -> tuple[str, ...]:
    rows = Spread(sheet).rows[:_LOOK]
    counts = [sum(any(letter.isalnum() for letter in text) for text in row) for row in rows]
    if not counts:
        return ()
    first = next(at for at, count in enumerate(counts) if count * 5 >= max(counts) * 4)
    return tuple(_plain(text) for text in rows[first])


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
