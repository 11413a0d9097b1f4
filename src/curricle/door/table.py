"""A sheet with a heading row: cells by the name of their column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from curricle.door.grid import Sheet, cell
from curricle.door.problems import Problem, Refused


@lru_cache(maxsize=2_048)  # the same headings are asked for in every row
def letters(heading: str) -> str:
    """A heading as letters and digits in lower case: "CF Item-Type" -> "cfitemtype"."""
    return "".join(each for each in heading.casefold() if each.isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One filled row below the heading; `at` counts from 0 in the sheet."""

    sheet: Sheet
    at: int
    columns: Mapping[str, int]

    def get(self, name: str) -> str:
        """What stands in the column, to the byte; "" where the sheet has no such column."""
        column = self.columns.get(name)
        return "" if column is None else self.sheet.text(self.at, column)

    def place(self, name: str = "") -> str:
        """Where this row, or its cell in the named column, stands in the file."""
        return self.sheet.place(self.at, self.columns.get(name) if name else None)


def lines(sheet: Sheet, *, heading: int = 0, rename: Callable[[str], str] = letters) -> Iterator[Line]:
    """The filled rows below the heading row, with columns by their renamed heading.

    Raises Refused, naming both cells, when two headings become the same name. Columns without a heading are left out.
    """
    columns = headings(sheet, heading, rename)
    for at in range(heading + 1, len(sheet.rows)):
        if any(text.strip() for text in sheet.rows[at]):
            yield Line(sheet=sheet, at=at, columns=columns)


def headings(sheet: Sheet, heading: int = 0, rename: Callable[[str], str] = letters) -> Mapping[str, int]:
    """Renamed heading -> column. Raises Refused when two headings become the same name."""
    columns: dict[str, int] = {}
    problems = []
    row = sheet.rows[heading] if heading < len(sheet.rows) else ()
    for column, text in enumerate(row):
        name = rename(text)
        if name in columns:
            twin = cell(heading, columns[name]) if not sheet.lines else f"column {columns[name] + 1}"
            problems.append(Problem(at=sheet.place(heading, column), says=f"the heading {text!r} means the same as that in {twin}"))
        elif name:
            columns[name] = column
    if problems:
        raise Refused(problems)
    return columns
