"""What stands in an XLSX file, as plain lists. Runs in the child process only: `child.run("curricle.door.xlsx_cells:read", …)`.

Two readers look at each sheet: lxml walks the XML once (far cells, formulas, errors, entities), then calamine reads the values.
"""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

import python_calamine as calamine

from curricle.door.archive import office_shape, open_archive
from curricle.door.grid import cell
from curricle.door.limits import Limits
from curricle.door.problems import refuse
from curricle.door.text import HALF, unfit
from curricle.door.xlsx_scan import Scan, scan_sheet, sheet_parts

_HALF = re.compile(r"_x[dD][89a-fA-F][0-9a-fA-F]{2}_")  # how Excel writes a character that XML cannot hold


def read(data: bytes, limits: Limits) -> dict[str, Any]:
    """{"sheets": [{name, rows, merged, hidden, errors, hidden_rows, hidden_columns}], "warnings": [[place, words]]}. Raises Refused."""
    archive = open_archive(data, limits=limits)
    shape = office_shape(archive)
    if shape != "xlsx":
        raise refuse(
            "the file", f"the file is {'an office file of another kind' if shape != 'zip' else 'a zip'} ({shape}), not a workbook (XLSX)"
        )
    archive.check_all()
    warnings: list[list[str]] = []
    if any(name.casefold().startswith("xl/externallinks/") for name in archive.names):
        warnings.append(["the file", "the workbook refers to other workbooks; they are not opened"])
    parts = sheet_parts(archive)
    if len(parts) > limits.sheets:
        raise refuse("the file", f"the workbook has more than {limits.sheets} sheets (limit sheets)")
    scans: dict[str, Scan] = {}
    cells = 0
    for name, part in parts.items():
        scans[name] = scan_sheet(name, archive.read(part), limits, cells)
        cells += scans[name].area
        warnings.extend(_formula_warnings(name, scans[name]))
    return {"sheets": _sheets(data, scans, limits), "warnings": warnings}


def _formula_warnings(name: str, scan: Scan) -> list[list[str]]:
    found = []
    calculated = len(scan.formulas) - len(scan.uncalculated)
    if calculated:
        more = f" (and {calculated - 1} more)" if calculated > 1 else ""
        skip = set(scan.uncalculated)
        first = next(each for each in scan.formulas if each not in skip)
        found.append([f"sheet '{name}', cell {cell(*first)}", f"this cell holds a formula{more}; the value last calculated is read"])
    if scan.uncalculated:
        more = f" (and {len(scan.uncalculated) - 1} more)" if len(scan.uncalculated) > 1 else ""
        says = f"this formula was never calculated{more} and reads as empty; open and save the file in a spreadsheet program"
        found.append([f"sheet '{name}', cell {cell(*scan.uncalculated[0])}", says])
    return found


def _sheets(data: bytes, scans: dict[str, Scan], limits: Limits) -> list[dict[str, Any]]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for meta in book.sheets_metadata:
            scan = scans.get(meta.name)
            if scan is None:
                continue
            got = book.get_sheet_by_name(meta.name)
            rows = [[_text(value) for value in row] for row in got.to_python(skip_empty_area=False)]
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            sheets.append(_sheet(meta.name, rows, scan, hidden, limits))
    except calamine.CalamineError as stop:
        raise refuse("the file", f"the workbook is damaged ({stop})") from None
    return sheets


def _sheet(name: str, rows: list[list[str]], scan: Scan, hidden: bool, limits: Limits) -> dict[str, Any]:
    for (row, column), error in scan.errors.items():
        while len(rows) <= row:
            rows.append([])
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = error
    for at, row_cells in enumerate(rows):
        for column, text in enumerate(row_cells):
            _check_cell(name, at, column, text, limits)
        while row_cells and not row_cells[-1]:
            row_cells.pop()
    while rows and not rows[-1]:
        rows.pop()
    unseen = {"hidden_rows": scan.hidden_rows, "hidden_columns": sorted(set(scan.hidden_columns))}
    return {"name": name, "rows": rows, "merged": scan.merged, "hidden": hidden, "errors": sorted(scan.errors), **unseen}


def _check_cell(name: str, row: int, column: int, text: str, limits: Limits) -> None:
    if len(text) > limits.cell_length:
        says = f"this cell is longer than {limits.cell_length:,} characters (limit cell_length)"
        raise refuse(f"sheet '{name}', cell {cell(row, column)}", says)
    wrong = unfit(text) or (HALF if _HALF.search(text) else "")
    if wrong:
        raise refuse(f"sheet '{name}', cell {cell(row, column)}", wrong)


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    if type(value) is float:
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if type(value) is bool:
        return "TRUE" if value else "FALSE"
    if type(value) is datetime.datetime:
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else str(value)
