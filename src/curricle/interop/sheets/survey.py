"""A first look at one sheet: where known items stand, what the columns beside them are called, which cells name the module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curricle.door.grid import Sheet
from curricle.interop.sheets.code_list import is_list
from curricle.interop.sheets.codes import Items, Match
from curricle.interop.sheets.labels import is_numbering, mark_like, outcome_parts, part_of
from curricle.interop.sheets.marks import STANDARD, is_number, mark_key
from curricle.interop.sheets.module_cells import cells_of
from curricle.interop.sheets.recipe import CellUse, ColumnUse, HeadText, Part
from curricle.interop.sheets.spread import Spread

#: Rows that a guess looks at; reading by the recipe goes to the end.
_MOST_ROWS = 1_500


@dataclass(frozen=True, slots=True)
class Run:
    """A row or a column in which known items stand: its place, and the items by their place in it."""

    at: int
    items: dict[int, Match]

    @property
    def distinct(self) -> int:
        return len({match.item.id for match in self.items.values()})


class Survey:
    """`hits`: (row, column) -> the mappable item named there; `lists`: column -> how many cells list several codes."""

    def __init__(self, sheet: Sheet, items: Items) -> None:
        self.spread = Spread(sheet)
        self.items = items
        self.hits: dict[tuple[int, int], Match] = {}
        self.lists: Counter[int] = Counter()
        for row in range(min(self.spread.height, _MOST_ROWS)):
            for column in range(self.spread.width):
                self._look(row, column, self.spread.text(row, column))

    def _look(self, row: int, column: int, text: str) -> None:
        if not text or mark_key(text) in STANDARD or (is_number(text) and not self.items.by_code(text)):
            return
        if is_list(self.items, text):
            self.lists[column] += 1
            return
        match = self.items.find(text)
        if match and (match.framework, match.item.id) in self.items.mappable:
            self.hits[row, column] = match

    def best(self, axis: int) -> Run:
        """The row (axis 0) or column (axis 1) that names most items; the first of equals."""
        runs: dict[int, dict[int, Match]] = {}
        for place, match in self.hits.items():
            runs.setdefault(place[axis], {})[place[1 - axis]] = match
        best = max(runs, key=lambda at: (len({match.item.id for match in runs[at].values()}), -at), default=-1)
        return Run(best, runs.get(best, {}))

    def frameworks(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The frameworks that name these texts, the one that names most first; a later one only if it names others still."""
        left, chosen = list(dict.fromkeys(texts)), list[str]()
        while left:
            counts = {id: sum(self._names(text, id) for text in left) for id in self.items.frameworks if id not in chosen}
            best = max(counts, key=lambda id: counts[id], default="")
            if not counts.get(best):
                break
            chosen.append(best)
            left = [text for text in left if not self._names(text, best)]
        return tuple(chosen)

    def _names(self, text: str, framework: str) -> bool:
        return is_list(self.items, text, (framework,)) or self.items.find(text, (framework,)) is not None

    def head(self, column: int, first: int, heading: int) -> str:
        """The heading of a column: in the heading row, else the nearest above the data that is no banner."""
        for row in (heading, *range(first - 1, -1, -1)):
            text = self.spread.text(row, column)
            if text and row < first and not self._wide(row, text):
                return text
        return ""

    def _wide(self, row: int, text: str) -> bool:
        return self.spread.banners.get(row, 0) > 2 and self.spread.rows[row].count(text) > 2

    def labels(self, columns: Iterable[int], first: int, heading: int, *, left: bool = True) -> list[ColumnUse]:
        """What the columns beside the marks hold; `left` of the marks, unclear ones become module, outcome text or title."""
        found: list[ColumnUse] = []
        numbering = -1
        for column in columns:
            rows = [row for row in range(first, self.spread.height) if not self.spread.total(row) and not self.spread.banner(row)]
            cells = [self.spread.text(row, column) for row in rows]
            head = self.head(column, first, heading)
            if not head and not any(cells):
                continue
            part = part_of(head, cells)
            if not left and part is None and head and mark_like(next((text for text in cells if text), "x")):
                continue  # an item that is not known: understanding names it
            if part is None and numbering < 0 and is_numbering(head, cells):
                numbering, part = column, Part.OUTCOME
            found.append(ColumnUse(column=column, part=part or _unclear(found, cells, left)))
        return [_numbered(use, numbering, found, self._coded(found, numbering, first)) for use in found]

    def _coded(self, found: Iterable[ColumnUse], but: int, first: int) -> bool:
        """Whether a column other than `but` holds the codes of outcomes."""
        texts = [
            self.spread.text(row, use.column)
            for use in found
            if use.part is Part.OUTCOME and use.column != but
            for row in range(first, self.spread.height)
        ]
        return any(outcome_parts(text) for text in texts)

    def cells(self, before: int) -> tuple[CellUse, ...]:
        """The cells above the table that speak of the sheet's module."""
        return cells_of(self.spread, before, self.hits)

    def heads(self, row: int, columns: Sequence[int], uses: Sequence[ColumnUse]) -> tuple[HeadText, ...]:
        """The headings that must stand again where they stood for a kept recipe to fit."""
        chosen = sorted({*columns, *(use.column for use in uses if use.part not in (Part.NOTE, Part.IGNORE))})
        return tuple(HeadText(row=row, column=column, text=text) for column in chosen if (text := self.spread.text(row, column)))


def _numbered(use: ColumnUse, numbering: int, found: Sequence[ColumnUse], coded: bool) -> ColumnUse:
    """A column "No." counts the outcomes of the sheet's module; beside modules or codes of outcomes it only counts rows."""
    rows_only = coded or any(each.part in (Part.MODULE, Part.MODULE_TITLE) for each in found)
    return ColumnUse(column=use.column, part=Part.IGNORE) if use.column == numbering and rows_only else use


def _unclear(found: Sequence[ColumnUse], cells: Sequence[str], left: bool) -> Part:
    parts = {use.part for use in found}
    if not left or not any(cells):
        return Part.NOTE
    if not parts & {Part.MODULE, Part.MODULE_TITLE, Part.OUTCOME}:
        return Part.MODULE
    if Part.OUTCOME in parts and Part.OUTCOME_TEXT not in parts:
        return Part.OUTCOME_TEXT
    return Part.MODULE_TITLE if Part.MODULE in parts and Part.MODULE_TITLE not in parts else Part.NOTE
