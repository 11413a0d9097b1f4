"""Any spreadsheet file as a Workbook: XLSX through the child process, CSV here. What it is, the content says."""

from __future__ import annotations

from curricle.door.child import run
from curricle.door.grid import Sheet, Workbook, read_csv
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Problem, Weight, refuse
from curricle.door.text import check_size

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_workbook(data: bytes, *, name: str = "", limits: Limits = DEFAULT) -> Workbook:
    """The sheets of an XLSX or CSV file; `name` becomes the name of a CSV's only sheet.

    Cells with #REF! and the like are kept and named in `Sheet.errors`: call `grid.refuse_errors` for the sheets you use.
    Raises Refused with "sheet 'Clinical', cell C14" or "line 7, column 3".
    """
    check_size(data, limits)
    if data.startswith(OLD_OFFICE):
        raise refuse("the file", "this is an old (XLS) or a password-protected workbook; save it as XLSX without a password")
    if not data.startswith(b"PK"):
        if name.lower().endswith((".xlsx", ".xlsm")):  # a mail or a web page saved under that name; a true CSV is one rename away
            raise refuse(
                "the file", "it is named as a workbook but holds plain text; save it as XLSX from your spreadsheet program, or name it .csv"
            )
        return read_csv(data, name=name, limits=limits)
    got = run("curricle.door.xlsx_cells:read", data, limits)
    return Workbook(
        format="xlsx",
        sheets=tuple(_sheet(each) for each in got["sheets"]),
        problems=tuple(Problem(at=at, says=says, severity=Weight.WARNING) for at, says in got["warnings"]),
    )


def _sheet(got: dict[str, object]) -> Sheet:
    def pairs(key: str) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(each) for each in got[key])  # type: ignore[attr-defined]

    return Sheet(
        name=str(got["name"]),
        rows=tuple(tuple(row) for row in got["rows"]),  # type: ignore[attr-defined]
        merged=pairs("merged"),  # type: ignore[arg-type]
        hidden=bool(got["hidden"]),
        errors=pairs("errors"),  # type: ignore[arg-type]
        hidden_rows=tuple(got["hidden_rows"]),  # type: ignore[arg-type]
        hidden_columns=tuple(got["hidden_columns"]),  # type: ignore[arg-type]
    )
