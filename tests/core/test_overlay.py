"""A mapping sheet laid over a richer programme: what the sheet does not say stays."""

from dataclasses import replace

from curricle.core.module import STAND_INS, Assessment, Claim, Hours, Module, Outcome
from curricle.core.overlay import overlay
from curricle.core.programme import Lens, Placement, Programme
from curricle.core.terms import Delivery, HoursKind, Letter

LENS = Lens(framework="F", code="F")
OTHER = Lens(framework="G", code="G")


def module(**more):
    return Module(**({"id": "m1", "code": "M1", "title": "Feet", "credits": 20, "level": 7} | more))


def outcome(id, code, text="Treat feet."):
    return Outcome(id=id, code=code, text=text)


def claim(outcome, item, framework="F", letter=Letter.D):
    return Claim(outcome=outcome, framework=framework, item=item, letter=letter)


def draft(*modules, **more):
    return Programme(**({"id": "p", "code": "P", "title": "The draft", "modules": modules, "lenses": (LENS,)} | more))


BASE = draft(
    module(
        outcomes=(outcome("o1", "LO1"),),
        assessments=(Assessment(id="a1", code="A1", title="Essay", weight=100, size="3,000 words", outcomes=("o1",)),),
        hours=(Hours(kind=HoursKind.SCHEDULED, delivery=Delivery.SIMULATION, minutes=60),),
        claims=(claim("o1", "K1"), claim("o1", "G1", "G")),
    ),
    aims="To treat feet.",
)
SHEET = draft(module(id="x", credits=0, outcomes=(outcome("y", "LO1", ""),), claims=(claim("y", "K2"),)), title="")


def test_sheet_gives_the_claims_and_the_draft_keeps_the_rest():
    made = overlay(BASE, SHEET).modules[0]
    assert made == replace(BASE.modules[0], claims=(claim("o1", "G1", "G"), claim("o1", "K2")))
    assert (overlay(BASE, SHEET).aims, overlay(BASE, SHEET).title) == ("To treat feet.", "The draft")


def test_sheet_without_weights_does_not_take_them_away():
    bare = (Assessment(id="z", code="A1", title="Essay", outcomes=("y",)),)
    made = overlay(BASE, draft(replace(SHEET.modules[0], assessments=bare))).modules[0]
    assert made.assessments == BASE.modules[0].assessments


def test_sheet_with_another_weight_changes_it():
    given = (Assessment(id="z", code="A1", title="Essay", weight=60, outcomes=("y",)),)
    made = overlay(BASE, draft(replace(SHEET.modules[0], assessments=given))).modules[0]
    assert [(each.weight, each.size) for each in made.assessments] == [(60, "3,000 words")]


def test_words_that_stand_in_for_a_text_do_not_replace_one():
    sheet = draft(replace(SHEET.modules[0], outcomes=(outcome("y", "LO1", STAND_INS[1]),)))
    assert overlay(BASE, sheet, blank=STAND_INS).modules[0].outcomes == BASE.modules[0].outcomes


def test_new_module_and_new_outcome_come_in_and_others_stay():
    new = module(id="n", code="M2", outcomes=(outcome("q", "LO1"),))
    more = replace(SHEET.modules[0], outcomes=(outcome("y", "LO1", ""), outcome("w", "LO2")))
    base = replace(BASE, placements=(Placement(module="m1"),))
    made = overlay(base, draft(more, new, lenses=(LENS, OTHER)))
    assert [each.code for each in made.modules] == ["M1", "M2"]
    assert [each.code for each in made.modules[0].outcomes] == ["LO1", "LO2"]
    assert [each.module for each in made.placements] == ["m1", "n"]
    assert [each.code for each in made.lenses] == ["F", "G"]
