"""Tables of WordprocessingML: head rows that repeat, rows that stay whole, a description for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from curricle.core.papers.tree import StripCell
from curricle.interop.documents.word import Body, add, add_text
from curricle.interop.documents.xml_text import clean

TWIPS_A_MM = 1440 / 25.4
STRIP_ACROSS = 16
HEAD, GROUP, LINE = "E3EFEE", "F2F7F6", "B5C4C3"
TINTS = {"I": "CFE5E3", "D": "7FB9B5", "A": "00615F"}


class TableBody:
    """One table. `widths` are in millimetres; `says` is what a screen reader calls it."""

    def __init__(self, body: Body, widths: Sequence[float], says: str, *, lines: bool = True) -> None:
        self._body = body
        self._widths = [round(width * TWIPS_A_MM) for width in widths]
        self._table = body.append("tbl")
        self._properties(says, lines)
        grid = add(self._table, "tblGrid")
        for width in self._widths:
            add(grid, "gridCol", w=width)

    def head(self, names: Sequence[str], aligns: Sequence[str]) -> None:
        """The row that is repeated on each page."""
        row = self.new_row(head=True)
        for at, (width, name) in enumerate(zip(self._widths, names, strict=True)):
            cell = _cell(row, width, HEAD)
            add_text(self._body.paragraph("Table text", cell, aligns[at] if aligns else "start"), name, bold=True)

    def row(self, aligns: Sequence[str]) -> list[Any]:
        """A new row's paragraphs, one a cell."""
        row = self.new_row()
        return [
            self._body.paragraph("Table text", _cell(row, width), aligns[at] if aligns else "start")
            for at, width in enumerate(self._widths)
        ]

    def group(self) -> list[Any]:
        """The one paragraph of a row across all columns, kept with the row below."""
        cell = _cell(self.new_row(), sum(self._widths), GROUP, span=len(self._widths))
        return [self._body.paragraph("Table text", cell, keepNext=True)]

    def new_row(self, *, head: bool = False) -> Any:
        row = add(self._table, "tr")
        properties = add(row, "trPr")
        add(properties, "cantSplit")
        if head:
            add(properties, "tblHeader")
        return row

    def _properties(self, says: str, lines: bool) -> None:
        properties = add(self._table, "tblPr")
        add(properties, "tblW", w=sum(self._widths), type="dxa")
        add(properties, "tblInd", w=108, type="dxa")  # the cell margin, so that rules and text share the page's edge
        if lines:
            borders = add(properties, "tblBorders")
            add(borders, "top", val="single", sz=12, space=0, color="00615F")
            add(borders, "bottom", val="single", sz=4, space=0, color=LINE)
            add(borders, "insideH", val="single", sz=4, space=0, color=LINE)
        add(properties, "tblLayout", type="fixed")
        add(properties, "tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
        add(properties, "tblDescription", val=clean(says)[:250])


def strip_table(body: Body, cells: Sequence[StripCell], says: str) -> None:
    """Codes over letters: a table of two rows that reads in order, tinted by letter, gaps outlined."""
    table = TableBody(body, [10.6] * len(cells), says, lines=False)
    for head in (True, False):
        row = table.new_row(head=head)
        for each in cells:
            letter = each.letter.value if each.letter else ""
            cell = _cell(
                row, round(10.6 * TWIPS_A_MM), TINTS.get(letter, ""), borders=("single", "00615F") if letter else ("dashed", "A4262C")
            )
            paragraph = body.paragraph("Strip text", cell, "centre", keepNext=head)
            code = each.code if len(each.code) <= 7 else each.code[:6] + "…"
            colour = "FFFFFF" if letter == "A" else ""
            add_text(paragraph, code if head else each.shown, bold=not head, size=6 if head else 9.5, colour=colour)
    body.paragraph("After table")


def _cell(row: Any, width: int, fill: str = "", *, span: int = 1, borders: tuple[str, str] | None = None) -> Any:
    cell = add(row, "tc")
    properties = add(cell, "tcPr")
    add(properties, "tcW", w=width, type="dxa")
    if span > 1:
        add(properties, "gridSpan", val=span)
    if borders:
        held = add(properties, "tcBorders")
        for side in ("top", "left", "bottom", "right"):
            add(held, side, val=borders[0], sz=8, space=0, color=borders[1])
    if fill:
        add(properties, "shd", val="clear", color="auto", fill=fill)
    return cell
