"""A Word table as rows of cells, with merged ones reaching as far as they reach. Runs in the child process only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from curricle.door.problems import refuse
from curricle.interop.prose.blocks import WIDEST, Cell, Mark, Row
from curricle.interop.prose.docx_package import WORD, elements, on, value, whole

if TYPE_CHECKING:
    from curricle.interop.prose.docx_read import _Walk


@dataclass(slots=True)
class _Held:
    """A cell whose rows are still counted."""

    text: str
    column: int
    columns: int
    marks: set[Mark]
    rows: int = 1


@dataclass(slots=True)
class _Line:
    cells: list[_Held] = field(default_factory=list)
    place: str = ""
    head: bool = False
    marks: set[Mark] = field(default_factory=set)


def table_rows(table: Any, name: str, walk: _Walk) -> tuple[tuple[Row, ...], list[Any]]:
    """The rows, and the tables that stand within its cells."""
    lines: list[_Line] = []
    inner: list[Any] = []
    open_cells: dict[int, _Held] = {}  # column -> the cell that may reach further down
    leading = True
    for number, row in enumerate(_rows(table), 1):
        about = row.find(WORD + "trPr")
        place = f"{name}, row {number}"
        if about is not None and about.find(WORD + "del") is not None:
            walk.out.note(place, "this row was deleted with tracked changes and is left out")
            continue
        if about is not None and on(about.find(WORD + "hidden")):
            walk.out.note(place, "this row is hidden and is left out")
            continue
        leading = leading and about is not None and on(about.find(WORD + "tblHeader"))
        line = _Line(place=place, head=leading)
        if about is not None and about.find(WORD + "ins") is not None:
            walk.out.note(place, "this row was inserted with tracked changes and is read")
            line.marks.add(Mark.TRACKED)
        column = whole(value(about.find(WORD + "gridBefore"), "val"), 0) if about is not None else 0
        seen: dict[int, _Held] = {}
        for cell in _cells(row):
            column = _cell(cell, column, line, open_cells, seen, inner, walk)
            if column > WIDEST:
                raise refuse(place, f"the table has more than {WIDEST} columns")
        open_cells = seen
        lines.append(line)
    rows = tuple(
        Row(cells=tuple(_kept(cell) for cell in line.cells), place=line.place, head=line.head, marks=tuple(sorted(line.marks)))
        for line in lines
    )
    return rows, inner


def _cell(cell: Any, column: int, line: _Line, before: dict[int, _Held], seen: dict[int, _Held], inner: list[Any], walk: _Walk) -> int:
    """Reads one cell; the column after it."""
    about = cell.find(WORD + "tcPr")
    span = max(1, whole(value(about.find(WORD + "gridSpan"), "val"), 1)) if about is not None else 1
    merge = about.find(WORD + "vMerge") if about is not None else None
    above = before.get(column)
    if merge is not None and value(merge, "val") != "restart" and above is not None and above.columns == span:
        above.rows += 1
        above.marks.add(Mark.MERGED)
        seen[column] = above
        stray = _text(cell, line.place, set(), inner, walk)
        if stray:
            above.text = f"{above.text}\n{stray}".strip()
        return column + span
    marks: set[Mark] = {Mark.MERGED} if span > 1 else set()
    if about is not None and about.find(WORD + "cellDel") is not None:
        walk.out.note(line.place, "a cell was deleted with tracked changes and is left out")
        marks.add(Mark.TRACKED)
        held = _Held(text="", column=column, columns=span, marks=marks)
    else:
        held = _Held(text=_text(cell, line.place, marks, inner, walk), column=column, columns=span, marks=marks)
    line.cells.append(held)
    if merge is not None:
        seen[column] = held
    return column + span


def _text(cell: Any, place: str, marks: set[Mark], inner: list[Any], walk: _Walk) -> str:
    parts: list[str] = []
    run_on = ""
    for child in elements(cell, 0):
        if child.tag == WORD + "tbl":
            inner.append(child)
            marks.add(Mark.NESTED)
            continue
        if child.tag != WORD + "p":
            continue
        said, label, _, _ = walk.read_paragraph(child, place)
        marks |= said.marks
        text = f"{run_on}{said.text}"
        run_on = text if said.gone else ""
        if text and not said.gone:
            parts.append(f"{label} {text}" if label else text)
        elif label and not said.gone and label != "•":
            parts.append(label)  # a numbered cell without words: its number is its text
    return "\n".join([*parts, run_on] if run_on else parts)


def _rows(table: Any) -> list[Any]:
    return _through(table, "tr", 0)


def _cells(row: Any) -> list[Any]:
    return _through(row, "tc", 0)


def _through(element: Any, wanted: str, depth: int) -> list[Any]:
    found = []
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = child.tag.rpartition("}")[2]
        if name == wanted:
            found.append(child)
        elif name in {"sdt", "sdtContent", "customXml"} and depth < 20:
            found.extend(_through(child, wanted, depth + 1))
    return found


def _kept(held: _Held) -> Cell:
    return Cell(text=held.text, column=held.column, rows=held.rows, columns=held.columns, marks=tuple(sorted(held.marks)))
