"""Writing a workbook: frozen headings, filters, drop-down lists; a text never becomes a formula, a link or a number.

The same content gives the same bytes: the document properties hold no time.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from curricle.door.grid import cell
from curricle.door.problems import refuse
from curricle.interop.sheets.column import CELL_LIMIT, EXAMPLE, Column, Fact

Value = str | int | float | date | None

#: Rows below the last filled one that still offer drop-down lists.
ROOM = 300
_LABEL_WIDTHS = (12, 9, 60, 6)
_LINE, _MOST_LINES = 15, 14  # points of a line; a taller cell is cut on the screen, not in the file
_NO_TIME = datetime(2000, 1, 1)


class Book:
    """A workbook in the making. `close` answers its bytes."""

    def __init__(self, title: str) -> None:
        import xlsxwriter  # noqa: PLC0415 - a web process that writes no workbook does not hold it

        self._bytes = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(self._bytes, options)
        self._book.set_properties({"title": title, "created": _NO_TIME})
        self._formats: dict[str, Any] = {
            "text": self._book.add_format({"text_wrap": True, "valign": "top"}),
            "head": self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EDEE", "bottom": 1}),
            "grey": self._book.add_format({"font_color": "#768692", "font_size": 8, "valign": "top", "align": "fill"}),
            "example": self._book.add_format({"italic": True, "font_color": "#4C6272", "text_wrap": True, "valign": "top"}),
            "date": self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
            "title": self._book.add_format({"bold": True, "font_size": 14}),
            "upright": self._book.add_format({"rotation": 90, "text_wrap": True, "valign": "bottom", "font_size": 9}),
            "mark": self._book.add_format({"align": "center", "valign": "top"}),
        }

    def read_me(self, title: str, lines: Sequence[str], sheets: Iterable[tuple[str, Sequence[Column]]]) -> None:
        """The first sheet: sentences, then every column of every sheet with what goes in it."""
        sheet = self._book.add_worksheet("Read me")
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 24)
        sheet.set_column(2, 2, 90)
        sheet.write_string(0, 0, title, self._formats["title"])
        row = 2
        for line in lines:
            sheet.write_string(row, 0, line)
            row += 1
        row += 1
        for at, heading in enumerate(("Sheet", "Column", "What goes in it")):
            sheet.write_string(row, at, heading, self._formats["head"])
        for name, columns in sheets:
            for column in columns:
                row += 1
                for at, text in enumerate((name, column.heading, column.says)):
                    sheet.write_string(row, at, text, self._formats["text"])

    def facts(self, name: str, facts: Sequence[Fact], values: Sequence[Value]) -> None:
        """A sheet of label, value, help."""
        sheet = self._book.add_worksheet(name)
        for at, (heading, width) in enumerate((("Field", 34), ("Value", 70), ("What goes in it", 70))):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, heading, self._formats["head"])
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for row, (fact, value) in enumerate(zip(facts, values, strict=True), 1):
            sheet.write_string(row, 0, fact.label, self._formats["text"])
            self._put(sheet, row, 1, value, self._formats["text"])
            sheet.write_string(row, 2, fact.says, self._formats["example"])
            if fact.choices:
                sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": list(fact.choices), "error_type": "warning"})

    def table(self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]], *, hidden: bool = False) -> Any:
        """A sheet with a heading row, filters and drop-down lists; a row whose id says "example" is set in italics."""
        sheet = self._book.add_worksheet(name)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.heading, self._formats["head"])
            if column.says and not hidden:
                sheet.write_comment(0, at, column.says, {"author": "", "width": 260})
            self._choices(sheet, column, at, 1, len(rows) + ROOM)
        for at, row in enumerate(rows, 1):
            example = EXAMPLE in row
            sheet.set_row(at, _height(row, [column.width for column in columns]))
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._put(sheet, at, place, value, self._formats["grey" if column.grey else "example" if example else "text"])
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        if hidden:
            sheet.hide()
        else:
            sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
        return sheet

    def grid(
        self, name: str, heads: Sequence[Sequence[Value]], rows: Sequence[Sequence[Value]], *, labels: int, choices: Sequence[str]
    ) -> None:
        """A cross-tab: `heads` are codes, wordings and grey ids above; `labels` columns stand left; marks have a drop-down list."""
        sheet = self._book.add_worksheet(name)
        width = len(heads[0])
        widths = [*(_LABEL_WIDTHS[:labels]), *([6] * (width - labels))]
        for at, each in enumerate(widths):
            sheet.set_column(at, at, each)
        for at, (head, style, height) in enumerate(zip(heads, ("head", "upright", "grey"), (15, 170, 9), strict=True)):
            sheet.set_row(at, height)
            for place, value in enumerate(head):
                self._put(sheet, at, place, value, self._formats[style])
        for at, row in enumerate(rows, len(heads)):
            sheet.set_row(at, _height(row[:labels], widths))
            for place, value in enumerate(row):
                kind = "mark" if place >= labels else "grey" if place == labels - 1 else "text"
                self._put(sheet, at, place, value, self._formats[kind])
        last = len(heads) + len(rows) + ROOM
        if width > labels:
            rule = {"validate": "list", "source": list(choices), "error_type": "warning"}
            sheet.data_validation(len(heads), labels, last, width - 1, rule)
        sheet.freeze_panes(len(heads), labels)
        sheet.set_landscape()
        sheet.repeat_rows(0, 1)
        sheet.repeat_columns(0, 1)

    def close(self) -> bytes:
        self._book.close()
        return self._bytes.getvalue()

    def _choices(self, sheet: Any, column: Column, at: int, first: int, last: int) -> None:
        if column.choices:
            source = column.choices if isinstance(column.choices, str) else list(column.choices)
            sheet.data_validation(first, at, last, at, {"validate": "list", "source": source, "error_type": "warning"})

    def _put(self, sheet: Any, row: int, column: int, value: Value, style: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            if len(value) > CELL_LIMIT:
                raise refuse(f"sheet '{sheet.name}', cell {cell(row, column)}", f"this text is longer than {CELL_LIMIT:,} characters")
            sheet.write_string(row, column, value, style)
        elif isinstance(value, date):
            if value.year < 1900:
                sheet.write_string(row, column, value.isoformat(), style)
            else:
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self._formats["date"])
        else:
            sheet.write_number(row, column, value, style)


def _height(row: Sequence[Value], widths: Sequence[int]) -> int:
    """The height in points that shows the longest wrapped text of a row; spreadsheet programs do not all find it themselves."""
    lines = 1
    for value, width in zip(row, widths, strict=False):
        if isinstance(value, str) and len(value) > width and " " in value.strip():
            lines = max(lines, sum(len(line) // width + 1 for line in value.split("\n")))
    return _LINE * min(lines, _MOST_LINES)
