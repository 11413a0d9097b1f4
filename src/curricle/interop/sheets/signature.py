"""Whether a file looks like one that was read before: by its sheets and headings, never by its marks."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from curricle.core.canonical import canonical
from curricle.door.grid import Sheet, Workbook
from curricle.interop.sheets.recipe import Axis, Recipe, SheetRecipe
from curricle.interop.sheets.spread import Spread
from curricle.interop.sheets.table_end import last_row

_LOOK = 15  # rows in which a heading is looked for


def signature(workbook: Workbook) -> str:
    """SHA-256 over the names of the visible sheets and their fullest heading row: the same after marks and rows were changed."""
    shape = [["" if workbook.format == "csv" else _plain(sheet.name), list(_heading(sheet))] for sheet in _visible(workbook)]
    return hashlib.sha256(canonical(shape)).hexdigest()


def fits(recipe: Recipe, workbook: Workbook) -> bool:
    """Whether a kept recipe can be offered for this file: see `adapted`."""
    return adapted(recipe, workbook) is not None


def adapted(recipe: Recipe, workbook: Workbook) -> Recipe | None:
    """The kept recipe for this file; None when a sheet is missing or its headings do not stand where they stood.

    A last row is looked for anew, because next year's table may be longer.
    Where each sheet is a module, sheets may have gone, and new ones that look alike are added. A recipe of one sheet follows
    that sheet under another name.
    """
    found = _adapted(recipe, workbook)
    return replace(found, sheets=tuple(_ended(each, sheet_for(workbook, each.sheet)) for each in found.sheets)) if found else None


def _ended(recipe: SheetRecipe, sheet: Sheet | None) -> SheetRecipe:
    return recipe if recipe.last_row is None or sheet is None else replace(recipe, last_row=last_row(Spread(sheet), recipe))


def _adapted(recipe: Recipe, workbook: Workbook) -> Recipe | None:
    kept = [each for each in recipe.sheets if _sheet_fits(each, sheet_for(workbook, each.sheet))]
    lost = [each for each in recipe.sheets if each not in kept]
    if len(recipe.sheets) == 1 and lost:
        alike = [sheet for sheet in _visible(workbook) if _sheet_fits(lost[0], sheet)]
        return replace(recipe, sheets=(replace(lost[0], sheet=alike[0].name),)) if len(alike) == 1 else None
    if not kept or any(each.modules is not Axis.SHEET for each in lost):
        return None
    names = {_plain(each.sheet) for each in recipe.sheets}
    new = [
        replace(model, sheet=sheet.name, last_row=last_row(Spread(sheet), model))
        for sheet in _visible(workbook)
        if _plain(sheet.name) not in names
        for model in [next((each for each in kept if each.modules is Axis.SHEET and _sheet_fits(each, sheet)), None)]
        if model is not None
    ]
    return replace(recipe, sheets=(*kept, *new))


def sheet_for(workbook: Workbook, name: str) -> Sheet | None:
    """The sheet that a recipe names; the only one of a CSV file whatever it is called."""
    return workbook.sheets[0] if workbook.format == "csv" else workbook.sheet(name)


def _visible(workbook: Workbook) -> list[Sheet]:
    return [sheet for sheet in workbook.sheets if not sheet.hidden]


def _sheet_fits(recipe: SheetRecipe, sheet: Sheet | None) -> bool:
    if sheet is None:
        return False
    spread = Spread(sheet)
    return bool(recipe.heads) and all(_plain(spread.text(head.row, head.column)) == _plain(head.text) for head in recipe.heads)


def _heading(sheet: Sheet) -> tuple[str, ...]:
    rows = Spread(sheet).rows[:_LOOK]
    counts = [sum(any(letter.isalnum() for letter in text) for text in row) for row in rows]
    if not counts:
        return ()
    first = next(at for at, count in enumerate(counts) if count * 5 >= max(counts) * 4)
    return tuple(_plain(text) for text in rows[first])


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
