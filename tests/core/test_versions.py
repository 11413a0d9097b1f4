"""Two versions of one framework, drawn: who is who, and what became of each item."""

from __future__ import annotations

from dataclasses import replace

from curricle.core.framework import AssessmentMethod, Facts, Framework, Item, Link
from curricle.core.module import Assessment, Module, Outcome
from curricle.core.registry import CHILD_OF
from curricle.core.versions.compare import Act, difference
from curricle.core.versions.pairing import By, Decision, Verdict
from curricle.core.versions.words import Fate, likeness, share_of, spans

GAIT = "Analyses gait and joint motion to explain why tissue is failing"
FEET = "Dresses diabetic foot ulcers and off-loads pressure with casts"
LEAD = "Leads a multidisciplinary clinic and settles its waiting list"
TEACH = "Teaches students and colleagues at the bedside and in groups"


def framework(*lines: str, links: tuple[tuple[str, str], ...] = (), **more: object) -> Framework:
    """Each line is `id code statement`; two spaces of indent hang an item under the one above. An id may stand as `-` for the code."""
    items, tree, above = [], [], [""]
    for at, line in enumerate(lines):
        depth = (len(line) - len(line.lstrip())) // 2
        id, code, statement = line.split(None, 2)
        items.append(Item(id=id, kind="capability", code="" if code == "-" else code, statement=statement))
        del above[depth + 1 :]
        tree.append(Link(source=id, target=above[depth] or "F", type=CHILD_OF, order=at))
        above.append(id)
    own = tuple(Link(source=a, target=b, type="replacedBy") for a, b in links)
    return Framework(id="F", line="L", code="F", title="F", version="1", kind="schema", items=tuple(items), links=(*tree, *own), **more)


def said(before: Framework, after: Framework, **options: object) -> list[tuple[str, ...]]:
    return [
        ("+".join(change.acts), " ".join(each.id for each in change.before), " ".join(each.id for each in change.after))
        for change in difference(before, after, **options).items
    ]


def test_same_version_twice_has_no_difference():
    one = framework(f"a A {GAIT}", f"  b B {FEET}")
    found = difference(one, one)
    assert (found.items, found.facts, found.doubtful, found.same) == ((), (), (), 2)


def test_item_is_reworded_recoded_and_moved_under_its_identifier():
    before = framework(f"a A {GAIT}", f"  b B {FEET}", f"c C {LEAD}")
    after = framework(f"a A {GAIT}", f"c C {LEAD}", f"  b B2 {FEET} daily")
    (change,) = difference(before, after).items
    assert change.acts == (Act.REWORDED, Act.RECODED, Act.MOVED)
    assert (change.under_before, change.under_after, change.new_meaning) == ("A", "C", False)
    assert [(span.fate, span.text) for span in change.fields[0].spans] == [(Fate.KEPT, FEET + " "), (Fate.NEW, "daily")]


def test_added_and_removed_stand_where_they_are_read():
    before = framework(f"a A {GAIT}", f"b B {FEET}", f"c C {LEAD}")
    after = framework(f"a A {GAIT}", f"c C {LEAD}", f"d D {TEACH}")
    assert said(before, after) == [("removed", "b", ""), ("added", "", "d")]


def test_fewest_items_are_said_to_have_moved():
    before = framework("a A one", "b B two", "c C three", "d D four")
    after = framework("d D four", "a A one", "b B two", "c C three")
    assert said(before, after) == [("moved", "d", "d")]


def test_children_of_a_moved_item_did_not_move():
    before = framework(f"a A {GAIT}", f"  b B {FEET}", f"    c C {LEAD}", f"d D {TEACH}")
    after = framework(f"a A {GAIT}", f"d D {TEACH}", f"  b B {FEET}", f"    c C {LEAD}")
    assert said(before, after) == [("moved", "b", "b")]


def test_retagged_item_names_its_tags():
    before = framework(f"a A {GAIT}")
    after = replace(before, items=(replace(before.items[0], pillars=("clinical", "research")),))
    (change,) = difference(before, after).items
    assert (change.acts, [(each.field, each.before, each.after) for each in change.fields]) == (
        (Act.RETAGGED,),
        [("pillars", "", "clinical, research")],
    )


def test_replaced_item_is_a_new_meaning():
    before = framework(f"a A {GAIT}")
    after = framework(f"x A {TEACH}", links=(("a", "x"),))
    (change,) = difference(before, after).items
    assert (change.acts, change.by, change.new_meaning) == ((Act.REWORDED,), By.REPLACED, True)


def test_item_replaced_by_two_is_split_and_two_replaced_by_one_are_merged():
    before = framework(f"a A {GAIT}", f"b B {FEET}", f"c C {LEAD}")
    after = framework("x X gait", "y Y joints", "z Z feet and clinics", links=(("a", "x"), ("a", "y"), ("b", "z"), ("c", "z")))
    assert said(before, after) == [("split", "a", "x y"), ("merged", "b c", "z")]


def test_same_words_under_another_identifier_are_one_item():
    before, after = framework(f"a A {GAIT}", f"b B {FEET}"), framework(f"x A {GAIT}", f"y B9 {FEET}")
    assert said(before, after) == [("recoded", "b", "y")]


def test_same_words_twice_are_matched_to_nobody():
    before, after = framework(f"a - {GAIT}"), framework(f"x - {GAIT}", f"y - {GAIT}")
    found = difference(before, after)
    assert [(change.acts, len(found.doubtful)) for change in found.items if change.before] == [((Act.REMOVED,), 1)]


def test_alike_words_are_doubtful_until_a_person_decides():
    before = framework(f"a A {GAIT}")
    after = framework("x A Analyses gait and posture to show why tissue is at risk")
    (doubt,) = difference(before, after).doubtful
    assert (doubt.before, doubt.after, said(before, after)) == ("a", "x", [("removed", "a", ""), ("added", "", "x")])
    one = Decision(before="a", after="x")
    assert [(change.acts, change.by) for change in difference(before, after, (one,)).items] == [((Act.REWORDED,), By.PERSON)]
    two = replace(one, verdict=Verdict.OTHER)
    assert difference(before, after, (two,)).doubtful == ()


def test_person_decides_a_split_and_a_merge_part_by_part():
    before, after = framework(f"a A {GAIT}"), framework(f"x X {LEAD}", f"y Y {TEACH}")
    split = [Decision(before="a", after=each, verdict=Verdict.SPLIT) for each in "xy"]
    assert said(before, after, decisions=split) == [("split", "a", "x y")]
    merge = [Decision(before=each, after="a", verdict=Verdict.MERGED) for each in "xy"]
    assert said(after, before, decisions=merge) == [("merged", "x y", "a")]


def test_one_part_of_a_split_alone_waits_for_the_others():
    before, after = framework(f"a A {GAIT}"), framework(f"x X {LEAD}")
    assert said(before, after, decisions=(Decision(before="a", after="x", verdict=Verdict.SPLIT),)) == [
        ("removed", "a", ""),
        ("added", "", "x"),
    ]


def test_decision_never_goes_against_an_identifier():
    before, after = framework(f"a A {GAIT}", f"b B {FEET}"), framework(f"a A {GAIT}", f"x X {LEAD}")
    assert said(before, after, decisions=(Decision(before="a", after="x"),)) == [("removed", "b", ""), ("added", "", "x")]


def test_split_is_found_by_the_words():
    before = framework(f"a A {GAIT}; {FEET}")
    after = framework(f"x X {GAIT}", f"y Y {FEET}")
    assert said(before, after) == [("split", "a", "x y")]
    assert said(after, before) == [("merged", "x y", "a")]


def test_facts_of_the_framework_are_compared_and_its_version_is_not():
    before = framework(f"a A {GAIT}")
    after = replace(before, id="G", version="2", title="New title")
    assert [(each.field, each.before, each.after) for each in difference(before, after).facts] == [("title", "F", "New title")]


def test_facts_of_several_parts_are_told_part_by_part_in_words():
    method = AssessmentMethod(name="Discussion", components=("portfolio", "questions"), duration="60 minutes", items=("a",))
    before = replace(framework(f"a A {GAIT}"), facts=Facts(assessment_methods=(method, AssessmentMethod(name="Report"))))
    longer = Facts(assessment_methods=(replace(method, duration="90 minutes"), AssessmentMethod(name="Report")))
    (change,) = difference(before, replace(before, facts=longer)).facts
    assert (change.field, change.before, change.after) == (
        "assessment_methods: Discussion",
        "Discussion; components: portfolio, questions; duration: 60 minutes; items: A",
        "Discussion; components: portfolio, questions; duration: 90 minutes; items: A",
    )


def test_modules_are_told_without_their_ids():
    outcome = Outcome(id="o-1", code="LO1", text="Judges evidence")
    essay = Assessment(id="s-1", code="A1", title="Essay", weight=100, outcomes=("o-1",))
    module = Module(id="m-1", code="M1", title="Gait", credits=20, level=7, outcomes=(outcome,), assessments=(essay,))
    before = framework(f"a A {GAIT}")
    (added,) = difference(before, replace(before, facts=Facts(modules=(module,)))).modules
    (change,) = added.fields
    assert (added.name, change.field, change.before) == ("M1 Gait", "module", "")
    assert change.after == (
        "M1 Gait; credits: 20; level: 7; outcomes: LO1; text: Judges evidence; assessments: A1 Essay; weight: 100; outcomes: LO1"
    )


def test_spans_put_together_are_both_texts():
    one, other = "Assesses a person's gait, twice.", "Assesses and records the person’s gait."
    found = spans(one, other)
    assert "".join(span.text for span in found if span.fate is not Fate.GONE) == other
    assert [span.text for span in found if span.fate is Fate.GONE] == ["a person's ", ", twice"]


def test_likeness_counts_each_word_as_often_as_it_stands():
    assert (likeness("aab", "ab"), likeness("", ""), likeness("a", "b"), share_of("ab", "abcd")) == (0.8, 1.0, 0.0, 1.0)
