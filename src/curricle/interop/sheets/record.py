"""Reading rows and facts of our own workbooks: every problem is noted with its cell, and reading goes on to find the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from curricle.door.grid import Sheet, Workbook
from curricle.door.problems import Problem, Refused, Weight
from curricle.door.table import Line, letters, lines
from curricle.interop.sheets.column import EXAMPLE, Column, Fact

_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class Problems:
    """A list in the making. `stop` refuses when an error is in it."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def error(self, at: str, says: str) -> None:
        self.found.append(Problem(at=at, says=says))

    def warn(self, at: str, says: str) -> None:
        self.found.append(Problem(at=at, says=says, severity=Weight.WARNING))

    def stop(self) -> None:
        """Raises Refused with everything found so far when one of it is an error."""
        if any(problem.severity is Weight.ERROR for problem in self.found):
            raise Refused(self.found)


class Cell:
    """One cell: its text and its place, read as what the field needs. A wrong value is a problem and reads as the default."""

    def __init__(self, text: str, at: str | Callable[[], str], problems: Problems) -> None:
        self.text = text
        self.trim = text.strip()
        self._at = at
        self._problems = problems

    @property
    def at(self) -> str:
        """Its place; put into words when a problem needs it, for most cells have none."""
        return self._at if isinstance(self._at, str) else self._at()

    def whole(self, default: int, name: str) -> int:
        """A whole number; "20.0" is 20."""
        if not self.trim:
            return default
        try:
            number = Decimal(self.trim.rstrip("%").replace(",", ""))
            if number == number.to_integral_value() and abs(number) < 10**9:
                return int(number)
        except InvalidOperation:
            pass
        self._problems.error(self.at, f"{name} must be a whole number, and {self.trim!r} is not")
        return default

    def minutes(self, default: int, name: str) -> int:
        """Hours as "12", "12.5" or "12:30", in whole minutes."""
        if not self.trim:
            return default
        try:
            hours, _, rest = self.trim.partition(":")
            total = Decimal(hours.replace(",", "")) * 60 + (Decimal(rest) if rest else 0)
            if abs(total) < 10**9:
                return int(total.to_integral_value())
        except InvalidOperation:
            pass
        self._problems.error(self.at, f"{name} must be hours such as 12, 12.5 or 12:30, and {self.trim!r} is not")
        return default

    def yes(self, default: bool, name: str) -> bool:
        word = self.trim.casefold()
        if not word:
            return default
        if word in {"yes", "y", "true", "1", "x", "✓"}:
            return True
        if word not in {"no", "n", "false", "0"}:
            self._problems.error(self.at, f"{name} must be yes or no, and {self.trim!r} is neither")
        return False

    def date(self, name: str) -> date | None:
        """2027-09-20 or 20/09/2027; None when empty."""
        if not self.trim:
            return None
        british = _BRITISH.fullmatch(self.trim)
        try:
            if british:
                return date(int(british[3]), int(british[2]), int(british[1]))
            return date.fromisoformat(self.trim[:10])
        except ValueError:
            self._problems.error(self.at, f"{name} must be a date such as 2027-09-20, and {self.trim!r} is not")
            return None

    def parts(self) -> tuple[str, ...]:
        """A list written with semicolons or on several lines."""
        return tuple(part.strip() for part in re.split(r"[;\n]", self.text) if part.strip())

    def choice(self, known: Mapping[str, str], name: str) -> str:
        """The value that the cell names, ignoring case; "" when empty, a problem when unknown."""
        word = self.trim.casefold()
        if word and word not in known:
            self._problems.error(self.at, f"{name} {self.trim!r} is not one of {', '.join(dict.fromkeys(known.values()))}")
        return known.get(word, "")


class Row:
    """One row of a table, by field."""

    def __init__(self, line: Line, columns: Mapping[str, Column], problems: Problems) -> None:
        self._line = line
        self._columns = columns
        self._problems = problems
        self.at = line.place()
        self.number = line.at

    def cell(self, field: str) -> Cell:
        key = self._columns[field].key
        return Cell(self._line.get(key), lambda: self._line.place(key), self._problems)

    def text(self, field: str) -> str:
        """To the byte."""
        return self._line.get(self._columns[field].key)

    def trim(self, field: str) -> str:
        return self.text(field).strip()


def table(sheet: Sheet | None, columns: Sequence[Column], needed: Sequence[str], problems: Problems, *, heading: int = 0) -> Iterator[Row]:
    """The rows of a table sheet, without example rows. A missing column is an error, an unknown one a warning."""
    if sheet is None:
        return
    by_field = {column.field: column for column in columns}
    try:
        found = list(lines(sheet, heading=heading, rename=letters))
    except Refused as stop:
        problems.found.extend(stop.problems)
        return
    present = {letters(text): at for at, text in enumerate(sheet.rows[heading])} if sheet.rows else {}
    lost = [by_field[field].heading for field in needed if by_field[field].key not in present]
    for name in lost:
        problems.error(sheet.title, f"the column {name!r} is missing")
    for key, at in present.items():
        if key and key not in {column.key for column in columns}:
            problems.warn(sheet.place(heading, at), f"the column {sheet.text(heading, at)!r} is not one of ours and was not read")
    if lost:
        return
    problems.found.extend(sheet.error_problems())
    for line in found:
        if line.get("id").strip().casefold() != EXAMPLE:
            yield Row(line, by_field, problems)


def facts(sheet: Sheet, known: Sequence[Fact], problems: Problems) -> dict[str, Cell]:
    """field -> cell of a sheet of label and value; a label twice is an error, an unknown one a warning."""
    by_key = {fact.key: fact for fact in known}
    found: dict[str, Cell] = {}
    problems.found.extend(sheet.error_problems())
    for at in range(1, len(sheet.rows)):
        label, value = sheet.text(at, 0), sheet.text(at, 1)
        fact = by_key.get(letters(label))
        if fact is None:
            if value.strip():
                problems.warn(sheet.place(at, 0), f"{label!r} is not one of the fields and was not read")
        elif fact.field in found:
            problems.error(sheet.place(at, 0), f"the field {label!r} stands here for the second time (first: {found[fact.field].at})")
        else:
            found[fact.field] = Cell(value, sheet.place(at, 1), problems)
    return found


def needs_sheets(workbook: Workbook, names: Sequence[str], problems: Problems) -> None:
    """An error for each sheet that is not there."""
    for name in names:
        if workbook.sheet(name) is None:
            problems.error("the file", f"the sheet '{name}' is missing")


def fact_value(fact: Fact, cell: Cell | None, default: object) -> object:
    """What a fact says, in the type of its kind; `default` where its line is missing or empty."""
    if cell is None or not cell.trim:
        return default
    readers: dict[str, Callable[[], object]] = {
        "whole": lambda: cell.whole(0, fact.label),
        "hours": lambda: cell.minutes(0, fact.label),
        "yes": lambda: cell.yes(False, fact.label),
        "date": lambda: cell.date(fact.label),
        "list": cell.parts,
    }
    return readers.get(fact.kind, lambda: cell.text)()
