"""Blocks of a PDF without tags: tables by their ruled lines, headings by size and weight, paragraphs by the space between lines.

Runs in the child process only. What is told by looks alone is marked, so that a person is asked where it matters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from curricle.interop.prose.blocks import Block, Cell, Kind, Mark, Row
from curricle.interop.prose.codes import leading_code
from curricle.interop.prose.gather import Gathered
from curricle.interop.prose.lines import Joiner, Line, lines_of
from curricle.interop.prose.stitch import stitched

NEAR = 3.0  # points within which two edges are one
EDGE = 0.12  # of the page's height, where running heads and feet stand
MOST_TABLES = 200
MOST_PLACES = 20_000  # of one table on one page
_NUMBER = re.compile(r"\d+")
_BULLET = re.compile(r"\A([•◦▪‣○■–-]) +(?=\S)")


@dataclass(slots=True)
class Table:
    page: int
    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: list[list[tuple[int, int, int, list[Line]]]]  # of (column, rows, columns, lines)

    def cells(self) -> Iterator[list[Line]]:
        return (lines for row in self.rows for *_, lines in row)


@dataclass(slots=True)
class Looked:
    """What was seen on one page: lines outside of tables, tables, its height and right edge of text."""

    page: int
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def look_at(page: Any, number: int, chars: list[dict[str, Any]], *, ruled: bool) -> Looked:
    """One page, as far as its signs have no tags."""
    seen = Looked(page=number, height=float(page.height))
    if not any(char["text"].strip() for char in chars):
        return seen
    if ruled and (page.lines or page.rects or page.curves):
        found = page.find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines"})
        for each in found[:MOST_TABLES]:
            table, chars = _table(each, number, chars)
            if table is not None:
                seen.tables.append(table)
    seen.lines = lines_of(chars, number, ordered=False)
    return seen


def _table(found: Any, number: int, chars: list[dict[str, Any]]) -> tuple[Table | None, list[dict[str, Any]]]:
    boxes = [box for box in found.cells if box]
    if len(boxes) < 2:
        return None, chars
    across = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    down = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    x0, top, x1, bottom = found.bbox
    inside = [char for char in chars if x0 <= (char["x0"] + char["x1"]) / 2 <= x1 and top <= (char["top"] + char["bottom"]) / 2 <= bottom]
    taken: set[int] = set()
    rows: list[list[tuple[int, int, int, list[Line]]]] = [[] for _ in range(max(1, len(down) - 1))]
    boxes += _unframed(boxes, across, down)
    for box in sorted(boxes, key=lambda each: (each[1], each[0])):
        mine = [
            char
            for char in inside
            if box[0] <= (char["x0"] + char["x1"]) / 2 < box[2] and box[1] <= (char["top"] + char["bottom"]) / 2 < box[3]
        ]
        taken.update(id(char) for char in mine)
        left, right = _index(across, box[0]), _index(across, box[2])
        first, last = _index(down, box[1]), _index(down, box[3])
        if first < len(rows):
            rows[first].append((left, max(1, last - first), max(1, right - left), lines_of(mine, number, ordered=False)))
    left_over = [char for char in chars if id(char) not in taken]
    table = Table(page=number, top=top, bottom=bottom, edges=across, rows=rows)
    return table, left_over


def _unframed(boxes: list[Any], across: tuple[float, ...], down: tuple[float, ...]) -> list[Any]:
    """Cells that no line closes, as a merged cell at the end of a page: the free places of one column, one below the other."""
    if len(across) * len(down) > MOST_PLACES:
        return []
    covered = {
        (row, column)
        for box in boxes
        for row in range(_index(down, box[1]), _index(down, box[3]))
        for column in range(_index(across, box[0]), _index(across, box[2]))
    }
    found = []
    for column in range(len(across) - 1):
        start: int | None = None
        for row in range(len(down)):
            free = row < len(down) - 1 and (row, column) not in covered
            if free and start is None:
                start = row
            elif not free and start is not None:
                found.append((across[column], down[start], across[column + 1], down[row]))
                start = None
    return found


def _edges(values: list[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > NEAR:
            edges.append(value)
    return tuple(edges)


def _index(edges: tuple[float, ...], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def blocks_by_looks(pages: list[Looked], joiner: Joiner, out: Gathered, *, alone: bool) -> list[Block]:
    """All blocks of all pages. `alone`: the file has no tags at all, so these are its only blocks."""
    _drop_running(pages, out)
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
        for table in page.tables:
            for lines in table.cells():
                for line in lines:
                    sizes[line.size] += len(line.text)
    if not sizes:
        return []
    body = sizes.most_common(1)[0][0]
    levels = {size: at for at, size in enumerate(sorted((size for size in sizes if size > body * 1.08), reverse=True), 1)}
    maker = _Maker(joiner=joiner, body=body, levels=levels, pitch=_pitch(pages, body))
    for page in pages:
        maker.page(page)
    blocks = maker.finish()
    return blocks if alone else [replace(block, marks=tuple(sorted({*block.marks, Mark.UNTAGGED}))) for block in blocks]


def _drop_running(pages: list[Looked], out: Gathered) -> None:
    """Lines at the same height of most pages that say the same but for numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        for name in {_running(line) for line in page.lines if _at_edge(line, page)}:
            seen[name] += 1
    repeated = {name for name, count in seen.items() if count >= max(2, len(pages) * 0.4)}
    if repeated:
        shown = next(line.text for page in pages for line in page.lines if _at_edge(line, page) and _running(line) in repeated)
        out.note("every page", f"running heads and feet are left out: “{shown[:60]}”")
    for page in pages:
        page.lines = [line for line in page.lines if not (_at_edge(line, page) and _running(line) in repeated)]


def _running(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.text), round(line.top / 8)


def _at_edge(line: Line, page: Looked) -> bool:
    return line.bottom < page.height * EDGE or line.top > page.height * (1 - EDGE)


def _pitch(pages: list[Looked], body: float) -> float:
    """The usual distance between two lines of a paragraph."""
    steps: Counter[float] = Counter()
    for page in pages:
        for one, two in zip(page.lines, page.lines[1:], strict=False):
            if one.size == two.size == body and 0 < two.top - one.top < 3 * body:
                steps[round((two.top - one.top) * 2) / 2] += 1
    return min((step for step, count in steps.items() if count * 4 >= max(steps.values())), default=body * 1.3)


@dataclass(slots=True)
class _Maker:
    joiner: Joiner
    body: float
    levels: dict[float, int]
    pitch: float
    blocks: list[Block] = field(default_factory=list)
    tables: int = 0
    on_page: dict[int, int] = field(default_factory=dict)
    open: list[Line] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    edges: tuple[float, ...] = ()

    def page(self, page: Looked) -> None:
        parts: list[Any] = sorted([*page.lines, *page.tables], key=lambda each: each.top)
        right = max((line.x1 for line in page.lines), default=0.0)
        for part in parts:
            if isinstance(part, Table):
                self.end_text()
                self.table(part)
            else:
                self.line(part, right)

    def line(self, line: Line, right: float) -> None:
        self.end_table()
        if self.open and not self._goes_on(line, right):
            self.end_text()
        self.open.append(line)

    def _goes_on(self, line: Line, right: float) -> bool:
        last = self.open[-1]
        if line.size != last.size or line.bold != last.bold or self._level(line) != self._level(last):
            return False
        starts = bool(_BULLET.match(line.text)) or bool(leading_code(line.text)[0])
        if line.page != last.page:
            ended = last.text.rstrip().endswith((".", "?", "!", ":"))
            return not self._level(line) and not starts and not ended
        gap = line.top - last.top
        if gap < 0.5 * line.size:
            return True  # beside it, at the same height
        if gap > self.pitch * 1.22 * max(1.0, line.size / self.body):
            return False
        if _BULLET.match(line.text):
            return False
        short = last.x1 < right - 0.2 * (right - last.x0)
        return not (starts and (short or last.text.endswith((".", "!", "?"))))

    def _level(self, line: Line) -> int:
        if line.size in self.levels:
            return self.levels[line.size]
        short = len(line.text) < 100 and not line.text.rstrip().endswith((".", ";"))
        return len(self.levels) + 1 if line.bold and short else 0

    def end_text(self) -> None:
        if not self.open:
            return
        lines, self.open = self.open, []
        text, marks = self.joiner.join(lines)
        heights = [line.top for line in lines if line.page == lines[0].page]
        if any(two - one < 0.5 * self.body for one, two in zip(heights, heights[1:], strict=False)):
            marks.add(Mark.BESIDE)
        level = self._level(lines[0])
        bullet = _BULLET.match(text)
        page = lines[0].page
        number = self.on_page[page] = self.on_page.get(page, 0) + 1
        at = f"page {page}, paragraph {number}"
        if level:
            marks.add(Mark.LOOKS)
            block = Block(
                kind=Kind.HEADING, place=at, text=text, level=level, style=f"size {lines[0].size:g}", page=page, marks=tuple(sorted(marks))
            )
        elif bullet:
            rest = text[bullet.end() :]
            block = Block(kind=Kind.ENTRY, place=at, text=rest, level=1, style="LI", label="•", page=page, marks=tuple(sorted(marks)))
        else:
            block = Block(kind=Kind.PARAGRAPH, place=at, text=text, style="P", page=page, marks=tuple(sorted(marks)))
        self.blocks.append(block)

    def table(self, table: Table) -> None:
        same = len(table.edges) == len(self.edges) and all(abs(one - two) < NEAR for one, two in zip(table.edges, self.edges, strict=True))
        if not (self.rows and same and table.page == self.rows[-1].page + 1):
            self.end_table()
        if not self.rows:
            self.tables += 1
        self.edges = table.edges
        for held in table.rows:
            if held:
                self.rows.append(self._row(held, table.page))

    def _row(self, held: list[tuple[int, int, int, list[Line]]], page: int) -> Row:
        cells = []
        for column, rows, columns, lines in sorted(held, key=lambda each: each[0]):
            text, marks = self.joiner.join(lines)
            marks |= {Mark.MERGED} if rows > 1 or columns > 1 else set()
            cells.append(Cell(text=text, column=column, rows=rows, columns=columns, marks=tuple(sorted(marks))))
        bold = bool(held) and all(line.bold for *_, lines in held for line in lines)
        head = bold and (not self.rows or all(row.head for row in self.rows))
        return Row(cells=tuple(cells), place=f"page {page}, table {self.tables}, row {len(self.rows) + 1}", head=head, page=page)

    def end_table(self) -> None:
        if self.rows:
            first = self.rows[0].page
            self.blocks.append(Block(kind=Kind.TABLE, place=f"page {first}, table {self.tables}", rows=stitched(self.rows), page=first))
        self.rows, self.edges = [], ()

    def finish(self) -> list[Block]:
        self.end_text()
        self.end_table()
        return self.blocks
