"""The frozen sheets of the grids: what a wide mapping looks like where there is room for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CellStyle(StrEnum):
    """How a cell looks; a word or letter always says the same."""

    PLAIN = "plain"
    WRAP = "wrap"
    HEAD = "head"
    TITLE = "title"  # a line over the head, never wrapped
    UPRIGHT = "upright"  # a column head turned to read upwards
    LETTER = "letter"
    GAP = "gap"
    HOURS = "hours"  # minutes, shown and reckoned with as hours


@dataclass(frozen=True, slots=True)
class GridCell:
    """Text or a whole number (minutes in the style for hours), never a formula. `note` is a longer text shown on demand."""

    value: str | int
    style: CellStyle = CellStyle.PLAIN
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`above`: lines over the head row (title, key, strip). `head`: the head row, kept in view with `columns_kept` columns.

    `across`: how many columns one printed page holds beside those kept, which each page repeats; 0 for a sheet that fits the width.
    """

    name: str
    head: tuple[GridCell, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    widths: tuple[int, ...]  # in characters, one a column
    above: tuple[tuple[GridCell, ...], ...] = ()
    columns_kept: int = 1
    filtered: bool = True
    across: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """Sheets in order. `file` is the name without extension."""

    file: str
    title: str
    sheets: tuple[Sheet, ...]
