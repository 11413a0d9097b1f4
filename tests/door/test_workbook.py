import random

import pytest

from curricle.door.grid import Sheet
from curricle.door.limits import Limits
from curricle.door.problems import Problem, Refused, Weight
from curricle.door.unseen import unseen
from curricle.door.workbook import read_workbook
from curricle.door.xlsx_cells import read
from office_bytes import grid_cells, sheet_xml, workbook_parts, xlsx, zipped

SHOWN = {"hidden_rows": [], "hidden_columns": []}


def refusal(data: bytes, **limits: int) -> str:
    """What the child's own function says; it is called here without the child, which tests/door/test_child.py tries."""
    with pytest.raises(Refused) as stop:
        read(data, Limits(**limits))
    return str(stop.value)


def test_read_workbook_gives_texts_merged_ranges_errors_and_warnings():
    raw = {
        "B2": '<c r="B2"><v>1.1</v></c>',
        "C2": '<c r="C2"><v>3</v></c>',
        "D2": '<c r="D2" t="b"><v>1</v></c>',
        "E2": '<c r="E2" t="e"><v>#REF!</v></c>',
        "B3": '<c r="B3"><f>1+1</f><v>2</v></c>',
        "C3": '<c r="C3"><f>1+2</f><v>3</v></c>',
        "D3": '<c r="D3"><f>1+3</f></c>',
    }
    clinical = sheet_xml({"A1": " naïve\n“care” "}, raw=raw, after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>')
    workbook = read_workbook(xlsx({"Clinical": clinical, "Empty": {}}))
    assert workbook.sheets == (
        Sheet(
            name="Clinical",
            rows=((" naïve\n“care” ",), ("", "1.1", "3", "TRUE", "#REF!"), ("", "2", "3")),
            merged=((0, 0, 0, 1),),
            errors=((1, 4),),
        ),
        Sheet(name="Empty", rows=()),
    )
    never = "this formula was never calculated and reads as empty; open and save the file in a spreadsheet program"
    assert workbook.problems == (
        Problem(
            at="sheet 'Clinical', cell B3",
            says="this cell holds a formula (and 1 more); the value last calculated is read",
            severity=Weight.WARNING,
        ),
        Problem(at="sheet 'Clinical', cell D3", says=never, severity=Weight.WARNING),
    )


def test_dates_read_as_dates():
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    rels = workbook_parts({"A": ""})["xl/_rels/workbook.xml.rels"]
    more = str(rels).replace(
        "</Relationships>",
        '<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
        "</Relationships>",
    )
    sheet = sheet_xml({}, raw={"A1": '<c r="A1" s="1"><v>46650</v></c>', "B1": '<c r="B1"><v>46650</v></c>'})
    got = read(xlsx({"A": sheet}, extra={"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": more}), Limits())
    assert got["sheets"][0]["rows"] == [["2027-09-20", "46650"]]


def test_csv_is_a_workbook_of_one_sheet():
    workbook = read_workbook(b"a,b\n1.10,x", name="list.csv")
    assert workbook.sheets == (Sheet(name="list.csv", rows=(("a", "b"), ("1.10", "x")), lines=(1, 2)),)


def test_old_or_locked_workbook_is_refused():
    with pytest.raises(Refused) as stop:
        read_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert str(stop.value) == "the file: this is an old (XLS) or a password-protected workbook; save it as XLSX without a password"


def test_text_named_as_a_workbook_is_refused_with_the_remedy():
    with pytest.raises(Refused) as stop:
        read_workbook(b"Dear all, the modules are as last year.", name="modules.XLSX")
    assert [problem.at for problem in stop.value.problems] == ["the file"]
    assert "name it .csv" in stop.value.problems[0].says


def test_document_named_as_workbook_is_refused():
    data = zipped([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")])
    assert refusal(data) == "the file: the file is an office file of another kind (docx), not a workbook (XLSX)"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("A1048576", "sheet 'A', row 1048576: a cell stands beyond row 100,000 (limit rows); delete the empty rows below your data"),
        ("XFD1", "sheet 'A', row 1: a cell stands beyond column 2,000 (limit columns); delete the empty columns right of your data"),
        (
            "ZZ90000",
            "sheet 'A', row 90000: the sheets span more than 500,000 cells (limit cells); delete what stands far from your data",
        ),
        ("Z0", "sheet 'A': a row is numbered '0'"),
    ],
)
def test_far_cell_is_refused_before_any_grid_is_made(address, says):
    assert refusal(xlsx({"A": {"A1": "x", address: "y"}})) == says


def test_many_sheets_together_keep_the_cells_limit():
    assert refusal(xlsx({"A": {"J10": "x"}, "B": {"J10": "y"}}), cells=150).startswith(
        "sheet 'B', row 10: the sheets span more than 150 cells"
    )
    assert refusal(xlsx({"A": {}, "B": {}, "C": {}}), sheets=2) == "the file: the workbook has more than 2 sheets (limit sheets)"


def test_huge_cell_is_refused_with_its_place():
    assert refusal(xlsx({"A": {"B3": "x" * 20_001}})) == (
        "sheet 'A', cell B3: this cell is longer than 20,000 characters (limit cell_length)"
    )


def test_nul_written_as_an_escape_is_refused_with_its_place():
    assert refusal(xlsx({"A": {"B3": "a_x0000_"}})) == "sheet 'A', cell B3: the text holds a NUL character"


def test_entity_bomb_in_a_sheet_is_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + sheet_xml({"A1": "x"}).replace('<?xml version="1.0"?>', "")
    assert refusal(xlsx({"A": bomb})) == "the part xl/worksheets/sheet1.xml: this part declares entities; the file was made to do harm"


def test_broken_xml_in_a_sheet_is_refused():
    assert refusal(xlsx({"A": "<worksheet><sheetData><row><c"})).startswith("sheet 'A': this sheet is not XML: ")


def test_sheet_without_its_part_is_refused():
    parts = workbook_parts({"A": sheet_xml({})})
    del parts["xl/worksheets/sheet1.xml"]
    assert refusal(zipped(parts.items())) == "the part xl/worksheets/sheet1.xml: this part is missing from the file"


def test_sheet_at_an_address_elsewhere_is_refused():
    parts = workbook_parts({"A": sheet_xml({})})
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = rels.replace(
        'Target="worksheets/sheet1.xml"', 'Target="http://x.example/a" TargetMode="External"'
    )
    assert refusal(zipped(parts.items())) == "sheet 'A': the workbook names this sheet but does not hold it"


def test_workbook_that_begins_elsewhere_is_refused():
    parts = workbook_parts({"A": sheet_xml({})})
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("xl/workbook.xml", "other/workbook.xml")
    assert refusal(zipped(parts.items())) == (
        "the part _rels/.rels: the file does not begin at xl/workbook.xml; open and save it in a spreadsheet program"
    )


def test_links_to_other_workbooks_are_a_warning():
    got = read(xlsx({"A": {"A1": "x"}}, extra={"xl/externalLinks/externalLink1.xml": "<x/>"}), Limits())
    assert got["warnings"] == [["the file", "the workbook refers to other workbooks; they are not opened"]]


def test_random_damage_inside_the_parts_gives_cells_or_a_refusal():
    dice = random.Random(5)
    parts = workbook_parts({"A": sheet_xml({"A1": "code", "B2": "text"}, raw={"C3": '<c r="C3"><f>1</f><v>2.5</v></c>'})})
    places = []
    for _ in range(250):
        name = dice.choice(list(parts))
        spoilt = bytearray(str(parts[name]).encode())
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(spoilt))
            spoilt[at : at + dice.randint(0, 2)] = dice.choice([b"<", b">", b'"', b"9", b"/", b"", bytes([dice.randrange(256)])])
        try:
            read(zipped([*(each for each in parts.items() if each[0] != name), (name, bytes(spoilt))]), Limits())
        except Refused as stop:
            places.append(stop.problems[0].at)
    assert places
    assert all(places)


def rows_of(data: bytes) -> list[dict[str, object]]:
    return read(data, Limits())["sheets"]


def test_cells_without_addresses_follow_one_another():
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet += "<row><c><v>1</v></c><c><v>2</v></c></row><row><c t='e'/></row></sheetData></worksheet>"
    assert rows_of(xlsx({"A": sheet})) == [
        {"name": "A", "rows": [["1", "2"], ["#ERROR"]], "merged": [], "hidden": False, "errors": [(1, 0)], **SHOWN}
    ]


def test_formulas_merged_ranges_and_hidden_sheets_are_told():
    raw = {"A1": '<c r="A1"><f>1</f><v>2</v></c>', "B1": '<c r="B1"><f>1</f></c>', "C1": '<c r="C1"><f>2</f></c>'}
    merged = '<mergeCells><mergeCell ref="A2:C3"/><mergeCell ref="D4"/></mergeCells>'
    parts = workbook_parts({"A": sheet_xml({}, raw=raw, after=merged)})
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace('sheetId="1"', 'sheetId="1" state="hidden"')
    got = read(zipped(parts.items()), Limits())
    assert got["sheets"] == [{"name": "A", "rows": [["2"]], "merged": [(1, 0, 2, 2), (3, 3, 3, 3)], "hidden": True, "errors": [], **SHOWN}]
    never = "this formula was never calculated (and 1 more) and reads as empty; open and save the file in a spreadsheet program"
    assert got["warnings"] == [
        ["sheet 'A', cell A1", "this cell holds a formula; the value last calculated is read"],
        ["sheet 'A', cell B1", never],
    ]


def test_charts_are_no_sheets():
    parts = workbook_parts({"A": sheet_xml({"A1": "x"}), "Chart": "<chartsheet/>"})
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = rels.replace('/worksheet" Target="worksheets/sheet2', '/chartsheet" Target="worksheets/sheet2')
    assert [sheet["name"] for sheet in rows_of(zipped(parts.items()))] == ["A"]


def test_two_sheets_of_one_name_are_refused():
    parts = workbook_parts({"A": sheet_xml({}), "B": sheet_xml({})})
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace('name="B"', 'name="A"')
    assert refusal(zipped(parts.items())) == "sheet 'A': two sheets have this name"


@pytest.mark.parametrize("reference", ["x", "A0", "A1:ZZZZ1"])
def test_odd_merged_range_is_refused(reference):
    after = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    assert refusal(xlsx({"A": sheet_xml({}, after=after)})).endswith("which is no address")


def test_too_many_merged_ranges_are_refused():
    after = "<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 3 + "</mergeCells>"
    assert refusal(xlsx({"A": sheet_xml({}, after=after)}), rows=2) == "sheet 'A': the sheet has more than 2 merged ranges (limit rows)"


def test_dates_times_and_durations_have_one_spelling():
    import datetime as dt

    from curricle.door.xlsx_cells import _text

    values = [
        dt.datetime(2027, 9, 20),
        dt.datetime(2027, 9, 20, 8, 30),
        dt.date(2027, 9, 20),
        dt.time(8, 30),
        dt.timedelta(hours=30),
        False,
        7,
        0.1,
    ]
    assert [_text(value) for value in values] == [
        "2027-09-20", "2027-09-20 08:30:00", "2027-09-20", "08:30:00", "30:00:00", "FALSE", "7", "0.1",
    ]  # fmt: skip


def test_hidden_rows_and_columns_and_merged_cells_are_told_where_they_hold_something():
    cells = grid_cells([["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]])
    merged = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/></mergeCells>'
    xml = sheet_xml(cells, after=merged).replace("<sheetData>", '<cols><col min="2" max="9" hidden="1"/></cols><sheetData>')
    book = read_workbook(
        xlsx({"One": xml.replace('<row r="2">', '<row r="2" hidden="true">'), "Two": "<worksheet><sheetData/></worksheet>"})
    )
    assert [(each.at, each.says) for each in unseen(book)] == [
        ("sheet 'One', row 2", "this row is hidden; it is read like any other"),
        ("sheet 'One', column B", "this column is hidden (and 1 more); it is read like any other"),
        ("sheet 'One', cell A2", "the cells A2 to A3 are merged; only the first holds the text, the others are empty"),
    ]
