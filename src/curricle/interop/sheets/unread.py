"""What a recipe passes over in a sheet, said once: columns that are not read, and rows below the table."""

from __future__ import annotations

from collections.abc import Iterable

from curricle.door.grid import Sheet
from curricle.interop.sheets.look import ColumnLook, columns_of
from curricle.interop.sheets.recipe import Part, SheetRecipe
from curricle.interop.sheets.sheet_reader import short
from curricle.interop.sheets.spread import Spread

_PASSED = (None, Part.NOTE, Part.IGNORE)


def unread(sheet: Sheet, recipe: SheetRecipe) -> Iterable[str]:
    """A sentence on the columns and one on the rows that hold something and are not read."""
    passed = [look for look in columns_of(sheet, recipe) if look.part in _PASSED and not look.grid and look.samples]
    if passed:
        yield f"{'Column' if len(passed) == 1 else 'Columns'} {_joined(passed)} {'is' if len(passed) == 1 else 'are'} not read."
    spread = Spread(sheet)
    rows = [] if recipe.last_row is None else [row for row in range(recipe.last_row + 1, spread.height) if not spread.blank(row)]
    if rows:
        which = f"Row {rows[0] + 1} stands" if len(rows) == 1 else f"Rows {rows[0] + 1} to {rows[-1] + 1} stand"
        first = next(text for text in spread.rows[rows[0]] if text)
        yield f"{which} below the table and {'is' if len(rows) == 1 else 'are'} not read: {short(first)}."


def _joined(looks: list[ColumnLook]) -> str:
    names = [f"{look.name} ({' '.join(look.heading.split())})" if look.heading else look.name for look in looks]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
