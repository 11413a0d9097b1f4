"""Sheets of plain text on the way out, for the workbooks of others: a text never becomes a formula, a link or a number."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from curricle.door.grid import cell
from curricle.door.problems import refuse

CELL_LIMIT = 32_767  # characters that a cell of a workbook can hold
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NO_TIME = datetime(2000, 1, 1)
_WIDTH = 22


def write_sheets(title: str, sheets: Iterable[tuple[str, Iterable[Sequence[str]]]]) -> bytes:
    """A workbook of (name, rows); the first row of each is its heading. The same content gives the same bytes.

    Raises Refused for a text that no cell can hold.
    """
    import xlsxwriter  # noqa: PLC0415 - a web process that writes no workbook does not hold it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "created": _NO_TIME})
        head, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if len(value) > CELL_LIMIT:
                        raise refuse(f"sheet '{name}', cell {cell(at, column)}", f"this text is longer than {CELL_LIMIT:,} characters")
                    if value:
                        sheet.write_string(at, column, value, text if at else head)
            sheet.set_column(0, 20, _WIDTH)
            sheet.freeze_panes(1, 0)
    return out.getvalue()
