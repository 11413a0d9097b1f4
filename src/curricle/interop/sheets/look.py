"""What a page shows beside a recipe: each column with its heading and some of its cells, each mark with how often it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from curricle.door.grid import Sheet, Workbook, column_name
from curricle.interop.sheets.marks import STANDARD, Meaning, is_number, mark_key, meaning_of
from curricle.interop.sheets.recipe import Part, Recipe, SheetRecipe
from curricle.interop.sheets.signature import sheet_for
from curricle.interop.sheets.spread import Spread
from curricle.interop.sheets.table_end import end_of, grid_of

_LONGEST_MARK = 20
_SAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLook:
    """One column: its letter, what stands above the first row, some of its cells, and what the recipe says it holds.

    `part` is None for a column that the recipe does not name; `grid` says that its cells are marks of a cross-tab.
    """

    column: int
    name: str
    heading: str
    samples: tuple[str, ...]
    part: Part | None
    grid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkLook:
    """One mark of the cells: how often it stands and what it means by the recipe."""

    text: str
    count: int
    means: Meaning


def columns_of(sheet: Sheet, recipe: SheetRecipe) -> tuple[ColumnLook, ...]:
    """Every column of the sheet that holds something."""
    spread = Spread(sheet)
    parts = {use.column: use.part for use in recipe.columns}
    grid = set(grid_of(spread, recipe))
    heads = [row for row in range(min(recipe.first_row, spread.height)) if not spread.banner(row)]
    looks = []
    for column in range(spread.width):
        above = [text for row in heads if (text := spread.text(row, column))]
        below = (text for row in range(recipe.first_row, end_of(spread, recipe)) if (text := spread.text(row, column)))
        samples = tuple(text for text, _ in zip(dict.fromkeys(below), range(_SAMPLES), strict=False))
        if above or samples:
            heading = above[-1] if above else ""
            look = ColumnLook(
                column=column,
                name=column_name(column),
                heading=heading,
                samples=samples,
                part=parts.get(column),
                grid=column in grid,
            )
            looks.append(look)
    return tuple(looks)


def marks_found(workbook: Workbook, recipe: Recipe) -> tuple[MarkLook, ...]:
    """Every mark that stands in the sheets of the recipe, the most frequent first."""
    counts: Counter[str] = Counter()
    for each in recipe.sheets:
        sheet = sheet_for(workbook, each.sheet)
        if sheet is not None:
            counts.update(marks_of(Spread(sheet), each))
    known = {mark.text: mark.means for mark in recipe.marks}
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(MarkLook(text=text, count=count, means=meaning_of(text, known, recipe.numbers)) for text, count in ordered)


def marks_of(spread: Spread, recipe: SheetRecipe) -> Iterator[str]:
    """The marks of one sheet as they are compared, one for each filled cell."""
    columns = {use.column for use in recipe.columns if use.part is Part.MARK} | set(grid_of(spread, recipe))
    for row in range(recipe.first_row, end_of(spread, recipe)):
        if not spread.total(row) and not spread.banner(row):
            keys = (mark_key(spread.text(row, column)) for column in sorted(columns))
            yield from (key for key in keys if key and len(key) <= _LONGEST_MARK)


def usual(text: str) -> bool:
    """Whether a mark means the same everywhere, so that nobody need be asked."""
    key = mark_key(text)
    return key in STANDARD or is_number(key)
