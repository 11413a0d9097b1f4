import pytest

from curricle.door.grid import Sheet, Workbook, cell, column_name, read_csv, refuse_errors
from curricle.door.problems import Refused
from curricle.door.table import headings, lines


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
def test_column_name_is_that_of_a_spreadsheet(column, name):
    assert column_name(column) == name


def test_places_are_those_that_a_person_finds():
    sheet = Sheet(name="Clinical", rows=(("a", "b"), ("c",)))
    assert (cell(13, 2), sheet.place(13, 2), sheet.place(13)) == ("C14", "sheet 'Clinical', cell C14", "sheet 'Clinical', row 14")
    assert read_csv(b'x,"a\nb"\ny,z').sheets[0].place(1, 1) == "line 3, column 2"


def test_text_beyond_the_end_is_empty():
    sheet = Sheet(name="s", rows=(("a", "b"), ("c",)))
    assert [sheet.text(0, 1), sheet.text(1, 1), sheet.text(9, 9)] == ["b", "", ""]


def test_sheet_is_found_whatever_its_case_and_spaces():
    workbook = Workbook(sheets=(Sheet(name="CF  Doc ", rows=()),), format="xlsx")
    assert workbook.sheet("cf doc") is workbook.sheets[0]
    assert workbook.sheet("other") is None


def test_refuse_errors_names_every_cell():
    sheet = Sheet(name="s", rows=(("#REF!", ""), ("", "#N/A")), errors=((0, 0), (1, 1)))
    with pytest.raises(Refused) as stop:
        refuse_errors(sheet)
    assert [(each.at, each.says) for each in stop.value.problems] == [
        ("sheet 's', cell A1", "this cell holds the error #REF! instead of a value"),
        ("sheet 's', cell B2", "this cell holds the error #N/A instead of a value"),
    ]


def test_lines_give_cells_by_the_name_of_their_column():
    sheet = read_csv(b"Full-Statement,CODE\n\ntext,A1\n,\nmore").sheets[0]
    assert [(row.get("fullstatement"), row.get("code"), row.get("other"), row.place("code")) for row in lines(sheet)] == [
        ("text", "A1", "", "line 3, column 2"),
        ("more", "", "", "line 5, column 2"),
    ]


def test_two_headings_that_mean_the_same_are_refused():
    with pytest.raises(Refused) as stop:
        headings(Sheet(name="s", rows=(("Code", "x", "code "),)))
    assert str(stop.value) == "sheet 's', cell C1: the heading 'code ' means the same as that in A1"
