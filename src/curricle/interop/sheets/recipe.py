"""A recipe: how to read one organisation's own mapping workbook. Kept as canonical JSON and offered when a file looks alike.

sheet 'Map'   A         B        C    D    E        items across, modules down
1             Module    Title    Mapping to KSBs    heading row: nothing is read from it
2                                K1   K2   S1       heading row: item
3             PM701     Feet     D         A        first row
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from curricle.core.canonical import DocumentError, canonical, from_document
from curricle.core.terms import Letter
from curricle.door.problems import Refused
from curricle.door.strict_json import loads
from curricle.interop.sheets.marks import Mark, Numbers


class Axis(StrEnum):
    """Where the items, or the modules, stand in a sheet."""

    ACROSS = "across"  # one in each column, named in heading rows
    DOWN = "down"  # one in each row
    LISTED = "listed"  # codes listed in the cells of one or more columns
    SHEET = "sheet"  # the whole sheet is one module (modules only)
    NONE = "none"  # the sheet describes modules and names no items (items only)


class Part(StrEnum):
    """What a column, a heading row or a single cell holds."""

    MODULE = "module"  # code, title or both
    MODULE_TITLE = "module title"
    OUTCOME = "outcome"  # code, text or both
    OUTCOME_TEXT = "outcome text"
    ITEM = "item"  # code, text, both, or a list of codes
    MARK = "mark"
    CREDITS = "credits"
    LEVEL = "level"
    ASSESSMENT = "assessment"
    WEIGHT = "weight"  # of the assessment in the same row
    NOTE = "note"  # shown, not read
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnUse:
    """What one column holds; `letter` for a mark column whose heading says the letter, such as "Assessed"."""

    column: int
    part: Part
    letter: Letter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowUse:
    """What one heading row holds."""

    row: int
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class CellUse:
    """A single cell above the table that names the module of the sheet."""

    row: int
    column: int
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadText:
    """A heading that must stand where it stood, or the recipe does not fit."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRecipe:
    """How to read one sheet. Rows and columns count from 0; `first_mark` to `last_mark` are the columns of a grid.

    `last_row` and `last_mark` of None mean to the end. `frameworks` are ids in the order in which codes are looked up; none
    named means all that are at hand.
    """

    sheet: str
    items: Axis
    modules: Axis
    first_row: int
    last_row: int | None = None
    heading_rows: tuple[RowUse, ...] = ()
    columns: tuple[ColumnUse, ...] = ()
    first_mark: int | None = None
    last_mark: int | None = None
    cells: tuple[CellUse, ...] = ()
    frameworks: tuple[str, ...] = ()
    heads: tuple[HeadText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """A person's answer: this wording is that item."""

    text: str
    framework: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to read a workbook. `unlettered` is the letter of a mark that names none; `carry` repeats a module down blank cells."""

    sheets: tuple[SheetRecipe, ...]
    marks: tuple[Mark, ...] = ()
    numbers: Numbers = Numbers.LETTERS
    unlettered: Letter = Letter.D
    carry: bool = True
    same: tuple[Same, ...] = ()
    signature: str = ""


def to_json(recipe: Recipe) -> bytes:
    """The canonical JSON of a recipe."""
    return canonical(recipe)


def from_json(data: bytes | str) -> Recipe:
    """A recipe from its JSON. Raises DocumentError with a path."""
    try:
        # A recipe comes back from a page, so it is read as strictly as any file: depth, repeated keys, half signs.
        document = loads(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    except Refused as stop:
        raise DocumentError("$", stop.problems[0].says) from stop
    return from_document(Recipe, document)
