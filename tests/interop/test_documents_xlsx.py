"""XLSX: text cells only from text, frozen panes, filters, names that spreadsheets allow, the same bytes each time."""

from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl
import pytest

import papers_sample as sample
from curricle.core.checks import run
from curricle.core.papers import pack
from curricle.core.papers.grid import CellStyle, GridCell, Sheet, Workbook
from curricle.interop.documents.xlsx import render_xlsx

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x")',
    "http://example.org",
    "007",
    "a\x00b",
    "x" * 40_000,
)


def rendered(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(render_xlsx(Workbook(file="f", title="T", sheets=sheets), prepared=sample.DAY, author="A")))


def sheet(name: str, *texts: str) -> Sheet:
    return Sheet(name=name, head=(GridCell("Head", CellStyle.HEAD),), rows=tuple((GridCell(each),) for each in texts), widths=(20,))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_stays_text(words):
    cell = rendered(sheet("S", words))["S"]["A2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value == (words.replace("\x00", " ") if len(words) < 32_767 else "x" * 32_766 + "…")


def test_sheet_names_are_made_lawful_and_different():
    names = rendered(
        sheet("Grid [a]/b*c?:", "x"), sheet("y" * 50, "x"), sheet("Y" * 40, "x"), sheet("'", "x"), sheet("History", "x")
    ).sheetnames
    assert names == ["Grid  a  b c", "y" * 31, "Y" * 29 + " 2", "Sheet", "History 2"]


def test_sheet_name_counts_an_emoji_twice():
    assert rendered(sheet("🧠" * 40, "x")).sheetnames == ["🧠" * 15]


@pytest.mark.slow
def test_pack_workbook_has_every_sheet_frozen_and_filtered():
    programme, frameworks = sample.programme(2), sample.frameworks()
    book = pack(programme, frameworks, run(programme, frameworks), prepared=sample.DAY).workbook
    data = render_xlsx(book, prepared=sample.DAY, author="A")
    held = openpyxl.load_workbook(BytesIO(data))
    assert held.sheetnames == ["Overview", "Coverage", "Gaps", "Grid DS01", "Grid PODS", "Assessments and outcomes", "Hours", "Findings"]
    assert held["Grid DS01"].freeze_panes == "D5"
    assert held["Grid DS01"].auto_filter.ref == "A4:AG18"
    assert {cell.data_type for name in held.sheetnames for row in held[name].iter_rows() for cell in row} <= {"s", "n"}
    assert render_xlsx(book, prepared=sample.DAY, author="A") == data


def test_no_formula_or_link_part_is_written():
    data = render_xlsx(Workbook(file="f", title="T", sheets=(sheet("S", *HOSTILE),)), prepared=sample.DAY, author="A")
    with zipfile.ZipFile(BytesIO(data)) as held:
        assert "<f>" not in held.read("xl/worksheets/sheet1.xml").decode()
        assert not [
            name for name in held.namelist() if "externalLinks" in name or name.endswith("calcChain.xml") or "sheet1.xml.rels" in name
        ]
