"""Which of the two shapes a file has, and what both say alike."""

from __future__ import annotations

from curricle.core.framework import Framework
from curricle.door.grid import Workbook
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Reading, refuse
from curricle.door.table import letters
from curricle.door.workbook import read_workbook
from curricle.interop.opensalt.items_csv import RELATION_COLUMNS, from_csv
from curricle.interop.opensalt.three_sheets import DOCUMENT_SHEET, ITEM_SHEET, from_sheets

FORMAT = "opensalt"
SHEET_FIELDS = ("code", "enumeration", "title", "keywords", "notes", "language", "education_levels", "kind", "links")
CSV_FIELDS = {
    "humancodingscheme": "code", "abbreviatedstatement": "title", "conceptkeywords": "keywords", "notes": "notes", "language": "language",
    "educationlevel": "education_levels", "cfitemtype": "kind", "listenumeration": "enumeration", "alternativelabel": "label",
    "subject": "subjects",
}  # fmt: skip


def read(data: bytes, *, limits: Limits = DEFAULT, name: str = "") -> Reading[Framework]:
    """The framework of an OpenSALT workbook or item list. `name` of the file becomes the title of a CSV, which has none.

    Raises Refused with sheet and cell, or line and column.
    """
    return from_workbook(read_workbook(data, name=name, limits=limits), limits=limits, name=name)


def from_workbook(workbook: Workbook, *, limits: Limits = DEFAULT, name: str = "") -> Reading[Framework]:
    """As `read`, from sheets that the door has already taken in."""
    if workbook.format == "csv":
        return from_csv(workbook, name=name, limits=limits)
    if not is_opensalt(workbook):
        raise refuse("the file", f"an OpenSALT workbook has the sheets {DOCUMENT_SHEET} and {ITEM_SHEET}")
    return from_sheets(workbook, limits=limits)


def says(workbook: Workbook) -> frozenset[str]:
    """The fields of an item that the workbook's columns hold; of a CSV those that it has columns for."""
    if workbook.format != "csv":
        return frozenset(SHEET_FIELDS)
    first = next((row for row in workbook.sheets[0].rows if any(row)), ())
    there = {letters(text) for text in first}
    return frozenset(
        {field for column, field in CSV_FIELDS.items() if column in there} | ({"links"} if there & RELATION_COLUMNS.keys() else set())
    )


def is_opensalt(workbook: Workbook) -> bool:
    """Three sheets by their names, or a CSV whose headings are CASE's own names."""
    if workbook.format != "csv":
        return workbook.sheet(DOCUMENT_SHEET) is not None and workbook.sheet(ITEM_SHEET) is not None
    rows = workbook.sheets[0].rows
    first = next((row for row in rows if any(row)), ())
    names = {letters(text) for text in first}
    return (
        "fullstatement" in names and "level" not in names and bool(names & {"humancodingscheme", "identifier", "ischildof", "cfitemtype"})
    )
