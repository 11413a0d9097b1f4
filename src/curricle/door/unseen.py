"""What a spreadsheet program shows otherwise than it is kept: hidden sheets, rows and columns, merged cells."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.door.grid import Sheet, Workbook, cell, column_name
from curricle.door.problems import Problem, Weight


def unseen(workbook: Workbook) -> tuple[Problem, ...]:
    """A warning for each kind of it on each sheet that holds something, at the first place."""
    return tuple(
        Problem(at=at, says=says, severity=Weight.WARNING)
        for sheet in workbook.sheets
        if any(any(row) for row in sheet.rows)
        for at, says in _of(sheet)
    )


def _of(sheet: Sheet) -> Iterator[tuple[str, str]]:
    if sheet.hidden:
        yield sheet.title, "this sheet is hidden"
    rows = [row for row in sheet.hidden_rows if row < len(sheet.rows) and any(sheet.rows[row])]
    if rows:
        yield sheet.place(rows[0]), f"this row is hidden{_more(rows)}; it is read like any other"
    columns = [column for column in sheet.hidden_columns if any(sheet.text(row, column) for row in range(len(sheet.rows)))]
    if columns:
        yield f"{sheet.title}, column {column_name(columns[0])}", f"this column is hidden{_more(columns)}; it is read like any other"
    merged = [each for each in sheet.merged if each[0] < len(sheet.rows) and each[2] > each[0]]
    if merged:
        top, left, bottom, right = merged[0]
        which = f"{cell(top, left)} to {cell(bottom, right)}"
        yield sheet.place(top, left), f"the cells {which} are merged{_more(merged)}; only the first holds the text, the others are empty"


def _more(found: list[int] | list[tuple[int, int, int, int]]) -> str:
    return f" (and {len(found) - 1} more)" if len(found) > 1 else ""
