"""One table of statements, row by row, by the columns that the recipe names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curricle.core.registry import pillar_of
from curricle.interop.prose.blocks import Block, Mark, Row, Spot
from curricle.interop.prose.codes import leading_code, shape, whole_code
from curricle.interop.prose.recipe import Part, Table, folded
from curricle.interop.prose.statements import Entry
from curricle.interop.prose.tables import Grid, grid_of, guess_table, matches

if TYPE_CHECKING:
    from curricle.interop.prose.understand import Walk

DEEP = 90  # a level below all headings, for groups that stand in a table


def read_table(walk: Walk, at: int, block: Block) -> None:
    """Adds the table's statements, or leaves it out with the reason."""
    grid = grid_of(block)
    table = next((each for each in walk.recipe.tables if matches(each, grid)), None)
    strange = ""
    if table is None:
        table = guess_table([grid])
        strange = "stands in a table that the settings do not name" if table.read else ""
    if not table.read:
        for number, (row, line) in enumerate(grid.rows):
            walk.leave(at, number, row.place, " | ".join(spot.text for spot in line if spot.own and spot.text), "its table is left out")
        return
    outer = list(walk.above)
    reader = _Reader(walk, at, block, table, strange)
    for number, (row, line) in enumerate(grid.rows):
        reader.row(number, row, line, grid)
    walk.above = outer


class _Reader:
    def __init__(self, walk: Walk, at: int, block: Block, table: Table, strange: str) -> None:
        self.walk, self.at, self.block, self.strange = walk, at, block, strange
        self.by_part: dict[Part, list[int]] = {}
        for each in table.columns:
            self.by_part.setdefault(each.part, []).append(each.column)
        self.groups: dict[int, str] = {}
        self.outer = list(walk.above)
        self.last: Entry | None = None

    def row(self, number: int, row: Row, line: tuple[Spot, ...], grid: Grid) -> None:
        filled = [spot for spot in line if spot.own and spot.text]
        if not filled:
            return
        code, text, marks = self._statement(line)
        if not code and len(filled) == 1 and line[0].text and (line[0].columns == grid.width or (line[0].own and not text)):
            self._section(number, row, line[0])
            return
        if not text:
            if code and self.last is not None:
                self.last.doubt("the row after it has a code and no statement")
            self.walk.leave(self.at, number, row.place, " | ".join(spot.text for spot in filled), "the row has no statement")
            return
        unsure = self._grouped(number, row, line)
        entry = self.walk.entry(self.at, number, row.place, group=False, code=code, text=text, kind=self.walk.kind(code))
        entry.page = row.page
        entry.pillar = pillar_of(self._text(line, Part.PILLAR))
        entry.level, entry.notes = self._text(line, Part.LEVEL), self._text(line, Part.NOTES)
        self.walk.mark(entry, (*row.marks, *marks, *(mark for mark in self.block.marks if mark is not Mark.LOOKS)))
        for says in (unsure, self.strange):
            if says:
                entry.doubt(says)
        if not code:
            entry.doubt("has no code")
        elif shape(code) not in self.walk.asked:
            entry.doubt("its code is of another shape than the others")
        if "\n" in text:
            entry.doubt("its cell holds more than one paragraph")
        self.last = entry

    def _statement(self, line: tuple[Spot, ...]) -> tuple[str, str, set[Mark]]:
        marks: set[Mark] = set()
        for column in self.by_part.get(Part.BOTH, ()):
            if column < len(line) and line[column].own:
                code, rest = leading_code(line[column].text.strip())
                return code, rest, set(line[column].marks)
        code = text = ""
        for column in self.by_part.get(Part.CODE, ())[:1]:
            if column < len(line) and line[column].own:
                held = line[column].text.strip()
                code = whole_code(held) or held[:100]
                marks |= set(line[column].marks)
        for column in self.by_part.get(Part.STATEMENT, ())[:1]:
            if column < len(line):
                text = line[column].text.strip()
                marks |= set(line[column].marks) | ({Mark.MERGED} if line[column].columns > 1 else set())
        return code, text, marks

    def _grouped(self, number: int, row: Row, line: tuple[Spot, ...]) -> str:
        """Opens a group where the theme changes; why it is not certain, or ""."""
        unsure = ""
        for column in self.by_part.get(Part.GROUP, ()):
            spot = line[column] if column < len(line) else Spot()
            theme = spot.text.strip()
            doubtful = [mark for mark in spot.marks if mark is not Mark.MERGED]
            if doubtful:
                unsure = f"its theme {doubtful[0].says}" if doubtful[0] is not Mark.CARRIED else Mark.CARRIED.says
            if not theme:
                unsure = "its theme is empty; that of the row above is taken" if self.groups.get(column) else "its theme is empty"
                continue
            if folded(theme) == self.groups.get(column):
                continue
            self.groups = {held: text for held, text in self.groups.items() if held < column} | {column: folded(theme)}
            code, title = leading_code(theme)
            code, title = (code, title) if any(sign.isdigit() for sign in code) else ("", theme)
            self.walk.above = [each for each in self.walk.above if each[0] < DEEP + column]
            parent = next((each for _, each in reversed(self.walk.above) if each is not None), None)
            if parent is not None and folded(parent.text) == folded(title):
                continue  # the theme repeats the heading that it stands under
            entry = self.walk.entry(self.at, number, row.place, group=True, code=code, text=title, kind="theme")
            entry.page = row.page
            self.walk.above.append((DEEP + column, entry))
        return unsure

    def _section(self, number: int, row: Row, spot: Spot) -> None:
        """A row of one cell is a heading within the table."""
        code, title = leading_code(spot.text.strip())
        entry = self.walk.entry(self.at, number, row.place, group=True, code=code, text=title, kind="theme")
        entry.page = row.page
        if spot.columns == 1:
            entry.doubt("the row above it is taken for a heading")
        self.walk.above = [*self.outer, (DEEP, entry)]
        self.groups = {}

    def _text(self, line: tuple[Spot, ...], part: Part) -> str:
        return "\n".join(
            line[column].text.strip() for column in self.by_part.get(part, ()) if column < len(line) and line[column].text.strip()
        )
