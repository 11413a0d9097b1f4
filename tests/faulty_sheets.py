"""Faults in CSV and XLSX files of every format of sheets: a change of rows, or of the bytes that hold them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field

from curricle.door.workbook import read_workbook
from framework_files import A1, B1, DLS_ROWS, FILES, A, B
from office_bytes import grid_cells, sheet_xml, workbook_parts, zipped

SCRIPT = "<script>alert(1)</script><img src=http://198.51.100.1/i.png onerror=alert(1)>"
ADDRESS = "http://198.51.100.1/look.png"
DEEP, WIDE = 150, 2_000
NAMES = {
    "template csv": "sample.csv",
    "template xlsx": "sample.xlsx",
    "opensalt csv": "sample.csv",
    "opensalt xlsx": "sample.xlsx",
    "opencase csv": "sample.csv",
    "opencase xlsx": "sample.xlsx",
    "compeito": "sample.csv",
    "compeito simple": "sample.csv",
    "moodle": "sample.csv",
    "openedx": "sample.csv",
    "dls": "sample.xlsx",
}
FILE = {format: format.replace(" ", ".") for format in NAMES} | {
    "compeito": "compeito.csv",
    "compeito simple": "indented.csv",
    "moodle": "moodle.csv",
    "openedx": "openedx.csv",
    "dls": "dls.xlsx",
}


@dataclass
class Grid:
    """The rows of the sheet that holds the items, those of the other sheets, and which column is which. -1: there is none."""

    rows: list[list[str]]
    sheet: str = ""
    others: dict[str, list[list[str]]] = field(default_factory=dict)
    code: int = -1
    statement: int = -1
    parent: int = -1
    level: int = -1
    id: int = -1
    related: int = -1
    by: str = "code"  # what the parent's column names

    def row(self, code: str) -> list[str]:
        """The row of an item by its code."""
        words = {"A": "Clinical work", "A1": "Assesses", "A2": "Prescribes", "B": "Research", "B1": "Reads a paper"}[code]
        return next(row for row in self.rows if row[self.statement].strip().startswith(words))

    def key(self, code: str) -> str:
        """How a parent's column names an item."""
        return {"A": A, "A1": A1, "B": B, "B1": B1}[code] if self.by == "id" else code


COLUMNS = {
    "template csv": {"code": 0, "statement": 2, "parent": 4, "level": 5, "id": 15},
    "template xlsx": {"code": 0, "statement": 2, "parent": 4, "level": 5, "id": 15},
    "opensalt csv": {"id": 0, "statement": 1, "code": 2, "parent": 3},
    "opensalt xlsx": {"id": 0, "statement": 1, "code": 2, "level": 3},
    "opencase csv": {"level": 0, "code": 1, "statement": 2},
    "opencase xlsx": {"level": 0, "code": 1, "statement": 2},
    "compeito": {"id": 0, "statement": 1, "code": 2, "parent": 3, "related": 6, "by": "id"},
    "compeito simple": {"statement": 0, "code": 1},
    "moodle": {"parent": 0, "code": 1, "statement": 2, "related": 10},
    "openedx": {"id": 0, "statement": 1, "parent": 2, "code": 3, "by": "id"},
    "dls": {"id": 0, "statement": 3, "code": 1},
}


def grid(format: str) -> Grid:
    data = FILES[FILE[format]][0]
    if not NAMES[format].endswith(".xlsx"):
        return Grid(rows=list(csv.reader(io.StringIO(data.decode("utf-8-sig")))), **COLUMNS[format])
    sheets = {each.name: [list(row) for row in each.rows] for each in read_workbook(data).sheets if each.name != "Read me"}
    if format == "dls":
        sheets = {"Sheet1": [list(row) for row in DLS_ROWS]}
    here = {"template xlsx": "Items", "opensalt xlsx": "CF Item", "opencase xlsx": "Items", "dls": "Sheet1"}[format]
    held = Grid(rows=sheets.pop(here), sheet=here, others=sheets, **COLUMNS[format])
    width = max(len(row) for row in held.rows)
    held.rows = [[*row, *[""] * (width - len(row))] for row in held.rows]
    return held


def written(held: Grid, *, raw: dict[str, str] | None = None, after: str = "", extra: dict[str, str] | None = None) -> bytes:
    """The rows as a file; the rest goes into the XML of the sheet of items, or into the workbook."""
    if not held.sheet:
        out = io.StringIO()
        csv.writer(out).writerows(held.rows)
        return out.getvalue().encode()
    sheets = {name: sheet_xml(grid_cells(rows)) for name, rows in held.others.items()}
    sheets[held.sheet] = sheet_xml(grid_cells(held.rows), raw=raw, after=after)
    return zipped(workbook_parts(sheets, extra=extra).items())


def parts_of(held: Grid) -> tuple[dict[str, bytes | str], str]:
    """The parts of the workbook, and which of them is the sheet of items."""
    sheets = {name: sheet_xml(grid_cells(rows)) for name, rows in held.others.items()}
    sheets[held.sheet] = sheet_xml(grid_cells(held.rows))
    return workbook_parts(sheets), f"xl/worksheets/sheet{len(sheets)}.xml"


def spoilt(held: Grid, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook after the XML of its items was changed."""
    parts, name = parts_of(held)
    part = parts[name]
    parts[name] = change(part.encode() if isinstance(part, str) else part)
    return zipped(parts.items())


def address_of(held: Grid, code: str, column: int) -> str:
    """ "C4" of an item's cell."""
    return f"{chr(65 + column)}{held.rows.index(held.row(code)) + 1}"


def say(held: Grid, code: str, text: str) -> Grid:
    """Another statement; Moodle has it twice."""
    row = held.row(code)
    row[held.statement] = text
    if len(held.rows[0]) == 14:
        row[3] = text
    return held


def cycle(held: Grid) -> bytes:
    if held.parent >= 0:
        held.row("A")[held.parent] = held.key("A1")
        return written(held)
    links = held.others["CF Association"]
    for code, other in (("A", A1), ("A1", A)):
        held.row(code)[held.level] = ""
        links.append(["", "", held.row(code)[held.id], code, "isChildOf", "", other, ""])
    return written(held)


def two_parents(held: Grid) -> bytes:
    if held.level >= 0 and held.parent >= 0:
        held.row("A1")[held.level] = "2"
    elif held.level >= 0:
        held.others["CF Association"].append(["", "", A1, "A1", "isChildOf", "", B, "B"])
    else:
        held.row("A1")[held.parent] = f"{held.key('A')}|{held.key('B')}"
    return written(held)


def dangling(held: Grid) -> bytes:
    if "CF Association" in held.others:
        held.row("B1")[held.level] = "9.1"
        held.others["CF Association"].append(["", "", "elsewhere", "", "isRelatedTo", "", "nowhere", ""])
    elif held.level >= 0 and held.parent < 0:
        held.row("A1")[held.level] = "4"
    else:
        held.row("B1")[held.parent] = "nowhere"
    if held.related >= 0:
        held.row("A1")[held.related] = "nowhere"
    return written(held)


def deep(held: Grid) -> bytes:
    """Each item stands under the one before."""
    start = next(at for at, row in enumerate(held.rows) if row[held.statement].startswith("Clinical work"))
    pattern = held.rows[start]
    made = []
    for at in range(DEEP):
        row = list(pattern)
        row[held.statement] = f"{' ' * at if held.parent < 0 and held.level < 0 else ''}Item {at}"
        row[held.code] = f"n{at}"
        if held.id >= 0:
            row[held.id] = f"20000000-1111-4111-8111-{at:012}"
        if held.parent >= 0 and at:
            row[held.parent] = made[-1][held.id] if held.by == "id" else f"n{at - 1}"
        elif held.level >= 0 and held.parent < 0:
            row[held.level] = ".".join(["1"] * (at + 1)) if "CF Item" in held.sheet else str(at + 1)
        made.append(row)
    held.rows[start:] = made
    return written(alone(held))


def alone(held: Grid) -> Grid:
    """Without the sheet of links, which would name items that are no longer there."""
    held.others.pop("Links", None)
    held.others.pop("CF Association", None)
    return held


def wide(held: Grid) -> bytes:
    """One item with all the others right below it."""
    start = next(at for at, row in enumerate(held.rows) if row[held.statement].strip().startswith(("Clinical work", "Assesses")))
    pattern = held.rows[start]
    made = []
    for at in range(WIDE):
        row = list(pattern)
        row[held.statement] = f"{' ' if at and held.parent < 0 and held.level < 0 and not held.sheet else ''}Item {at}"
        if held.sheet == "Sheet1":
            row[held.id] = str(at)
        else:
            row[held.code] = f"n{at}"
        if held.id >= 0 and held.sheet != "Sheet1":
            row[held.id] = f"20000000-1111-4111-8111-{at:012}"
        if held.parent >= 0 and at:
            row[held.parent] = made[0][held.id] if held.by == "id" else "n0"
        elif held.level >= 0 and held.parent < 0:
            row[held.level] = ("1" if at == 0 else f"1.{at}") if held.sheet == "CF Item" else ("2" if at else "1")
        made.append(row)
    held.rows[start:] = made
    return written(alone(held))


def twice(column: str) -> Callable[[Grid], bytes]:
    def work(held: Grid) -> bytes:
        at = getattr(held, column)
        held.row("A2")[at] = held.row("A1")[at]
        return written(alone(held))

    return work


def encoding(held: Grid) -> bytes:
    say(held, "A2", "Prescribes orthosés")
    if not held.sheet:
        return written(held).decode().encode("cp1252")
    return spoilt(held, lambda part: part.decode().encode("cp1252"))


def sign(text: str, escaped: str) -> Callable[[Grid], bytes]:
    """A character that nobody can keep, as it is or as the format writes it."""

    def work(held: Grid) -> bytes:
        if not held.sheet:
            return written(say(held, "A2", "Prescribes ortho@ses")).replace(b"@", text.encode("utf-8", "surrogatepass"))
        return written(say(held, "A2", f"Prescribes ortho{escaped}ses"))

    return work


def trailing(held: Grid) -> bytes:
    held.rows.append([""] * max(0, held.statement - 1) + ["Exported on 1 May 2027 by the registry"])
    if held.statement:
        return written(held)
    held.rows[-1] = ["", "Exported on 1 May 2027 by the registry"]
    return written(held)


def truncated(held: Grid) -> bytes:
    if held.sheet:
        whole = written(held)
        return whole[: len(whole) // 2]
    whole = written(held)
    return whole[: whole.index(b"Assesses gait,") + 12]


def far(held: Grid) -> bytes:
    if not held.sheet:
        held.row("A2").extend([""] * 3_000)
        return written(held)
    return written(held, raw={"A1048576": '<c r="A1048576" t="inlineStr"><is><t>far</t></is></c>'})


def merged(held: Grid) -> bytes:
    column = 1 if held.sheet == "Sheet1" else held.code
    first, last = ("A1", "A2")
    held.row(last)[column] = ""
    reference = f"{address_of(held, first, column)}:{address_of(held, last, column)}"
    return written(alone(held), after=f'<mergeCells count="1"><mergeCell ref="{reference}"/></mergeCells>')


def hidden(held: Grid) -> bytes:
    row = held.rows.index(held.row("A2")) + 1
    return spoilt(held, lambda part: part.replace(f'<row r="{row}">'.encode(), f'<row r="{row}" hidden="1">'.encode()))


def formula(held: Grid) -> bytes:
    if not held.sheet:
        return written(say(held, "A2", f'=HYPERLINK("{ADDRESS}")'))
    at = address_of(held, "A2", held.statement)
    held.row("A2")[held.statement] = ""
    return written(held, raw={at: f'<c r="{at}" t="str"><f>HYPERLINK("{ADDRESS}")</f><v>Prescribes orthoses</v></c>'})


def zip_bomb(held: Grid) -> bytes:
    parts, name = parts_of(held)
    return zipped([*((each, data) for each, data in parts.items() if each != name), (name, b"0" * 60_000_000)])


def xml_bomb(held: Grid) -> bytes:
    laughs = "".join(f'<!ENTITY {chr(98 + at)} "{(chr(38) + chr(97 + at) + ";") * 10}">' for at in range(9))
    start = f'<!DOCTYPE a [<!ENTITY a "ha">{laughs}]>'.encode()
    return spoilt(say(held, "A2", "@"), lambda part: start + part.split(b"?>", 1)[-1].replace(b"@", b"&j;"))


def addressed(held: Grid) -> bytes:
    say(held, "A2", f"Prescribes orthoses, see {ADDRESS}")
    if not held.sheet:
        return written(held)
    inside = f'<Relationship Id="r1" Type="x/externalLinkPath" Target="{ADDRESS}" TargetMode="External"/>'
    link = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    return written(held, extra={"xl/externalLinks/_rels/externalLink1.xml.rels": link, "xl/externalLinks/externalLink1.xml": "<a/>"})


MAKE: dict[str, Callable[[Grid], bytes]] = {
    "cycle": cycle,
    "two parents": two_parents,
    "dangling link": dangling,
    "identifier twice": twice("id"),
    "code twice": twice("code"),
    "no statement": lambda held: written(say(held, "A2", "")),
    "wrong encoding": encoding,
    "NUL": sign("\x00", "_x0000_"),
    "lone surrogate": sign("\ud800", "_xD800_"),
    "deep": deep,
    "wide": wide,
    "trailing text": trailing,
    "truncated": truncated,
    "mislabelled": written,
    "zip bomb": zip_bomb,
    "XML bomb": xml_bomb,
    "far cell": far,
    "merged cells": merged,
    "hidden text": hidden,
    "formula": formula,
    "script": lambda held: written(say(held, "A2", SCRIPT)),
    "address": addressed,
}


def faulty(fault: str, format: str) -> bytes:
    """The file of that format with that fault."""
    return MAKE[fault](grid(format))
