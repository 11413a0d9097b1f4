"""Claims from the sheet Claims and the matrix sheets: either may be edited.

A hidden sheet keeps what was downloaded, so a change on one side is a change, not a disagreement:

    downloaded  Claims  Matrix
    D           D       A       -> A   (the matrix was edited)
    D           (none)  D       -> no claim (the row was deleted)
    D           I       A       -> a problem that names both cells
    (none)      I       A       -> a problem that names both cells
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curricle.core.framework import Framework
from curricle.core.module import Claim
from curricle.core.programme import Lens
from curricle.core.terms import Letter
from curricle.door.grid import Sheet, Workbook
from curricle.door.table import letters
from curricle.interop.sheets.column import EXAMPLE
from curricle.interop.sheets.naming import UUID, find, lookup
from curricle.interop.sheets.programme_shape import BASE, CLAIMS, DOWNLOADED, MATRIX_LABELS
from curricle.interop.sheets.record import Problems, Row, table

#: module id, outcome id, framework id, item id
Key = tuple[str, str, str, str]
_NONE = ("", "")


def read_claims(
    workbook: Workbook,
    modules: Mapping[str, Mapping[str, Any]],
    names: Mapping[str, str],
    lenses: Sequence[tuple[Lens, str]],
    frameworks: Mapping[str, Framework],
    problems: Problems,
) -> dict[str, tuple[Claim, ...]]:
    """Module id -> its claims, in the order of the sheet Claims, then those that only a matrix has.

    `modules` are the modules read so far by id, `names` what a cell may write for them, `lenses` each with its matrix sheet's name.
    """
    reader = _Reader(modules, names, lenses, frameworks, problems)
    listed, reasons = reader.listed(workbook.sheet("Claims"))
    drawn, covered = reader.matrices(workbook)
    base = reader.base(workbook.sheet(DOWNLOADED)) if workbook.sheet("Claims") else {}
    found: dict[str, list[Claim]] = {}
    for key in dict.fromkeys((*listed, *drawn)):
        letter = _settle(key, listed.get(key, _NONE), drawn.get(key, _NONE), base.get(key[1:], ""), covered, problems)
        if letter:
            claim = Claim(outcome=key[1], framework=key[2], item=key[3], letter=Letter(letter), reason=reasons.get(key, ""))
            found.setdefault(key[0], []).append(claim)
    return {id: tuple(claims) for id, claims in found.items()}


def _settle(key: Key, listed: tuple[str, str], drawn: tuple[str, str], base: str, covered: Mapping[Key, str], problems: Problems) -> str:
    """The letter that holds, of (letter, place) on both sheets; "" for none."""
    if listed[0] == drawn[0] or key not in covered:
        return listed[0]
    if listed[0] == base:
        return drawn[0]
    if drawn[0] == base:
        return listed[0]
    at = listed[1] or "the sheet 'Claims'"
    one, other = listed[0] or "nothing", drawn[0] or "nothing"
    problems.error(at, f"this cell says {one} and {drawn[1] or covered[key]} says {other}; make them the same, or clear one of them")
    return ""


class _Reader:
    def __init__(
        self,
        modules: Mapping[str, Mapping[str, Any]],
        names: Mapping[str, str],
        lenses: Sequence[tuple[Lens, str]],
        frameworks: Mapping[str, Framework],
        problems: Problems,
    ) -> None:
        self.modules = modules
        self.names = names
        self.lenses = lenses
        self.problems = problems
        self.outcomes = {id: lookup((each.id, each.code) for each in module["outcomes"]) for id, module in modules.items()}
        self.items = {id: self._items(framework) for id, framework in frameworks.items()}
        # A module keeps its claims on frameworks that this programme does not look through; those are named by id.
        self.lens_names = {**lookup((lens.framework, lens.code) for lens, _ in lenses), **{id: id for id in frameworks}}

    @staticmethod
    def _items(framework: Framework) -> Mapping[str, str]:
        return lookup((item.id, item.code) for item in framework.items)

    def listed(self, sheet: Sheet | None) -> tuple[dict[Key, tuple[str, str]], dict[Key, str]]:
        """Key -> (letter, place) and key -> reason, of the sheet Claims."""
        found: dict[Key, tuple[str, str]] = {}
        reasons: dict[Key, str] = {}
        for row in table(sheet, CLAIMS, ("module", "outcome", "lens", "item", "letter"), self.problems):
            key = self._key(row)
            letter = self._letter(row.trim("letter"), row.cell("letter").at)
            if key is None:
                continue
            if key in found:
                self.problems.error(row.at, f"this outcome and item stand a second time (first: {found[key][1]}); keep one row")
            found[key] = (letter, row.cell("letter").at)
            reasons[key] = row.text("reason")
        return found, reasons

    def _key(self, row: Row) -> Key | None:
        module = self._find(row, "module", self.names, "module")
        framework = self._framework(row)
        outcome = self._outcome(row, module) if module else ""
        item = self._item(row, framework) if framework else ""
        return (module, outcome, framework, item) if module and framework and outcome and item else None

    def _framework(self, row: Row) -> str:
        if row.trim("item_id") and UUID.fullmatch(row.trim("lens")):
            return row.trim("lens")
        return self._find(row, "lens", self.lens_names, "framework on the sheet 'Lenses'")

    def _find(self, row: Row, field: str, known: Mapping[str, str], what: str) -> str:
        cell = row.cell(field)
        id = find(known, cell.text)
        if not id:
            self.problems.error(cell.at, f"there is no {what} {cell.trim!r}" if cell.trim else f"this row names no {field}")
        return id

    def _outcome(self, row: Row, module: str) -> str:
        """By its code; a code that is gone is followed by the grey id, because outcomes are renamed on their own sheet."""
        known, grey = self.outcomes[module], row.trim("outcome_id")
        if not find(known, row.trim("outcome")) and grey in known:
            self.problems.warn(
                row.cell("outcome").at, f"{row.trim('outcome')!r} is not an outcome any more; the grey id says which was meant"
            )
            return grey
        return self._find(row, "outcome", known, "outcome of this module")

    def _item(self, row: Row, framework: str) -> str:
        known = self.items.get(framework)
        if known is None:
            if not row.trim("item_id"):
                self.problems.error(
                    row.cell("item").at, "its framework is not at hand, so this item cannot be found: bring the framework first"
                )
            return row.trim("item_id")
        return self._find(row, "item", known, "item of this framework with the code")

    def _letter(self, text: str, at: str) -> str:
        letter = text.strip().upper()
        if letter and letter not in Letter.__members__:
            self.problems.error(at, f"the letter must be I, D or A, and {text.strip()!r} is none of them")
            return ""
        return letter

    def base(self, sheet: Sheet | None) -> dict[tuple[str, str, str], str]:
        """(outcome, framework, item) -> letter when the workbook was downloaded."""
        rows = table(sheet, BASE, ("outcome", "framework", "item", "letter"), self.problems) if sheet else ()
        return {(row.trim("outcome"), row.trim("framework"), row.trim("item")): row.trim("letter") for row in rows}

    def matrices(self, workbook: Workbook) -> tuple[dict[Key, tuple[str, str]], dict[Key, str]]:
        """Key -> (letter, place) of filled cells, and key -> place of every cell, of all matrix sheets."""
        filled: dict[Key, tuple[str, str]] = {}
        covered: dict[Key, str] = {}
        for lens, name in self.lenses:
            sheet = workbook.sheet(name) if name else None
            if sheet is None:
                continue
            self.problems.found.extend(sheet.error_problems())
            columns = dict(self._columns(sheet, lens.framework))
            for at, module, outcome in self._rows(sheet):
                for column, item in columns.items():
                    key, place = (module, outcome, lens.framework, item), sheet.place(at, column)
                    letter = self._letter(sheet.text(at, column), place)
                    if key in covered:
                        self.problems.error(place, f"this outcome and item stand a second time (first: {covered[key]})")
                    covered[key] = place
                    if letter:
                        filled[key] = (letter, place)
        return filled, covered

    def _columns(self, sheet: Sheet, framework: str) -> Iterator[tuple[int, str]]:
        known = self.items.get(framework)
        width = max((len(row) for row in sheet.rows), default=0)
        for column in range(len(MATRIX_LABELS), width):
            head, grey = sheet.text(0, column).strip(), sheet.text(2, column).strip()
            item = (find(known, head) if known is not None else grey) or ""
            if item:
                yield column, item
            elif any(sheet.text(at, column).strip() for at in range(len(sheet.rows))):
                self.problems.error(sheet.place(0, column), f"there is no item {head!r} in this framework")

    def _rows(self, sheet: Sheet) -> Iterator[tuple[int, str, str]]:
        labels = {letters(text): at for at, text in enumerate(MATRIX_LABELS)}
        for at in range(3, len(sheet.rows)):
            module, outcome = sheet.text(at, labels["module"]).strip(), sheet.text(at, labels["outcome"]).strip()
            if sheet.text(at, labels["id"]).strip().casefold() == EXAMPLE or not any(text.strip() for text in sheet.rows[at]):
                continue
            id = find(self.names, module)
            grey = sheet.text(at, labels["id"]).strip()
            found = (find(self.outcomes[id], outcome) or find(self.outcomes[id], grey)) if id else ""
            if found:
                yield at, id, found
            else:
                self.problems.error(
                    sheet.place(at, labels["outcome"] if id else 0), f"there is no outcome {outcome!r} of a module {module!r}"
                )
