"""One walk through the XML of a sheet, before its values are read: how far it reaches, formulas, errors, merged ranges.

The declared dimension is ignored, as it may lie; only cells that are there count.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from curricle.door.archive import Archive
from curricle.door.limits import Limits
from curricle.door.problems import refuse

_ADDRESS = re.compile(r"\A([A-Z]{1,3})([0-9]{1,7})\Z")
_TRUE = {"1", "true"}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class Scan:
    """What one sheet holds beside its values; positions are (row, column) from 0."""

    area: int = 0
    formulas: list[tuple[int, int]] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def parse_xml(part: str, data: bytes) -> Any:
    """The root element of one XML part. Entities and the network are off; a document type is refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as stop:
        raise refuse(_spot(f"the part {part}", stop), f"this part is not XML: {_words(stop)}") from None
    _no_doctype(part, root)
    return root


#: What the XML library says -> what a person can do something with.
_KNOWN = {
    "character encoding": "its letters are not in the encoding that it declares; save the file again in the program that it is from",
    "not proper UTF-8": "its letters are not in the encoding that it declares; save the file again in the program that it is from",
    "invalid xmlChar": "a character stands in it that no text may hold, such as NUL or half of one",
    "Excessive depth": "its parts are nested too deeply; it was made to do harm",
    "Premature end": "it is cut short",
    "EndTag": "it is cut short",
    "Document is empty": "it is empty",
}


def _words(stop: etree.XMLSyntaxError) -> str:
    said = str(stop)
    return next((words for sign, words in _KNOWN.items() if sign in said), said.partition(", line ")[0][:150])


def _spot(part: str, stop: etree.XMLSyntaxError) -> str:
    return f"{part} (line {stop.position[0]} of its XML)" if stop.position[0] > 1 else part


def sheet_parts(archive: Archive) -> dict[str, str]:
    """Sheet name -> part, in the order of the tabs. Charts and dialogues are left out."""
    start = parse_xml("_rels/.rels", archive.read("_rels/.rels"))
    books = {
        each.get("Target", "").removeprefix("/")
        for each in start.iter("{*}Relationship")
        if each.get("Type", "").endswith("/officeDocument")
    }
    if books != {"xl/workbook.xml"}:
        raise refuse("the part _rels/.rels", "the file does not begin at xl/workbook.xml; open and save it in a spreadsheet program")
    book = parse_xml("xl/workbook.xml", archive.read("xl/workbook.xml"))
    relations = parse_xml("xl/_rels/workbook.xml.rels", archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each for each in relations.iter("{*}Relationship")}
    parts: dict[str, str] = {}
    for sheet in book.iter("{*}sheet"):
        name = sheet.get("name") or ""
        relation = targets.get(sheet.get(_RELATION) or sheet.get(_RELATION_STRICT))
        if relation is None or relation.get("TargetMode") == "External" or not relation.get("Target"):
            raise refuse(f"sheet '{name}'", "the workbook names this sheet but does not hold it")
        if not str(relation.get("Type")).endswith("/worksheet"):
            continue
        if name in parts:
            raise refuse(f"sheet '{name}'", "two sheets have this name")
        parts[name] = posixpath.normpath(posixpath.join("xl", relation.get("Target"))).removeprefix("/")
    return parts


def scan_sheet(name: str, data: bytes, limits: Limits, cells_before: int) -> Scan:
    """Walks the cells of a sheet. Raises Refused for a cell too far out, too many cells, a document type or broken XML."""
    scan = Scan()
    row = column = -1
    last_row = last_column = -1
    kinds: dict[str, str] = {}  # a tag with its namespace -> the tag alone; the few there are come again for every cell
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        tag=("{*}row", "{*}c", "{*}col", "{*}mergeCell"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for event, element in events:
            kind = kinds.get(element.tag) or kinds.setdefault(element.tag, element.tag.rpartition("}")[2])
            if event == "start":
                if kind == "row":
                    row, column = _row(name, element.get("r"), row), -1
                    if element.get("hidden") in _TRUE and row < limits.rows:
                        scan.hidden_rows.append(row)
                continue
            if kind == "c":
                row, column = _position(name, element.get("r"), row, column)
                if row > last_row or column > last_column:
                    last_row, last_column = max(last_row, row), max(last_column, column)
                    _check_reach(name, last_row, last_column, limits, cells_before)
                _note(scan, element, (row, column))
            elif kind == "col" and element.get("hidden") in _TRUE:
                scan.hidden_columns.extend(_columns(element, limits))
            elif kind == "mergeCell":
                _merge(name, scan, element.get("ref") or "", limits)
            element.clear()
            if kind == "row" and element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as stop:
        raise refuse(_spot(f"sheet '{name}'", stop), f"this sheet is not XML: {_words(stop)}") from None
    _no_doctype(name, events.root)
    scan.area = (last_row + 1) * (last_column + 1)
    return scan


def _columns(element: Any, limits: Limits) -> Iterable[int]:
    """The columns that a <col> speaks of, as far as anything may stand there."""
    first, last = element.get("min") or "", element.get("max") or ""
    if not (first.isdecimal() and last.isdecimal() and len(first) < 7 and len(last) < 7):
        return ()
    return range(max(0, int(first) - 1), min(int(last), limits.columns))


def _no_doctype(part: str, root: Any) -> None:
    if root is not None and root.getroottree().docinfo.doctype:
        raise refuse(f"the part {part}", "this part declares entities; the file was made to do harm")


def _row(name: str, said: str | None, before: int) -> int:
    if said is None:
        return before + 1
    if not said.isdecimal() or len(said) > 7 or said == "0":
        raise refuse(f"sheet '{name}'", f"a row is numbered {said[:20]!r}")
    return int(said) - 1


def _position(name: str, address: str | None, row: int, column: int) -> tuple[int, int]:
    if address is None:
        return max(row, 0), column + 1
    return _parse(name, address)


def _parse(name: str, address: str) -> tuple[int, int]:
    match = _ADDRESS.match(address)
    if match is None or int(match[2]) == 0:
        raise refuse(f"sheet '{name}'", f"a cell is called {address[:20]!r}, which is no address")
    return int(match[2]) - 1, _column(match[1])


@lru_cache(maxsize=1_024)  # every row names the same ones
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _check_reach(name: str, last_row: int, last_column: int, limits: Limits, cells_before: int) -> None:
    at = f"sheet '{name}', row {last_row + 1}"
    if last_row >= limits.rows:
        raise refuse(at, f"a cell stands beyond row {limits.rows:,} (limit rows); delete the empty rows below your data")
    if last_column >= limits.columns:
        raise refuse(at, f"a cell stands beyond column {limits.columns:,} (limit columns); delete the empty columns right of your data")
    if cells_before + (last_row + 1) * (last_column + 1) > limits.cells:
        raise refuse(at, f"the sheets span more than {limits.cells:,} cells (limit cells); delete what stands far from your data")


def _note(scan: Scan, element: Any, at: tuple[int, int]) -> None:
    value = None
    formula = False
    for child in element:
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        formula = formula or tag == "f"
        value = child.text or "" if tag == "v" else value
    if formula:
        scan.formulas.append(at)
        if not value and element.get("t") not in {"str", "inlineStr"}:
            scan.uncalculated.append(at)
    if element.get("t") == "e":
        scan.errors[at] = (value or "#ERROR")[:20]


def _merge(name: str, scan: Scan, reference: str, limits: Limits) -> None:
    first, _, last = reference.partition(":")
    top, left = _parse(name, first)
    bottom, right = _parse(name, last or first)
    if len(scan.merged) >= limits.rows:
        raise refuse(f"sheet '{name}'", f"the sheet has more than {limits.rows:,} merged ranges (limit rows)")
    scan.merged.append((top, left, min(bottom, limits.rows - 1), min(right, limits.columns - 1)))
