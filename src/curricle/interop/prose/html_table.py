"""A table of a web page as rows of cells. Runs in the child process only."""

from __future__ import annotations

from typing import Any

from lxml import etree

from curricle.door.problems import refuse
from curricle.interop.prose.blocks import WIDEST, Cell, Mark, Row
from curricle.interop.prose.gather import Gathered
from curricle.interop.prose.html_text import Flow, Styles, hidden, squeezed

_PARTED = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "section", "blockquote", "pre"}
_SILENT = {"script", "style", "template", "noscript", "svg", "iframe", "select", "textarea"}
DEEPEST = 60


def table_rows(table: Any, name: str, styles: Styles, out: Gathered) -> tuple[tuple[Row, ...], list[Any]]:
    """The rows, and the tables that stand within its cells."""
    rows: list[Row] = []
    inner: list[Any] = []
    covered: dict[int, int] = {}  # column -> rows that a cell above still covers
    leading = True
    for number, (element, in_head) in enumerate(_rows(table), 1):
        place = f"{name}, row {number}"
        if hidden(element, styles):
            out.note(place, "this row is hidden and is left out")
            continue
        cells: list[Cell] = []
        column = 0
        found = [each for each in element if each.tag in {"td", "th"} and not hidden(each, styles)]
        for each in found:
            while covered.get(column):
                column += 1
            span, reach = _whole(each.get("colspan")), _whole(each.get("rowspan"), most=2000)
            if column + span > WIDEST:
                raise refuse(place, f"the table has more than {WIDEST} columns")
            marks: set[Mark] = {Mark.MERGED} if span > 1 or reach > 1 else set()
            text = _text(each, marks, place, styles, inner, out)
            cells.append(Cell(text=text, column=column, rows=reach, columns=span, marks=tuple(sorted(marks))))
            for at in range(column, column + span):
                covered[at] = reach
            column += span
        covered = {at: left - 1 for at, left in covered.items() if left > 1}
        leading = leading and (in_head or (bool(found) and all(each.tag == "th" for each in found)))
        if cells:
            rows.append(Row(cells=tuple(cells), place=place, head=leading))
        elif any(covered.values()):
            rows.append(Row(cells=(), place=place))
    return tuple(rows), inner


def _rows(table: Any) -> list[tuple[Any, bool]]:
    found = []
    for child in table:
        if child.tag == "tr":
            found.append((child, False))
        elif child.tag in {"thead", "tbody", "tfoot"}:
            found.extend((each, child.tag == "thead") for each in child if each.tag == "tr")
    return found


def _text(cell: Any, marks: set[Mark], place: str, styles: Styles, inner: list[Any], out: Gathered) -> str:
    flow = Flow()
    parts: list[str] = []

    def end() -> None:
        text = flow.take()
        if text:
            parts.append(text)

    def walk(element: Any, depth: int) -> None:
        if depth > DEEPEST:
            raise refuse(place, "the parts of this cell are nested too deeply; the page was made to do harm")
        flow.add(element.text)
        for child in element:
            if child.tag is etree.Comment:
                if (child.text or "").strip():
                    out.note(place, f"a comment is left out: “{squeezed(child.text)[:60]}”")
            elif not isinstance(child.tag, str) or child.tag in _SILENT:
                pass
            elif hidden(child, styles):
                marks.add(Mark.HIDDEN)
                out.note(place, f"hidden text is left out: “{squeezed(child.text_content())[:60]}”")
            elif child.tag in {"del", "s", "strike"}:
                marks.add(Mark.TRACKED)
                out.note(place, f"struck-out text is left out: “{squeezed(child.text_content())[:60]}”")
            elif child.tag == "table":
                inner.append(child)
                marks.add(Mark.NESTED)
            elif child.tag == "br":
                flow.line()
            elif child.tag in _PARTED:
                end()
                walk(child, depth + 1)
                end()
            else:
                marks.update({Mark.TRACKED} if child.tag == "ins" else set())
                walk(child, depth + 1)
            flow.add(child.tail)

    walk(cell, 0)
    end()
    return "\n".join(parts)


def _whole(said: str | None, *, most: int = WIDEST) -> int:
    text = (said or "").strip()
    return max(1, min(most, int(text))) if text.isascii() and text.isdigit() and len(text) < 7 else 1
