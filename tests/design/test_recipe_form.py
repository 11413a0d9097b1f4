"""Answers about a sheet become a recipe; what is not answered stays as it was."""

from importlib.resources import files

import pytest

from curricle.core.terms import Letter
from curricle.design.recipe_form import adjusted
from curricle.door.workbook import read_workbook
from curricle.interop.sheets.guess import guess
from curricle.interop.sheets.marks import Meaning
from curricle.interop.sheets.recipe import Axis
from curricle.interop.sheets.understand import understand
from world import demo_framework

LENSES = [demo_framework("standard-enhanced-practice"), demo_framework("schema-podiatry")]


@pytest.fixture(scope="module")
def brought():
    workbook = read_workbook((files("curricle.cli") / "demo" / "podiatry-lead-sheet.xlsx").read_bytes(), name="podiatry-lead-sheet.xlsx")
    return workbook, guess(workbook, LENSES)[0]


def claims(workbook, recipe):
    return understand(workbook, recipe, LENSES, programme_code="P", title="").counts.claims


def test_no_answer_changes_nothing(brought):
    workbook, recipe = brought
    assert adjusted(recipe, workbook, {}, LENSES) == recipe


def test_answer_about_a_mark_changes_what_it_means(brought):
    workbook, recipe = brought
    at = next(at for at, mark in enumerate(recipe.marks) if mark.text == "(x)")
    made = adjusted(recipe, workbook, {f"m{at}-text": "(x)", f"m{at}-means": "nothing"}, LENSES)
    assert {mark.text: mark.means for mark in made.marks}["(x)"] is Meaning.NOTHING
    assert claims(workbook, made) < claims(workbook, recipe)


def test_sheet_left_out_takes_its_claims_along(brought):
    workbook, recipe = brought
    at = next(at for at, sheet in enumerate(workbook.sheets) if sheet.name == "Capabilities")
    made = adjusted(recipe, workbook, {f"s{at}-use": "no"}, LENSES)
    assert "Capabilities" not in {each.sheet for each in made.sheets}
    assert 0 < claims(workbook, made) < claims(workbook, recipe)


def test_sheet_left_out_and_read_again_is_guessed_anew(brought):
    workbook, recipe = brought
    at = next(at for at, sheet in enumerate(workbook.sheets) if sheet.name == "Capabilities")
    without = adjusted(recipe, workbook, {f"s{at}-use": "no"}, LENSES)
    again = adjusted(without, workbook, {f"s{at}-use": "yes"}, LENSES)
    assert claims(workbook, again) == claims(workbook, recipe)


def test_nonsense_answers_are_ignored(brought):
    workbook, recipe = brought
    odd = {"numbers": "many", "unlettered": "Z", "s2-first": "-3", "s2-from": "é", "s2-col-x": "item", "m0-means": "?"}
    odd["m0-text"] = recipe.marks[0].text
    assert adjusted(recipe, workbook, odd, LENSES) == recipe


def test_letter_for_marks_without_one_is_taken(brought):
    workbook, recipe = brought
    assert adjusted(recipe, workbook, {"unlettered": "I"}, LENSES).unlettered is Letter.I


def test_turning_a_sheet_round_guesses_it_again(brought):
    workbook, recipe = brought
    at = next(at for at, sheet in enumerate(workbook.sheets) if sheet.name == "KSBs")
    made = adjusted(recipe, workbook, {f"s{at}-items": "across"}, LENSES)
    assert next(each for each in made.sheets if each.sheet == "KSBs").items is Axis.ACROSS
