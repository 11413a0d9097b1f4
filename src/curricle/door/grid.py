"""Sheets of cells, whatever file they came in. Rows and columns count from 0 here and from 1 (A) in places.

sheet 'Clinical'          sheet.text(13, 2) -> "wound care"
    A     B     C         sheet.place(13, 2) -> "sheet 'Clinical', cell C14"
14  …     …     wound care
"""

from __future__ import annotations

from dataclasses import dataclass

from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Problem, Refused, refuse
from curricle.door.strict_csv import ragged, rows


def column_name(column: int) -> str:
    """ "A" for 0, "Z" for 25, "AA" for 26."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def cell(row: int, column: int) -> str:
    """ "C14" for row 13, column 2."""
    return f"{column_name(column)}{row + 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One grid of texts. Rows may differ in length; `text` answers "" beyond their end.

    Numbers stand as they would be typed ("1.1", "3"), dates as 2027-09-20, an error such as #REF! as its own name.
    `merged` holds (first row, first column, last row, last column); only the first cell of a range has text.
    `errors` names the cells that hold an error value; `lines` the file's line of each row, for CSV.
    `hidden_rows` and `hidden_columns` are not shown by a spreadsheet program.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    errors: tuple[tuple[int, int], ...] = ()
    lines: tuple[int, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    def text(self, row: int, column: int) -> str:
        """What stands in the cell, to the byte; "" where there is none."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def place(self, row: int, column: int | None = None) -> str:
        """ "sheet 'Clinical', cell C14" (or "row 14"); for CSV "line 14, column 3"."""
        if self.lines:
            line = f"line {self.lines[row] if row < len(self.lines) else row + 1}"
            return line if column is None else f"{line}, column {column + 1}"
        return f"sheet '{self.name}', " + (f"row {row + 1}" if column is None else f"cell {cell(row, column)}")

    @property
    def title(self) -> str:
        """What to call the whole: "sheet 'Clinical'", or "the file" for CSV."""
        return "the file" if self.lines else f"sheet '{self.name}'"

    def error_problems(self) -> tuple[Problem, ...]:
        """A refusing problem for each cell that holds #REF!, #N/A … instead of a value."""
        return tuple(
            Problem(at=self.place(*each), says=f"this cell holds the error {self.text(*each)} instead of a value") for each in self.errors
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """Every sheet of a file in its order; `problems` are warnings that did not refuse it. `format` is "xlsx" or "csv"."""

    sheets: tuple[Sheet, ...]
    format: str
    problems: tuple[Problem, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name, ignoring case, spaces at the ends and runs of space; None when there is none."""
        wanted = " ".join(name.split()).casefold()
        return next((each for each in self.sheets if " ".join(each.name.split()).casefold() == wanted), None)


def refuse_errors(*sheets: Sheet) -> None:
    """Raises Refused naming every cell of these sheets that holds an error value."""
    problems = [problem for sheet in sheets for problem in sheet.error_problems()]
    if problems:
        raise Refused(problems)


def read_csv(data: bytes, *, name: str = "", limits: Limits = DEFAULT) -> Workbook:
    """A CSV file as a workbook of one sheet. Raises Refused with line and column."""
    records = rows(data, limits=limits)
    if not any(any(row.cells) for row in records):
        raise refuse("the file", "the file holds no text")
    width = next(len(row.cells) for row in records if any(row.cells))
    sheet = Sheet(name=name, rows=tuple(row.cells for row in records), lines=tuple(row.line for row in records))
    return Workbook(sheets=(sheet,), format="csv", problems=ragged(records, width))
