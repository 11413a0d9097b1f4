"""Show me your sheet: six untidy workbooks, what is understood of each cell and what is not, with no human change to the guess."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import curricle.cli
from curricle.core.canonical import from_document
from curricle.core.framework import Framework
from curricle.core.terms import Letter
from curricle.door.grid import Sheet, Workbook
from curricle.door.workbook import read_workbook
from curricle.interop.sheets.choose import spoken_of
from curricle.interop.sheets.code_list import listed
from curricle.interop.sheets.codes import Items
from curricle.interop.sheets.guess import guess, guess_sheet
from curricle.interop.sheets.labels import module_parts
from curricle.interop.sheets.look import columns_of, marks_found
from curricle.interop.sheets.marks import Mark, Meaning, Numbers
from curricle.interop.sheets.recipe import Axis, Part, Recipe, Same, from_json, to_json
from curricle.interop.sheets.signature import adapted, fits, signature
from curricle.interop.sheets.understand import understand
from curricle.interop.sheets.understanding import Understanding
from samples.sheets import make

FRAMEWORKS = (make.STANDARD, make.SCHEMA)


@cache
def workbook(name: str, edits: tuple[tuple[tuple[str, str], str], ...] = ()) -> Workbook:
    return read_workbook(make.ALL[name](dict(edits)))


def understood(book: Workbook, recipe: Recipe | None = None) -> Understanding:
    chosen = recipe or guess(book, FRAMEWORKS)[0]
    return understand(book, chosen, FRAMEWORKS, programme_code="EP1", title="Demonstration")


def claims(understanding: Understanding) -> list[str]:
    """Each claim as "C14 PM701 LO1 K1 D", in the order of reading; the sheet's name only where there are several."""
    return [f"{each.at.split()[-1]} {each.module} {each.outcome} {each.name} {each.letter}" for each in understanding.understood]


EXPECTED = {
    "modules_down": (
        ["D6 PM701 LO1 K1 I", "F6 PM701 LO1 S1 D", "D7 PM701 LO2 K1 A", "E7 PM701 LO2 K2 D", "F9 PM702 LO1 S1 A"],
        [
            ("sheet 'Mapping', cell H5", "'K99' is no item of the chosen frameworks"),
            ("sheet 'Mapping', cell G9", "the mark '?' is not known"),
        ],
    ),
    "items_down": (
        [
            "B6 PM701 LO0 K1 D",
            "C7 PM702 LO0 K2 A",
            "B10 PM701 LO0 S1 D",
            "C10 PM702 LO0 S1 D",
            "D10 PM703 LO0 S1 A",
            "D14 PM703 LO0 B1 D",
        ],
        [
            ("sheet 'Grid', cell D8", "the mark 'Week 3' is not known"),
            ("sheet 'Grid', cell A11", "the code says S2 and the wording is that of S3"),
            ("sheet 'Grid', cell A12", "'S9 - Demonstration: something withdrawn' is no item of the chosen frameworks"),
        ],
    ),
    "sheet_per_module": (
        [
            "C6 PM701 LO1 K1 D",
            "C6 PM701 LO1 K2 D",
            "C6 PM701 LO1 S3 D",
            "C6 PM701 LO1 S4 D",
            "C6 PM701 LO1 S5 D",
            "C7 PM701 LO2 K1 A",
            "C4 PM702 LO1 S2 D",
            "C4 PM702 LO1 S3 D",
            "C4 PM702 LO1 B1 D",
            "C5 PM702 LO2 B1 D",
        ],
        [("sheet 'PM701', cell C7", "'K7' is no item of the chosen frameworks")],
    ),
    "tab_per_pillar": (
        ["B3 EP1-M1 LO0 C1 I", "C3 EP1-M1 LO0 C2 A", "C4 EP1-M2 LO0 C2 D", "B4 EP1-M3 LO0 R1 A"],
        [("sheet 'Research', cell C4", "the mark '4' is not known")],
    ),
    "texts_only": (
        ["B4 EP1-M1 LO0 C1 D", "C6 EP1-M2 LO0 R1 D"],
        [
            (
                "sheet 'Sheet1', cell A5",
                "'Demonstration: choose a splint for the gardener' is nearly the wording of C2; say whether it is meant",
            ),
            ("sheet 'Sheet1', cell A8", "'Something that the team likes to do' is no item of the chosen frameworks"),
        ],
    ),
    "claim_per_row": (
        [
            "C2 PM701 LO1 K1 I",
            "C3 PM701 LO2 K2 D",
            "C4 PM701 LO2 S1 A",
            "C5 PM702 LO1 S1 D",
            "C5 PM702 LO1 S2 D",
            "C8 PM703 LO2 B1 D",
        ],
        [
            ("sheet 'List', cell D6", "the mark 'Z' is not known"),
            ("sheet 'List', cell C7", "'K5' is no item of the chosen frameworks"),
        ],
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_messy_workbook_is_understood_without_help(name: str) -> None:
    found = understood(workbook(name))
    expected, lost = EXPECTED[name]
    assert claims(found) == expected
    assert [(problem.at, problem.says) for problem in found.not_understood] == lost
    assert found.counts.not_understood == len(lost)
    assert found.counts.claims == len(list(found.programme.claims())) == len(set(expected))


@pytest.mark.parametrize(
    ("name", "cell", "text", "gone", "new"),
    [
        ("modules_down", ("Mapping", "F6"), "A", "F6 PM701 LO1 S1 D", "F6 PM701 LO1 S1 A"),
        ("modules_down", ("Mapping", "G10"), "x", "", "G10 PM702 LO2 S2 D"),
        ("items_down", ("Grid", "C7"), "-", "C7 PM702 LO0 K2 A", ""),
        ("sheet_per_module", ("Leading module", "C5"), "S1", "C5 PM702 LO2 B1 D", "C5 PM702 LO2 S1 D"),
        ("tab_per_pillar", ("Clinical", "B3"), "2", "B3 EP1-M1 LO0 C1 I", "B3 EP1-M1 LO0 C1 D"),
        ("texts_only", ("Sheet1", "B6"), "✓", "", "B6 EP1-M1 LO0 R1 D"),
        ("claim_per_row", ("List", "D2"), "D", "C2 PM701 LO1 K1 I", "C2 PM701 LO1 K1 D"),
    ],
)
def test_one_changed_cell_changes_one_claim(name: str, cell: tuple[str, str], text: str, gone: str, new: str) -> None:
    before, after = (set(claims(understood(each))) for each in (workbook(name), workbook(name, ((cell, text),))))
    assert before - after == {gone} - {""}
    assert after - before == {new} - {""}


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPECTED)
def test_recipe_survives_its_json_and_fits_only_its_own_workbook(name: str) -> None:
    recipe = guess(workbook(name), FRAMEWORKS)[0]
    assert from_json(to_json(recipe)) == recipe
    assert [other for other in EXPECTED if fits(recipe, workbook(other))] == [name]
    assert recipe.signature == signature(workbook(name))


def test_signature_stays_when_a_mark_or_a_row_changes() -> None:
    edits = ((("Mapping", "F6"), "A"), (("Mapping", "B11"), "LO3"))
    assert signature(workbook("modules_down", edits)) == signature(workbook("modules_down"))
    assert signature(workbook("modules_down", ((("Mapping", "D5"), "K3"),))) != signature(workbook("modules_down"))


def test_answered_wording_is_taken_and_an_unanswered_one_is_asked() -> None:
    book = workbook("texts_only")
    recipe = guess(book, FRAMEWORKS)[0]
    question = understood(book, recipe).questions[0]
    assert [(each.name, each.percent) for each in question.candidates] == [("C2", 95)]
    answer = Same(text=question.text, framework=question.candidates[0].framework, item=question.candidates[0].item)
    found = understood(book, replace(recipe, same=(answer,)))
    assert claims(found) == ["B4 EP1-M1 LO0 C1 D", "B5 EP1-M1 LO0 C2 D", "C5 EP1-M2 LO0 C2 D", "C6 EP1-M2 LO0 R1 D"]
    assert found.questions == ()


def test_answered_mark_and_another_letter_for_bare_marks() -> None:
    book = workbook("modules_down")
    recipe = guess(book, FRAMEWORKS)[0]
    marks = tuple(Mark(text=mark.text, means=Meaning.TAUGHT if mark.text == "?" else mark.means) for mark in recipe.marks)
    found = understood(book, replace(recipe, marks=marks, unlettered=Letter.I))
    assert "G9 PM702 LO1 S2 I" in claims(found)


def test_numbers_can_be_no_letters() -> None:
    book = workbook("tab_per_pillar")
    recipe = guess(book, FRAMEWORKS)[0]
    assert recipe.numbers is Numbers.LETTERS
    found = understood(book, replace(recipe, numbers=Numbers.TAUGHT))
    assert [each.split()[-1] for each in claims(found)] == ["D"] * 5


def test_what_was_assumed_is_said() -> None:
    says = [problem.says for problem in understood(workbook("tab_per_pillar")).notes]
    assert says == [
        "a row of totals, left out",
        "No outcomes are given for EP1-M1, EP1-M2, EP1-M3; their claims hang on one stand-in outcome each, LO0.",
        "No module codes are given, so we made them from the programme's code: Healing (EP1-M1), Leading (EP1-M2), Project (EP1-M3).",
        "No credits are given for EP1-M1, EP1-M2, EP1-M3; they stand at 0, and the level at 7 where none is given.",
        "2 claims with the letter A: the sheet names no assessment behind it, so it counts as taught only.",
        "Colours are not read. Where only a colour says something, put a letter into the cell.",
    ]


def test_assessments_and_credits_beside_the_outcomes_are_read() -> None:
    module = understood(workbook("sheet_per_module")).programme.modules[0]
    codes = {outcome.id: outcome.code for outcome in module.outcomes}
    assert (module.code, module.title, module.credits) == ("PM701", "Healing", 20)
    assert [(each.title, each.weight, [codes[id] for id in each.outcomes]) for each in module.assessments] == [
        ("Essay", 60, ["LO1"]),
        ("Viva", 40, ["LO2"]),
    ]


def test_workbook_without_known_items_gives_an_empty_recipe() -> None:
    recipe, notes = guess(read_workbook(b"a,b\nc,d\n"), FRAMEWORKS)
    assert recipe.sheets == ()
    assert notes[0].says == "fewer than two known items and no list of modules stand here, so it was left out"


def test_recipe_for_a_lost_sheet_says_so() -> None:
    recipe = guess(workbook("modules_down"), FRAMEWORKS)[0]
    found = understood(workbook("claim_per_row"), recipe)
    assert [problem.at for problem in found.not_understood] == ["sheet 'Mapping'"]


def test_lead_sheet_of_the_demonstration_is_understood_whole() -> None:
    folder = Path(curricle.cli.__file__).parent / "demo"
    documents = [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]
    every = [from_document(Framework, each["framework"]) for each in documents if "framework" in each]
    book = read_workbook((folder / "podiatry-lead-sheet.xlsx").read_bytes())
    frameworks = spoken_of(book, every)
    recipe, _ = guess(book, frameworks)
    found = understand(book, recipe, frameworks, programme_code="POD", title="Demonstration")
    assert [(each.sheet, each.items) for each in recipe.sheets] == [
        ("Modules", Axis.NONE),
        ("KSBs", Axis.DOWN),
        ("Capabilities", Axis.DOWN),
    ]
    assert found.not_understood == ()
    assert [(module.code, module.credits, len(module.outcomes), len(module.assessments)) for module in found.programme.modules] == [
        ("POD7001", 20, 5, 2),
        ("POD7002", 20, 5, 2),
        ("POD7003", 20, 5, 2),
    ]
    marks = [
        text.strip().casefold()
        for sheet in book.sheets[2:4]
        for row in sheet.rows[5:]
        for text in row[2:17]
        if text.strip().casefold() in ("x", "(x)")
    ]
    assert found.counts.claims == len(marks)
    assert sorted(lens.code for lens in found.programme.lenses) == ["DEMO-ECP", "DEMO-POD"]


words = st.sampled_from(
    ["", "", "K1", "S1–S3", "K1, K99", "PM701", "LO1", "x", "A", "?", "3", "Total", "Year 1", "Module", make.KNOWLEDGE[0]]
)
grids = st.lists(st.lists(words, max_size=6).map(tuple), max_size=8).map(tuple)
ranges = st.tuples(st.integers(0, 9), st.integers(0, 7), st.integers(0, 9), st.integers(0, 7))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.tuples(grids, st.lists(ranges, max_size=2)), min_size=1, max_size=2))
def test_any_grid_is_guessed_and_understood_without_an_exception(sheets: list) -> None:
    book = Workbook(
        format="xlsx",
        sheets=tuple(
            Sheet(name=f"S{at}", rows=rows, merged=tuple((min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in merged))
            for at, (rows, merged) in enumerate(sheets)
        ),
    )
    found = understood(book)
    assert found.counts.claims <= len(found.understood)


def grid(rows: list[list[str]], name: str = "PM701") -> Workbook:
    return Workbook(format="xlsx", sheets=(Sheet(name=name, rows=tuple(tuple(row) for row in rows)),))


OTHERS = {
    "taught and assessed in two columns": (
        [
            ["KSB", "Text", "Taught", "Assessed"],
            ["K1", make.KNOWLEDGE[0], "x", ""],
            ["K2", make.KNOWLEDGE[1], "x", "x"],
            ["S1", "", "", "y"],
        ],
        ["C2 PM701 LO0 K1 D", "C3 PM701 LO0 K2 D", "D3 PM701 LO0 K2 A", "D4 PM701 LO0 S1 A"],
    ),
    "one column of codes for each kind": (
        [["Module", "Knowledge", "Skills"], ["PM702 Healing", "K1, K2", "S1-S3"], ["PM703", "K3", ""]],
        ["B2 PM702 LO0 K1 D", "B2 PM702 LO0 K2 D", "C2 PM702 LO0 S1 D", "C2 PM702 LO0 S2 D", "C2 PM702 LO0 S3 D", "B3 PM703 LO0 K3 D"],
    ),
    "modules listed beside each item": (
        [["KSB", "Where taught", "Where assessed"], ["K1", "PM702 (LO1, LO3); PM703", "PM703"], ["K2", "PM702", ""], ["S1", "", ""]],
        ["B2 PM702 LO1 K1 D", "B2 PM702 LO3 K1 D", "B2 PM703 LO0 K1 D", "C2 PM703 LO0 K1 A", "B3 PM702 LO0 K2 D"],
    ),
    "outcomes in the cells of a cross-tab": (
        [["", "PM702", "PM703"], ["K1", "LO1, LO2", ""], ["K2", "", "LO3"]],
        ["B2 PM702 LO1 K1 D", "B2 PM702 LO2 K1 D", "C3 PM703 LO3 K2 D"],
    ),
    "two frameworks in one heading row": (
        [["Module", "K1", "C1", "C2"], ["PM702", "x", "", "A"], ["PM703", "", "i", ""]],
        ["B2 PM702 LO0 K1 D", "D2 PM702 LO0 C2 A", "C3 PM703 LO0 C1 I"],
    ),
    "titles above outcomes, without module codes": (
        [["", "Healing", "", "Leading"], ["", "LO1", "LO2", "LO1"], ["K1", "D", "", "A"], ["K2", "", "I", ""]],
        ["B3 EP1-M1 LO1 K1 D", "D3 EP1-M2 LO1 K1 A", "C4 EP1-M1 LO2 K2 I"],
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_shapes_are_understood_without_help(name: str) -> None:
    rows, expected = OTHERS[name]
    found = understood(grid(rows))
    assert claims(found) == expected
    assert found.not_understood == ()


def test_legend_says_what_marks_mean() -> None:
    book = grid(
        [["X = taught and assessed; (x) = touched on, not assessed"], ["", "PM702", "PM703"], ["K1", "X", "(x)"], ["K2", "(X)", "x"]]
    )
    recipe, notes = guess(book, FRAMEWORKS)
    assert claims(understood(book, recipe)) == ["B3 PM702 LO0 K1 A", "C3 PM703 LO0 K1 I", "B4 PM702 LO0 K2 I", "C4 PM703 LO0 K2 A"]
    assert [note.at for note in notes if "legend" in note.says] == ["sheet 'PM701', cell A1"] * 2


def test_a_person_can_say_which_way_round_a_sheet_stands() -> None:
    sheet = grid([["", "K1", "K2"], ["K1", "x", ""], ["K2", "", "x"]]).sheets[0]
    assert guess_sheet(sheet, FRAMEWORKS, Axis.ACROSS).items is Axis.ACROSS
    assert guess_sheet(sheet, FRAMEWORKS, Axis.DOWN).items is Axis.DOWN


def test_look_shows_columns_and_marks_beside_the_recipe() -> None:
    book = workbook("items_down")
    recipe = guess(book, FRAMEWORKS)[0]
    looks = columns_of(book.sheets[0], recipe.sheets[0])
    assert [(look.name, look.heading, look.part, look.grid) for look in looks] == [
        ("A", "KSB", Part.ITEM, False),
        ("B", "Healing", None, True),
        ("C", "Leading", None, True),
        ("D", "Project", None, True),
        ("E", "No. of modules", Part.IGNORE, False),
        ("F", "Comments", Part.NOTE, False),
    ]
    assert [(mark.text, mark.count, mark.means) for mark in marks_found(book, recipe)][:2] == [
        ("x", 2, Meaning.TAUGHT),
        ("a", 1, Meaning.A),
    ]


@pytest.mark.parametrize("text", ["PM701", "7PDH1001", "NUR-701", "Module 3", "PODI7001: Feet"])
def test_module_codes_are_known_by_their_shape(text: str) -> None:
    assert module_parts(text) is not None


@pytest.mark.parametrize("text", ["Year 1", "LEVEL 7", "LO1", "K1", "Feet and hands", "A1 something"])
def test_other_texts_are_no_module_codes(text: str) -> None:
    assert module_parts(text) is None


def test_lists_of_codes_with_ranges() -> None:
    items = Items(FRAMEWORKS)
    texts = {
        "K1-3": ["K1", "K2", "K3"],
        "S3–S5": ["S3", "S4", "S5"],
        "K1 to K2": ["K1", "K2"],
        "k 01 & 2": ["k 01", "k 2"],
        "K1–S2": ["K1–S2"],
    }
    assert {text: [each.text for each in listed(items, text)] for text in texts} == texts


def test_recipe_of_one_sheet_follows_it_under_another_name() -> None:
    rows = [["Module", "K1", "K2"], ["PM702", "x", ""]]
    recipe = guess(grid(rows, "Map 2026"), FRAMEWORKS)[0]
    assert adapted(recipe, grid(rows, "Map 2027")).sheets[0].sheet == "Map 2027"
    assert adapted(recipe, grid([["Module", "K1", "K3"]], "Map 2027")) is None


def test_recipe_of_one_sheet_per_module_takes_new_sheets_and_lets_old_ones_go() -> None:
    rows = (("LO", "KSBs"), ("LO1", "K1, K2"))
    first = Workbook(format="xlsx", sheets=tuple(Sheet(name=name, rows=rows) for name in ("PM701", "PM702")))
    second = Workbook(format="xlsx", sheets=tuple(Sheet(name=name, rows=rows) for name in ("PM702", "PM703")))
    recipe = adapted(guess(first, FRAMEWORKS)[0], second)
    assert [module.code for module in understood(second, recipe).programme.modules] == ["PM702", "PM703"]


def test_csv_is_read_whatever_its_name() -> None:
    data = b"Module,K1,K2\nPM702,x,\n"
    recipe = guess(read_workbook(data, name="one"), FRAMEWORKS)[0]
    assert recipe.signature == signature(read_workbook(data, name="other"))
    found = understood(read_workbook(data, name="other"), recipe)
    assert [each.at for each in found.understood] == ["line 2, column 2"]
