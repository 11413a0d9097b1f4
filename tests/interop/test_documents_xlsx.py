"""XLSX: text cells only from text, frozen panes, filters, names that spreadsheets allow, the same bytes each time."""

from __future__ import annotations

import zipfile
from dataclasses import replace
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


def grid(items: int) -> Sheet:
    head = (*(GridCell(name, CellStyle.HEAD) for name in ("Module", "Outcome", "Text")), *(GridCell("K1", CellStyle.UPRIGHT),) * items)
    return Sheet(
        name="G",
        head=head,
        rows=((GridCell("M1"), *(GridCell(""),) * (items + 2)),),
        widths=(12, 9, 42, *(4,) * items),
        columns_kept=3,
        across=25,
    )


def test_wide_grid_prints_on_several_pages_with_its_first_columns_on_each():
    page = rendered(grid(60))["G"]
    setup = page.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 3, 0)
    assert (page.print_title_cols, page.print_title_rows, page.print_area) == ("$A:$C", "$1:$1", "'G'!$A$1:$BK$2")


def test_narrow_sheet_prints_on_the_width_of_one_page():
    assert [rendered(each).worksheets[0].page_setup.paperSize for each in (grid(10), sheet("S", "x"))] == [9, 9]
    assert rendered(grid(10))["G"].page_setup.fitToWidth in (None, 1)  # 1 is what the format takes when nothing is said
    assert rendered(replace(sheet("S", "x"), widths=(200,)))["S"].page_setup.paperSize == 8


def test_hours_are_numbers_in_hours():
    hours = Sheet(name="H", head=(GridCell("Planned"),), rows=((GridCell(-20 * 60 - 30, CellStyle.HOURS),),), widths=(10,))
    cell = rendered(hours)["H"]["A2"]
    assert (cell.value, cell.number_format) == (-20.5, '#,##0.0" h"')


def test_no_formula_or_link_part_is_written():
    data = render_xlsx(Workbook(file="f", title="T", sheets=(sheet("S", *HOSTILE),)), prepared=sample.DAY, author="A")
    with zipfile.ZipFile(BytesIO(data)) as held:
        assert "<f>" not in held.read("xl/worksheets/sheet1.xml").decode()
        assert not [
            name for name in held.namelist() if "externalLinks" in name or name.endswith("calcChain.xml") or "sheet1.xml.rels" in name
        ]
