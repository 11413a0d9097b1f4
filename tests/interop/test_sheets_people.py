"""Sheets as people really keep them: one a module with a heading, remarks below the table, weights, columns that nobody reads."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import curricle.cli
from curricle.core.canonical import from_document
from curricle.core.framework import Framework, Item
from curricle.door.grid import Sheet, Workbook
from curricle.door.workbook import read_workbook
from curricle.interop.sheets.choose import spoken_of
from curricle.interop.sheets.guess import guess
from curricle.interop.sheets.labels import weight_of
from curricle.interop.sheets.signature import adapted
from curricle.interop.sheets.understand import understand
from curricle.interop.sheets.understanding import Understanding
from samples.sheets import make

FRAMEWORKS = (make.STANDARD, make.SCHEMA)
Rows = list[list[str]]


def workbook(**sheets: Rows) -> Workbook:
    """Sheets by name; an underscore in a name stands for a space."""
    made = (Sheet(name=name.replace("_", " "), rows=tuple(tuple(row) for row in rows)) for name, rows in sheets.items())
    return Workbook(format="xlsx", sheets=tuple(made))


def read(code: str = "EPA", /, **sheets: Rows) -> Understanding:
    book = workbook(**sheets)
    return understand(book, guess(book, FRAMEWORKS)[0], FRAMEWORKS, programme_code=code, title="Demonstration")


def modules(found: Understanding) -> list[tuple[str, str, int, int, list[str]]]:
    return [(each.code, each.title, each.credits, each.level, [one.code for one in each.outcomes]) for each in found.programme.modules]


def says(found: Understanding, start: str) -> list[str]:
    return [note.says for note in found.notes if note.says.startswith(start)]


FOOT = [
    ["POD7001 Assessing the Complex Foot"],
    ["Credits: 20"],
    [],
    ["No.", "Learning outcome", "KSBs met"],
    ["1", "Judge the wound of a foot", "K1, K2"],
    ["2", "Plan the care of a foot with others", "K3"],
    ["3", "Teach a colleague to look", "S1 S2"],
]
SHAPES: dict[str, Rows] = {
    "heading and credits above": FOOT,
    "a hash for the number": [*FOOT[:3], ["#", "Learning outcome", "KSBs"], *FOOT[4:]],
    "codes of outcomes": [*FOOT[:4], *([f"LO{row[0]}", *row[1:]] for row in FOOT[4:])],
    "a number and codes of outcomes": [
        *FOOT[:3],
        ["No.", "LO", "Outcome text", "KSBs"],
        *([row[0], f"LO{row[0]}", *row[1:]] for row in FOOT[4:]),
    ],
    "one code each": [*FOOT[:4], *([*row[:2], row[2][:2]] for row in FOOT[4:])],
    "labels and values": [["Module code", "POD7001"], ["Title", "Assessing the Complex Foot"], ["Credit value", "", "20"], *FOOT[2:]],
    "label and value in one cell": [["Module: POD7001 Assessing the Complex Foot"], ["20 credits, level 7"], *FOOT[2:]],
    "a remark below": [*FOOT, [], ["✓ = covered in teaching. HM to check with Ann"]],
    "all in one cell": [["POD7001: Assessing the Complex Foot (20 credits)"], *FOOT[2:]],
}


@pytest.mark.parametrize("name", SHAPES)
def test_one_sheet_a_module_becomes_one_module(name: str) -> None:
    found = read(Foot=SHAPES[name], Cover=[["KSB mapping"]])
    assert modules(found) == [("POD7001", "Assessing the Complex Foot", 20, 7, ["LO1", "LO2", "LO3"])]
    assert [each.outcome for each in found.understood][0] == "LO1"
    assert found.not_understood == ()


def test_sheet_name_gives_the_code_and_the_first_row_the_title() -> None:
    found = read(POD7001=[["Assessing the Complex Foot"], ["KSB mapping"], *FOOT[3:]], POD7002_Treating=FOOT[3:])
    assert [(each.code, each.title) for each in found.programme.modules] == [
        ("POD7001", "Assessing the Complex Foot"),
        ("POD7002", "Treating"),
    ]


def test_list_of_modules_elsewhere_gives_titles_and_credits() -> None:
    listed = [["Code", "Title", "Credits"], ["POD7001", "Assessing", "20"], ["POD7002", "Treating", "40"]]
    found = read(POD7001=FOOT[3:], POD7002=FOOT[3:], Overview=listed)
    assert [each[:3] for each in modules(found)] == [("POD7001", "Assessing", 20), ("POD7002", "Treating", 40)]


def test_numbers_of_rows_beside_modules_are_no_outcomes() -> None:
    found = read(Map=[["No.", "Module", "K1", "K2"], ["1", "POD7001", "x", ""], ["2", "POD7002", "", "x"]])
    assert [(each.module, each.outcome, each.name) for each in found.understood] == [("POD7001", "LO0", "K1"), ("POD7002", "LO0", "K2")]
    assert says(found, "Column") == ["Column A (No.) is not read."]


def test_credits_that_are_no_number_are_a_problem() -> None:
    found = read(POD7001=[["Credits", "tbc"], [], *FOOT[3:]])
    assert [(each.at, each.says) for each in found.not_understood] == [("sheet 'POD7001', cell B1", "'tbc' is no number of credits")]


MAP = [["Module", "K1", "K2"], ["Healing", "x", ""], ["Leading", "", "x"]]
REMARKS: dict[str, tuple[Rows, str]] = {
    "after a blank row": ([[], ["HM to check"]], "Row 5 stands below the table and is not read: 'HM to check'."),
    "a legend": ([["✓ = covered. HM to check"]], "Row 4 stands below the table and is not read: '✓ = covered. HM to check'."),
    "a legend in two columns": ([[], ["Key:"], ["x", "covered"]], "Rows 5 to 6 stand below the table and are not read: 'Key:'."),
    "two blocks": ([[], ["Notes: none"], [], ["see Ann"]], "Rows 5 to 7 stand below the table and are not read: 'Notes: none'."),
}


@pytest.mark.parametrize("name", REMARKS)
def test_remarks_below_the_table_are_no_modules(name: str) -> None:
    rows, note = REMARKS[name]
    found = read(Map=[*MAP, *rows])
    assert ([each.title for each in found.programme.modules], says(found, "Row")) == (["Healing", "Leading"], [note])
    assert guess(workbook(Map=[*MAP, *rows]), FRAMEWORKS)[0].sheets[0].last_row == 2


@pytest.mark.parametrize("rows", [[[], ["Project", "x"]], [[], ["PM703"]], [[], ["Year 2"], ["Project", "", "x"]]])
def test_rows_after_a_blank_row_that_are_modules_are_read(rows: Rows) -> None:
    found = read(Map=[*MAP, *rows])
    assert (len(found.programme.modules), guess(workbook(Map=[*MAP, *rows]), FRAMEWORKS)[0].sheets[0].last_row) == (3, None)


def test_kept_recipe_finds_the_end_of_a_longer_table() -> None:
    recipe = guess(workbook(Map=[*MAP, [], ["see Ann"]]), FRAMEWORKS)[0]
    again = adapted(recipe, workbook(Map=[*MAP, ["Project", "x"], [], ["see Ann"]]))
    assert (recipe.sheets[0].last_row, again.sheets[0].last_row if again else None) == (2, 3)


def test_duties_above_the_ksbs_are_no_headings() -> None:
    duty = Item(id="D1", code="D1", kind="duty", statement="Demonstration: run a clinic")
    standard = replace(make.STANDARD, items=(duty, *make.STANDARD.items))
    book = workbook(Map=[["", "PM701", "PM702"], ["D1", "x", ""], ["K1", "x", ""], ["K2", "", "x"]])
    found = understand(book, guess(book, (standard,))[0], (standard,), programme_code="EPA", title="")
    assert [f"{each.at[-2:]} {each.module} {each.name}" for each in found.understood] == ["B2 PM701 D1", "B3 PM701 K1", "C4 PM702 K2"]


def test_made_up_codes_differ_between_programmes() -> None:
    first, second = (read(code, Map=MAP) for code in ("EPA", "EPB"))
    assert [each.code for each in first.programme.modules] == ["EPA-M1", "EPA-M2"]
    assert [each.code for each in second.programme.modules] == ["EPB-M1", "EPB-M2"]
    assert says(first, "No module codes") == [
        "No module codes are given, so we made them from the programme's code: Healing (EPA-M1), Leading (EPA-M2)."
    ]


@pytest.mark.parametrize(
    ("text", "weight"),
    [("50%", 50), ("50 %", 50), ("0.5", 50), ("50", 50), ("(60%)", 60), ("1", 100), ("0", 0), ("33.3%", 33), ("120", None), ("half", None)],
)
def test_a_weight_is_read_however_it_is_written(text: str, weight: int | None) -> None:
    assert weight_of(text) == weight


def assessed(*rows: list[str], head: str = "Weighting (%)") -> Understanding:
    return read(Map=[["Module", "LO", "Assessed by", head, "K1", "K2"], *rows])


def test_weights_beside_assessments_are_read() -> None:
    found = assessed(
        ["PM701", "LO1", "Essay", "0.6", "x"], ["", "LO2", "Viva", "0.4", "", "x"], ["PM702", "LO1", "Essay; Viva", "70/30", "x"]
    )
    weights = [[(one.title, one.weight) for one in each.assessments] for each in found.programme.modules]
    assert weights == [[("Essay", 60), ("Viva", 40)], [("Essay", 70), ("Viva", 30)]]
    assert (found.not_understood, found.weights_given) == ((), frozenset({"PM701", "PM702"}))


def test_weights_that_are_not_given_are_not_said_to_be() -> None:
    found = assessed(["PM701", "LO1", "Essay", "", "x"], ["PM702", "LO1", "Viva", "0", "", "x"])
    assert ([each.assessments[0].weight for each in found.programme.modules], found.weights_given) == ([0, 0], frozenset({"PM702"}))


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([["PM701", "LO1", "Essay", "most", "x"]], ("D2", "'most' is no weight in per cent")),
        ([["PM701", "LO1", "Essay; Viva", "50%", "x"]], ("D2", "'50%' gives 1 of 2 weights; write one for each assessment")),
        ([["PM701", "LO1", "", "50%", "x"]], ("D2", "the weight '50%' stands here, and no assessment in its row")),
        (
            [["PM701", "LO1", "Essay", "50%", "x"], ["", "LO2", "Essay", "60%", "", "x"]],
            ("D3", "'Essay' weighs 60% here and 50% above; 50% was kept"),
        ),
    ],
)
def test_a_weight_that_cannot_be_taken_is_a_problem_at_its_cell(rows: Rows, problem: tuple[str, str]) -> None:
    found = assessed(*rows, ["PM703", "LO1", "Plan", "100%", "", "x"])
    assert [(each.at.split()[-1], each.says) for each in found.not_understood] == [problem]


def test_columns_that_are_not_read_are_said_once() -> None:
    rows = [
        ["Module", "K1", "K2", "Notes", "Module lead", "Comments"],
        ["PM701", "x", "", "see Ann", "Bea", ""],
        ["PM702", "", "x", "", "Col", ""],
    ]
    assert says(read(Map=rows), "Column") == ["Columns D (Notes) and E (Module lead) are not read."]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([["KSB mapping – PgCert Enhanced Podiatric Practice"]], "PgCert Enhanced Podiatric Practice"),
        ([["PgCert Enhanced Podiatric Practice: modules"]], "PgCert Enhanced Podiatric Practice"),
        ([["Programme title", "Enhanced Practice in Podiatry"]], "Enhanced Practice in Podiatry"),
        ([["Programme: Enhanced Practice in Podiatry"]], "Enhanced Practice in Podiatry"),
        ([["KSB mapping"], ["Version 3 FINAL"]], ""),
        ([["Mapping of the MSc modules"]], ""),
        ([["Programme mapping 2027"]], ""),
    ],
)
def test_title_of_the_programme_is_offered_when_the_sheet_shows_one(rows: Rows, title: str) -> None:
    assert read(Map=[*rows, [], *MAP]).title == title


def test_lead_sheet_of_the_demonstration_is_read_with_its_weights_and_its_title() -> None:
    folder = Path(curricle.cli.__file__).parent / "demo"
    documents = [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]
    every = [from_document(Framework, each["framework"]) for each in documents if "framework" in each]
    book = read_workbook((folder / "podiatry-lead-sheet.xlsx").read_bytes())
    frameworks = spoken_of(book, every)
    found = understand(book, guess(book, frameworks)[0], frameworks, programme_code="POD", title="Demonstration")
    assert [[each.weight for each in module.assessments] for module in found.programme.modules] == [[50, 50], [40, 60], [60, 40]]
    assert found.title == "PgCert Enhanced Podiatric Practice"
    assert says(found, "Column") == ["Column R (Notes) is not read."] * 2
