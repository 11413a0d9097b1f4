"""Nothing that stands in a cell of somebody's sheet is lost in silence: it becomes a claim, or a problem at its cell."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curricle.door.grid import Sheet, Workbook
from curricle.interop.sheets.code_list import is_list
from curricle.interop.sheets.codes import Items
from curricle.interop.sheets.guess import guess
from curricle.interop.sheets.understand import understand
from curricle.interop.sheets.understanding import Understanding
from samples.sheets import make

FRAMEWORKS = (make.STANDARD, make.SCHEMA)


def read(rows: list[list[str]], name: str = "PM701") -> Understanding:
    book = Workbook(format="xlsx", sheets=(Sheet(name=name, rows=tuple(tuple(row) for row in rows)),))
    return understand(book, guess(book, FRAMEWORKS)[0], FRAMEWORKS, programme_code="EP1", title="Demonstration")


def lost(found: Understanding) -> list[str]:
    return [f"{problem.at.split()[-1]} {problem.says}" for problem in found.not_understood]


def listed(text: str) -> Understanding:
    """A sheet of one module whose row LO2 holds the text among its codes."""
    return read([["LO", "Outcome", "KSBs met"], ["LO1", "Judge a foot", "K1, K2"], ["LO2", "Treat it", text], ["LO3", "Lead", "S1, S2"]])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("K3 K4", "K3 K4"),
        ("K3. K4", "K3 K4"),
        ("K3.K4", "K3 K4"),
        ("K3; K4.", "K3 K4"),
        ("K3/K4", "K3 K4"),
        ("K3 / 4", "K3 K4"),
        ("K3\nK4", "K3 K4"),
        ("K3 and K4", "K3 K4"),
        ("K3 AND K4", "K3 K4"),
        ("K3 & 4", "K3 K4"),
        ("K 03, k4", "K3 K4"),
        ("S3 - S5 K4", "S3 S4 S5 K4"),
        ("S5-S3", "S3 S4 S5"),
        ("S 3 to S 5", "S3 S4 S5"),
        ("K1 2 4", "K1 K2 K4"),
        (f"K3 – {make.KNOWLEDGE[2]}", "K3"),
        (f"K3: {make.KNOWLEDGE[2][:40]}…", "K3"),
    ],
)
def test_codes_are_read_however_they_are_parted(text: str, codes: str) -> None:
    found = listed(text)
    assert ([each.name for each in found.understood if each.outcome == "LO2"], lost(found)) == (codes.split(), [])


def test_letters_beside_codes_are_read() -> None:
    found = listed("K3 A, K4 (I) S1 D")
    assert [f"{each.name} {each.letter}" for each in found.understood if each.outcome == "LO2"] == ["K3 A", "K4 I", "S1 D"]


@pytest.mark.parametrize(
    ("text", "codes", "says"),
    [
        ("K3 partly", "K3", ["C3 'partly' stands beside codes and was not understood"]),
        ("K3, K4 see Ann", "K3 K4", ["C3 'see Ann' stands beside codes and was not understood"]),
        ("K3 (in week 4)", "K3", ["C3 '(in week 4)' stands beside codes and was not understood"]),
        ("K3 K99", "K3", ["C3 'K99' is no item of the chosen frameworks"]),
        ("K3-2", "", ["C3 'K3-2' is no item of the chosen frameworks"]),
        ("ask Ann", "", ["C3 'ask Ann' is no item of the chosen frameworks"]),
        ("K1 – our own and quite different words, S1 too", "K1", None),
    ],
)
def test_what_is_no_code_is_a_problem_at_its_cell(text: str, codes: str, says: list[str] | None) -> None:
    found = listed(text)
    assert [each.name for each in found.understood if each.outcome == "LO2"] == codes.split()
    assert lost(found) == says if says else [each[:2] for each in lost(found)] == ["C3"]


def test_two_codes_where_one_item_is_looked_for_are_a_problem() -> None:
    found = read([["", "PM701"], ["K1", "x"], ["K2 K3", "x"], ["S1", "x"], ["S2", "x"]], "Grid")
    assert ([each.name for each in found.understood], lost(found)) == (
        ["K1", "S1", "S2"],
        ["A3 'K2 K3' names several items where one is looked for"],
    )


@pytest.mark.parametrize(
    ("text", "subjects", "says"),
    [
        ("PM702 PM703", "PM702 LO0, PM703 LO0", []),
        ("PM702 LO1 LO3. PM703", "PM702 LO1, PM702 LO3, PM703 LO0", []),
        ("PM702 LO1-3", "PM702 LO1, PM702 LO2, PM702 LO3", []),
        ("PM702 LO2 (viva)", "PM702 LO2", ["B2 'viva' names no module"]),
        ("PM702 LO2 twice", "PM702 LO2", ["B2 'twice' stands beside an outcome and was not understood"]),
    ],
)
def test_modules_in_a_cell_are_read_however_they_are_parted(text: str, subjects: str, says: list[str]) -> None:
    found = read([["KSB", "Where taught", "Where assessed"], ["K1", text, ""], ["K2", "PM702", "PM703"], ["S1", "", ""]])
    assert (", ".join(f"{each.module} {each.outcome}" for each in found.understood if each.name == "K1"), lost(found)) == (subjects, says)


def test_module_and_outcome_in_one_cell_are_both_read() -> None:
    across = read([["", "PM702 LO1", "PM702 LO2 Plan"], ["K1", "x", ""], ["K2", "", "x"]], "Grid")
    down = read([["Module", "K1", "K2"], ["PM702 LO1", "x", ""], ["PM702: LO2 Plan", "", "x"]], "Grid")
    for found in (across, down):
        outcomes = found.programme.modules[0].outcomes
        assert [(each.module, each.outcome, each.name) for each in found.understood] == [("PM702", "LO1", "K1"), ("PM702", "LO2", "K2")]
        assert (len(found.programme.modules), outcomes[1].text) == (1, "Plan")


@pytest.mark.parametrize("text", ["LO1 LO2", "LO1. LO2", "LO1 and LO2", "LO1-2", "LO1 – LO2", "LO1\nLO2"])
def test_outcomes_in_the_cell_of_a_cross_tab_are_read_however_they_are_parted(text: str) -> None:
    found = read([["", "PM702", "PM703"], ["K1", text, ""], ["K2", "", "LO3"]])
    assert ([each.outcome for each in found.understood if each.name == "K1"], lost(found)) == (["LO1", "LO2"], [])


def test_words_beside_a_letter_are_named() -> None:
    found = read([["", "PM702", "PM703"], ["K1", "A (OSCE)", "D"], ["K2", "x", "I: week 3"]])
    says = [note.says for note in found.notes if note.says.startswith("Words")]
    assert says == [
        "Words beside a letter are not read: sheet 'PM701', cell B2: '(OSCE)'; sheet 'PM701', cell C3: 'week 3'.",
    ]


scraps = st.sampled_from(
    ["K1", "k 2", "S3–S5", "S5-S3", "K1 (A)", "K99", "B1", "partly", "see Ann", "week 3", "?", "(x)", "K3:", "LO1", "4"]
)
signs = st.sampled_from([" ", ", ", "; ", "/", ". ", "\n", " and ", " & ", "|", " - ", ""])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(scraps, signs), min_size=1, max_size=5))
def test_every_word_of_a_cell_becomes_a_claim_or_a_problem(scrawl: list[tuple[str, str]]) -> None:
    text = "".join(word + sign for word, sign in scrawl).strip()
    found = listed(text)
    told = " ".join(problem.says for problem in found.not_understood if problem.at.endswith("C3"))
    names = {each.name for each in found.understood if each.at.endswith("C3")}
    assert [word for word in re.findall(r"[A-Za-z]{3,}|[?]", text) if word not in told and word != "and"] == []
    assert [code for code in re.findall(r"\b[KSB]\d+\b", text) if code not in names and code not in told] == []


def test_bare_numbers_among_words_are_no_list_of_codes() -> None:
    numbered = replace(make.SCHEMA, items=tuple(replace(item, code=str(at)) for at, item in enumerate(make.SCHEMA.items, start=1)))
    items = Items((numbered,))
    told = {text: is_list(items, text) for text in ("2, 3", "2 and 3 (A)", "Version 3 FINAL (2)", "Tuesday 2, room 3")}
    assert told == {"2, 3": True, "2 and 3 (A)": True, "Version 3 FINAL (2)": False, "Tuesday 2, room 3": False}
