"""XLSX by xlsxwriter: frozen panes, filters, five tints, and no formula, link or number made from anybody's text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from curricle.core.papers.grid import CellStyle, GridCell, Sheet, Workbook
from curricle.interop.documents.stable_zip import restamp
from curricle.interop.documents.xml_text import clean

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
A3, A4 = 8, 9  # paper sizes
WIDEST_A4 = 150  # characters across; more of them are too small to read on A4
TINTS = {"I": ("#CFE5E3", "#17211F"), "D": ("#7FB9B5", "#17211F"), "A": ("#00615F", "#FFFFFF")}


def render_xlsx(book: Workbook, *, prepared: date, author: str) -> bytes:
    """The workbook; the same arguments give the same bytes. Text longer than a cell can hold ends with an ellipsis."""
    import xlsxwriter  # noqa: PLC0415 - a web process that writes no workbook does not hold it

    out = BytesIO()
    held = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    when = datetime(prepared.year, prepared.month, prepared.day, tzinfo=UTC)
    held.set_properties({"title": clean(book.title), "author": clean(author), "created": when.replace(tzinfo=None)})
    formats = _formats(held)
    taken: set[str] = set()
    for sheet in book.sheets:
        _write(held.add_worksheet(_name(sheet.name, taken)), sheet, formats)
    held.close()
    return restamp(out.getvalue(), when)


def _formats(held: Any) -> Mapping[str, Any]:
    plain = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    head = {**plain, "bold": True, "bg_color": "#E3EFEE", "bottom": 1, "bottom_color": "#00615F"}
    letter = {**plain, "bold": True, "align": "center"}
    formats = {
        CellStyle.PLAIN.value: held.add_format(plain),
        CellStyle.WRAP.value: held.add_format({**plain, "text_wrap": True}),
        CellStyle.HEAD.value: held.add_format({**head, "text_wrap": True}),
        CellStyle.TITLE.value: held.add_format({**plain, "bold": True}),
        CellStyle.UPRIGHT.value: held.add_format({**head, "rotation": 90, "valign": "bottom", "align": "center"}),
        CellStyle.HOURS.value: held.add_format({**plain, "num_format": '#,##0.0" h"'}),
        CellStyle.GAP.value: held.add_format({**letter, "border": 3, "border_color": "#A4262C"}),
    }
    for name, (fill, ink) in TINTS.items():
        formats[name] = held.add_format({**letter, "bg_color": fill, "font_color": ink})
    return formats


def _write(target: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    for at, width in enumerate(sheet.widths):
        target.set_column(at, at, width)
    top = len(sheet.above)
    for at, cells in enumerate((*sheet.above, sheet.head, *sheet.rows)):
        for column, cell in enumerate(cells):
            _cell(target, at, column, cell, formats)
        if at > top:
            target.set_row(at, 13.5 * _lines(cells, sheet.widths))
    if any(cell.style is CellStyle.UPRIGHT for cell in sheet.head):
        target.set_row(top, _height(sheet.head))
    target.freeze_panes(top + 1, sheet.columns_kept)
    if sheet.filtered:
        target.autofilter(top, 0, top + len(sheet.rows), len(sheet.head) - 1)
    _printed(target, sheet, top)


def _height(head: Sequence[GridCell]) -> float:
    """Points that the longest upright head needs; at most 90."""
    longest = max(len(str(cell.value)) for cell in head if cell.style is CellStyle.UPRIGHT)
    return min(90.0, max(36.0, 7.0 * longest))


def _printed(target: Any, sheet: Sheet, top: int) -> None:
    """Landscape, heads on every page. A wide grid is spread over as many pages as it needs; others fit the width, on A3 where wide.

    Pages are counted and not the columns cut by hand, because the font that stands in for ours may be wider.
    """
    target.set_landscape()
    target.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    target.set_footer("&L&A&RPage &P of &N")
    wide = sum(sheet.widths) > WIDEST_A4
    first, last = sheet.columns_kept, len(sheet.head)
    pages = -(-(last - first) // sheet.across) if sheet.across else 1
    target.set_paper(A3 if wide and pages == 1 else A4)
    target.fit_to_pages(pages, 0)
    target.repeat_rows(max(0, top - 1) if pages > 1 else top, top)
    if pages > 1:
        target.repeat_columns(0, first - 1)
    target.print_area(0, 0, top + len(sheet.rows), last - 1)


def _lines(cells: Sequence[GridCell], widths: Sequence[int]) -> int:
    """About how many lines the tallest wrapped cell of a row takes; at most 30, as a row has its limit."""
    wrapped = [(str(cell.value), width) for cell, width in zip(cells, widths, strict=True) if cell.style is CellStyle.WRAP]
    return min(30, max((sum(-(-len(line) * 11 // (width * 10)) or 1 for line in text.split("\n")) for text, width in wrapped), default=1))


def _cell(target: Any, row: int, column: int, cell: GridCell, formats: Mapping[str, Any]) -> None:
    if cell.value == "":
        return
    look = formats[str(cell.value) if cell.style is CellStyle.LETTER else cell.style.value]
    if isinstance(cell.value, int):
        target.write_number(row, column, cell.value / 60 if cell.style is CellStyle.HOURS else cell.value, look)
        return
    words = clean(cell.value)
    target.write_string(row, column, words if len(words) <= LONGEST_CELL else words[: LONGEST_CELL - 1] + "…", look)


def _name(wanted: str, taken: set[str]) -> str:
    """A sheet name as spreadsheets allow: at most 31 characters, none of []:*?/\\, no quote at either end, each once."""
    words = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", clean(wanted)).strip().strip("'") or "Sheet"
    name, number = _cut(words, 31), 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        name = f"{_cut(words, 30 - len(str(number)))} {number}"
    taken.add(name.casefold())
    return name


def _cut(words: str, units: int) -> str:
    """The start of the text: spreadsheets count UTF-16 units, of which an emoji takes two. No quote at the end."""
    return words.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore").strip().strip("'")
