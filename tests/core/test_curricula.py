"""Model curricula: modules put in, moved, taken out; what stops them; what their modules cover; what a version changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curricle.core.drafting import modules
from curricle.core.drafting.adopting import adopting, as_programme
from curricle.core.drafting.outline import CannotEdit, outline_of
from curricle.core.framework import Facts, Framework, Item
from curricle.core.module import Assessment, Claim, Hours, Module, Outcome
from curricle.core.terms import Delivery, HoursKind, Letter, Severity
from curricle.core.versions.compare import difference
from curricle.core.versions.modules import Became

ITEMS = tuple(Item(id=f"c{at}", code=f"C{at}", kind="capability", statement=f"Does {at}.") for at in (1, 2, 3))
SCHEMA = Framework(id="S", line="SL", code="SCHEMA", title="Schema of feet", version="1", kind="schema", items=ITEMS)
LO1, LO2 = (Outcome(id=f"o{at}", code=f"LO{at}", text=f"Evaluate practice {at}.") for at in (1, 2))
ESSAY = Assessment(id="a1", code="A1", title="Essay", weight=100, outcomes=("o1", "o2"))
TAUGHT = Hours(kind=HoursKind.SCHEDULED, delivery=Delivery.FACE_TO_FACE, minutes=200 * 60)
CLAIMS = tuple(Claim(outcome="o1", framework="S", item=item.id, letter=Letter.A) for item in ITEMS)
WHOLE = Module(
    id="m1", code="M1", title="Gait", credits=20, level=7, outcomes=(LO1, LO2), assessments=(ESSAY,), hours=(TAUGHT,), claims=CLAIMS
)


def curriculum(*held, **facts):
    return Framework(id="C", line="CL", code="MC", title="Feet", version="1", kind="curriculum", facts=Facts(modules=held, **facts))


def found(value, severity):
    return [(each.rule, each.at[0].kind) for each in adopting(value, [SCHEMA]).findings if each.severity is severity]


def stops(value):
    return found(value, Severity.BLOCKS)


def changed(**parts):
    return curriculum(replace(WHOLE, **parts))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (curriculum(WHOLE), []),
        (curriculum(), [("curriculum-modules", "curriculum")]),
        (changed(claims=()), [("curriculum-stands-on", "curriculum"), ("curriculum-claims", "module")]),
        (changed(hours=()), [("hours-missing", "hours")]),
        (changed(credits=30), [("credits-10", "hours")]),
        (changed(assessments=(replace(ESSAY, weight=60),)), [("weights-100", "assessment")]),
        (changed(assessments=(replace(ESSAY, weight=0),)), [("weights-missing", "module")]),
        (changed(assessments=(replace(ESSAY, weight=0, pass_fail=True),)), []),
        (changed(assessments=(replace(ESSAY, outcomes=()),)), [("assessment-of-nothing", "assessment")]),
        (
            changed(outcomes=(), claims=(), assessments=()),
            [("curriculum-stands-on", "curriculum"), ("curriculum-claims", "module"), ("outcomes-missing", "module")],
        ),
        (curriculum(WHOLE, replace(WHOLE, id="m2")), [("codes-unique", "module")]),
    ],
)
def test_what_stops_a_curriculum_is_told_with_its_place(value, told):
    assert stops(value) == told
    assert [each for each in adopting(value, [SCHEMA]).stops if not (each.remedy and each.why and each.source)] == []


def test_what_does_not_stop_is_told_too():
    bare = replace(WHOLE, id="m2", code="M2", claims=())
    value = curriculum(replace(WHOLE, claims=CLAIMS[:2], assessments=(replace(ESSAY, outcomes=("o2",)),)), bare, stands_on=("S", "gone"))
    assert [rule for rule, _ in found(value, Severity.WARNS)] == [
        "curriculum-not-at-hand",
        "curriculum-module-claims",
        "curriculum-gaps",
        "outcome-assessed",
        "a-without-assessment",
    ]
    (gap,) = [each for each in adopting(value, [SCHEMA]).findings if each.rule == "curriculum-gaps"]
    assert (gap.says, [place.id for place in gap.at]) == ("One capability of Schema of feet is claimed by no module: C3.", ["S", "c3"])


def test_curriculum_is_covered_like_the_programme_that_adopts_it():
    value = curriculum(WHOLE, optional_modules=("m1",))
    (coverage,) = adopting(value, [SCHEMA]).coverages
    assert (coverage.totals.taught, coverage.totals.assessed) == (3, 3)
    assert as_programme(value, [SCHEMA]).placement_of("m1").core is False


def test_schemas_are_those_named_else_those_claimed():
    assert (modules.stands_on(curriculum(WHOLE)), modules.stands_on(curriculum(WHOLE, stands_on=("T",)))) == (("S",), ("T",))


def test_module_is_put_in_moved_and_taken_out():
    other = replace(WHOLE, id="m2", code="M2")
    one = modules.put(outline_of(curriculum(WHOLE)), other, core=False)
    assert one.about.facts.optional_modules == ("m2",)
    up = modules.step(one, "m2", by=-1)
    assert [each.id for each in up.about.facts.modules] == ["m2", "m1"]
    same = modules.put(up, replace(other, title="Stance"), core=True)
    assert [(each.id, each.title) for each in same.about.facts.modules] == [("m2", "Stance"), ("m1", "Gait")]
    assert modules.remove(one, "m2").about == curriculum(WHOLE)


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda outline: modules.put(outline, replace(WHOLE, id="m2"), core=True), "The code M1 is that of “Gait”"),
        (lambda outline: modules.step(outline, "m1", by=-1), "It is the first module already."),
        (lambda outline: modules.step(outline, "m1", by=1), "It is the last module already."),
        (lambda outline: modules.remove(outline, "gone"), "This module is not in the draft any more."),
    ],
)
def test_act_that_is_not_possible_says_why(act, says):
    with pytest.raises(CannotEdit, match=says):
        act(outline_of(curriculum(WHOLE)))


def test_version_tells_what_became_of_each_module():
    other, third = (replace(WHOLE, id=f"m{at}", code=f"M{at}") for at in (2, 3))
    before, after = curriculum(WHOLE, other), curriculum(other, replace(WHOLE, credits=30), third)
    told = difference(before, after).modules
    assert [(each.name, each.became) for each in told] == [
        ("M2 Gait", (Became.MOVED,)),
        ("M1 Gait", (Became.CHANGED,)),
        ("M3 Gait", (Became.ADDED,)),
    ]
    (removed,) = difference(curriculum(WHOLE, third), curriculum(WHOLE)).modules
    assert (removed.became, removed.after) == ((Became.REMOVED,), None)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"credits": 30}, ("credits", "20", "30")),
        ({"aims": "About gait."}, ("aims", "", "About gait.")),
        (
            {"outcomes": (replace(LO1, text="Judge practice."), LO2)},
            ("outcome LO1", "LO1; text: Evaluate practice 1.", "LO1; text: Judge practice."),
        ),
        ({"outcomes": (LO2, LO1)}, ("order of outcomes", "LO1, LO2", "LO2, LO1")),
        ({"hours": (replace(TAUGHT, minutes=90),)}, ("hours, scheduled, face to face", "200 h", "1 h 30 min")),
        ({"hours": (replace(TAUGHT, month=3),)}, ("hours", None, None)),
        (
            {"assessments": (replace(ESSAY, outcomes=("o1",)),)},
            ("assessment A1", "A1 Essay; weight: 100; outcomes: LO1, LO2", "A1 Essay; weight: 100; outcomes: LO1"),
        ),
        ({"claims": (replace(CLAIMS[0], letter=Letter.D), *CLAIMS[1:])}, ("claim LO1 on C1", "A", "D")),
        ({"claims": CLAIMS[:2]}, ("claim LO1 on C3", "A", "")),
    ],
)
def test_change_of_a_module_is_told_in_words(parts, told):
    names = {item.id: item.code for item in ITEMS}
    (change,) = difference(curriculum(WHOLE), changed(**parts), names=names).modules
    (field,) = change.fields
    assert (field.field, *(side if told[1] is not None else None for side in (field.before, field.after))) == told


def test_claims_on_items_that_are_not_at_hand_are_counted():
    (change,) = difference(curriculum(WHOLE), changed(claims=CLAIMS[:2])).modules
    assert [(each.field, each.before, each.after) for each in change.fields] == [("claims LO1 on items that are not at hand", "A 3", "A 2")]


def test_module_of_the_same_code_is_the_same_module():
    told = difference(curriculum(WHOLE), curriculum(replace(WHOLE, id="elsewhere", credits=30))).modules
    assert [(each.became, [field.field for field in each.fields]) for each in told] == [((Became.CHANGED,), ["credits"])]


def test_optional_module_is_a_change_of_the_module_and_of_no_fact():
    found = difference(curriculum(WHOLE), curriculum(WHOLE, optional_modules=("m1",)))
    ((change,), facts) = found.modules, found.facts
    assert ([(each.field, each.before, each.after) for each in change.fields], facts) == ([("core or optional", "core", "optional")], ())
