"""Tables of WordprocessingML, built element by element: python-docx takes time that grows with the square of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.shared import Pt, RGBColor

from curricle.core.papers.tree import StripCell
from curricle.interop.documents.word import append_body, clean, element, paragraph_in

TWIPS_A_MM = 1440 / 25.4
STRIP_ACROSS = 16
HEAD, GROUP, LINE = "E3EFEE", "F2F7F6", "B5C4C3"
TINTS = {"I": "CFE5E3", "D": "7FB9B5", "A": "00615F"}


class TableBody:
    """One table. `widths` are in millimetres; `says` is what a screen reader calls it."""

    def __init__(self, document: Document, widths: Sequence[float], says: str) -> None:
        self._document = document
        self._widths = [round(width * TWIPS_A_MM) for width in widths]
        self._table = element("tbl")
        self._table.append(_properties(sum(self._widths), says))
        grid = element("tblGrid")
        for width in self._widths:
            grid.append(element("gridCol", w=width))
        self._table.append(grid)
        append_body(document, self._table)

    def head(self, names: Sequence[str]) -> None:
        """The row that is repeated on each page."""
        for paragraph, name in zip(self._row([HEAD] * len(names), head=True), names, strict=True):
            paragraph.add_run(clean(name)).bold = True

    def row(self, aligns: Sequence[str]) -> list[Any]:
        """A new row's paragraphs, one a cell."""
        return self._row([""] * len(self._widths), aligns=aligns)

    def group(self) -> list[Any]:
        """The one paragraph of a row across all columns, kept with the row below."""
        row = self._new_row()
        cell = _cell(sum(self._widths), GROUP, span=len(self._widths))
        row.append(cell)
        paragraph = paragraph_in(cell, self._document, "Table text")
        paragraph.paragraph_format.keep_with_next = True
        return [paragraph]

    def _row(self, fills: Sequence[str], *, head: bool = False, aligns: Sequence[str] = ()) -> list[Any]:
        row = self._new_row(head)
        paragraphs = []
        for at, (width, fill) in enumerate(zip(self._widths, fills, strict=True)):
            cell = _cell(width, fill)
            row.append(cell)
            paragraphs.append(paragraph_in(cell, self._document, "Table text", aligns[at] if aligns else "start"))
        return paragraphs

    def _new_row(self, head: bool = False) -> Any:
        row = element("tr")
        properties = element("trPr")
        properties.append(element("cantSplit"))
        if head:
            properties.append(element("tblHeader"))
        row.append(properties)
        self._table.append(row)
        return row


def strip_table(document: Document, cells: Sequence[StripCell], says: str) -> None:
    """Codes over letters: a table of two rows that reads in order, tinted by letter, gaps outlined."""
    width = round(10.6 * TWIPS_A_MM)
    table = element("tbl")
    table.append(_properties(width * len(cells), says, lines=False))
    grid = element("tblGrid")
    for _ in cells:
        grid.append(element("gridCol", w=width))
    table.append(grid)
    for head in (True, False):
        row = element("tr")
        properties = element("trPr")
        properties.append(element("cantSplit"))
        if head:
            properties.append(element("tblHeader"))
        row.append(properties)
        for each in cells:
            row.append(_strip_cell(document, each, width, head))
        table.append(row)
    append_body(document, table)
    document.add_paragraph(style="After table")


def _strip_cell(document: Document, each: StripCell, width: int, head: bool) -> Any:
    letter = each.letter.value if each.letter else ""
    cell = _cell(width, TINTS.get(letter, ""), borders=("dashed", "A4262C") if not letter else ("single", "00615F"))
    paragraph = paragraph_in(cell, document, "Table text", "centre")
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = 0
    paragraph.paragraph_format.keep_with_next = head or None
    run = paragraph.add_run(clean(each.code if len(each.code) <= 7 else each.code[:6] + "…") if head else each.shown)
    run.font.size = Pt(6 if head else 9.5)
    run.bold = not head
    if letter == "A":
        run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    return cell


def _properties(width: int, says: str, lines: bool = True) -> Any:
    properties = element("tblPr")
    properties.append(element("tblW", w=width, type="dxa"))
    if lines:
        borders = element("tblBorders")
        for side in ("top", "bottom", "insideH"):
            borders.append(element(side, val="single", sz=12 if side == "top" else 4, space=0, color="00615F" if side == "top" else LINE))
        properties.append(borders)
    properties.append(element("tblLayout", type="fixed"))
    properties.append(element("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1))
    properties.append(element("tblDescription", val=clean(says)[:250]))
    return properties


def _cell(width: int, fill: str, *, span: int = 1, borders: tuple[str, str] | None = None) -> Any:
    cell = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if borders:
        held = element("tcBorders")
        for side in ("top", "left", "bottom", "right"):
            held.append(element(side, val=borders[0], sz=8, space=0, color=borders[1]))
        properties.append(held)
    if fill:
        properties.append(element("shd", val="clear", color="auto", fill=fill))
    cell.append(properties)
    return cell
