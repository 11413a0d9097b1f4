"""Editing a framework, drawn as an indented list: what each act makes of the tree, of links, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from curricle.core.canonical import digest
from curricle.core.drafting import dividing, leaving, placing, taking_over, wording
from curricle.core.drafting.codes import next_code
from curricle.core.drafting.doubts import DoubtKind, alike, doubts
from curricle.core.drafting.levels import describe, levels_of
from curricle.core.drafting.outline import CannotEdit, framework_of, outline_of
from curricle.core.framework import AssessmentMethod, Facts, Framework, Item, Link, RubricLevel
from curricle.core.graph import tree_of
from curricle.core.versions.compare import Act, difference

PICTURE = """
A
  A1
  A2
    A2a
B
"""


def drawn(picture=PICTURE, *links, **facts):
    """The outline of an indented list; an item's id is its code."""
    items, tree, path = [], [], []
    for line in picture.strip("\n").splitlines():
        depth, code = (len(line) - len(line.lstrip())) // 2, line.strip()
        path[depth:] = [code]
        items.append(Item(id=code, code=code, kind="capability", statement=f"Does {code}."))
        tree.append(Link(source=code, target=path[depth - 1] if depth else "F", type="isChildOf", order=len(items)))
    others = tuple(Link(source=source, target=target, type=type) for source, type, target in links)
    made = Framework(id="F", line="L", code="F", title="F", version="2", kind="schema", items=tuple(items), links=(*tree, *others))
    return outline_of(replace(made, facts=Facts(**facts)))


def picture(outline):
    tree = tree_of(framework_of(outline))
    return " ".join(f"{'.' * (tree.depth[id] - 1)}{outline.items[id].code}" for id in tree.order)


def links(outline):
    return [f"{link.source} {link.type} {link.target}" for link in outline.links]


def new(code, **more):
    return Item(id=f"new {code}", code=code, kind="capability", statement=f"Does {code} anew.", **more)


@pytest.mark.parametrize(
    ("act", "becomes"),
    [
        (lambda tree: tree, "A .A1 .A2 ..A2a B"),
        (lambda tree: placing.indent(tree, "B"), "A .A1 .A2 ..A2a .B"),
        (lambda tree: placing.indent(tree, "A2"), "A .A1 ..A2 ...A2a B"),
        (lambda tree: placing.outdent(tree, "A1"), "A .A2 ..A2a A1 B"),
        (lambda tree: placing.outdent(tree, "A2a"), "A .A1 .A2 .A2a B"),
        (lambda tree: placing.up(tree, "A2"), "A .A2 ..A2a .A1 B"),
        (lambda tree: placing.down(tree, "A"), "B A .A1 .A2 ..A2a"),
        (lambda tree: placing.under(tree, "A2", parent="B"), "A .A1 B .A2 ..A2a"),
        (lambda tree: placing.add(tree, new("C"), parent="A", after="A1"), "A .A1 .C .A2 ..A2a B"),
        (lambda tree: placing.add(tree, new("C"), parent="B"), "A .A1 .A2 ..A2a B .C"),
        (lambda tree: leaving.leave_out(tree, "A2", known=()), "A .A1 B"),
        (lambda tree: dividing.split(tree, "A2", [new("X"), new("Y")], known=True), "A .A1 .X ..A2a .Y B"),
        (lambda tree: dividing.merge(tree, ["A1", "A2"], new("M"), known=["A1", "A2"]), "A .M ..A2a B"),
        (lambda tree: dividing.merge(tree, ["B", "A2"], new("M"), known=()), "A .A1 M .A2a"),
        (lambda tree: dividing.merge(tree, ["A2a", "B"], new("M"), known=()), "A .A1 .A2 ..M"),
        (lambda tree: dividing.merge(tree, ["A", "A2a"], new("M"), known=()), "M .A1 .A2 B"),
        (lambda tree: dividing.merge(tree, ["A2a", "A"], new("M"), known=()), "M .A1 .A2 B"),
        (lambda tree: dividing.merge(tree, ["A2a", "A2", "A"], new("M"), known=()), "M .A1 B"),
        (lambda tree: wording.renew(tree, "A2", new("A2"), known=True), "A .A1 .A2 ..A2a B"),
    ],
)
def test_act_makes_the_tree(act, becomes):
    assert picture(act(drawn())) == becomes


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda tree: placing.indent(tree, "A"), "no item before it"),
        (lambda tree: placing.outdent(tree, "B"), "top already"),
        (lambda tree: placing.up(tree, "A1"), "first at its level"),
        (lambda tree: placing.down(tree, "A2"), "last at its level"),
        (lambda tree: placing.under(tree, "A", parent="A2a"), "under itself"),
        (lambda tree: placing.under(tree, "A", parent="A"), "under itself"),
        (lambda tree: placing.under(tree, "gone", parent="A"), "not in the draft any more"),
        (lambda tree: placing.add(tree, new("B")), "The code B is that of “Does B.”"),
        (lambda tree: wording.mend(tree, replace(tree.items["A"], code="B")), "The code B is that of"),
        (lambda tree: wording.mend(tree, replace(tree.items["A"], statement=" ")), "needs a statement"),
        (lambda tree: dividing.split(tree, "A", [new("X")], known=True), "at least two parts"),
        (lambda tree: dividing.merge(tree, ["A"], new("X"), known=()), "at least one other"),
        (lambda tree: leaving.leave_out(tree, "A", known=["A"], replaced_by=["A1"]), "what goes with it"),
    ],
)
def test_act_that_is_not_possible_says_why(act, says):
    with pytest.raises(CannotEdit, match=says):
        act(drawn())


def test_changed_meaning_is_a_new_item_that_the_old_one_names():
    tree = drawn(PICTURE, ("A1", "isRelatedTo", "B"), ("A1", "exactMatchOf", "Z"), ("old", "replacedBy", "A1"))
    made = wording.renew(tree, "A1", new("A1"), known=True)
    assert links(made) == ["new A1 isRelatedTo B", "old replacedBy new A1", "A1 replacedBy new A1"]
    assert links(wording.renew(tree, "A1", new("A1"), known=False))[-1] == "old replacedBy new A1"


def test_difference_tells_what_the_acts_did():
    tree = drawn()
    made = dividing.split(tree, "A1", [new("X"), new("Y")], known=True)
    made = wording.renew(made, "B", new("B"), known=True)
    made = leaving.leave_out(made, "A2a", known=["A2a"])
    found = difference(framework_of(tree), framework_of(made))
    assert [(change.acts, change.new_meaning) for change in found.items] == [
        ((Act.SPLIT,), True),
        ((Act.REMOVED,), False),
        ((Act.REWORDED,), True),
    ]
    merged = dividing.merge(tree, ["A1", "B"], new("M"), known=["A1", "B"])
    assert [change.acts for change in difference(framework_of(tree), framework_of(merged)).items] == [(Act.MERGED,)]


def test_retired_item_is_replaced_by_one_that_stands_and_can_be_brought_back():
    tree = drawn()
    made = leaving.leave_out(tree, "A2", known=["A2", "A2a"], replaced_by=["A1"])
    assert (links(made), leaving.left_out(made, framework_of(tree))) == (["A2 replacedBy A1"], ("A2", "A2a"))
    back = leaving.bring_back(made, framework_of(tree), "A2")
    assert (picture(back), links(back)) == ("A .A1 .A2 B", [])


def test_assessment_methods_follow_what_takes_the_place_of_an_item():
    tree = drawn(PICTURE, assessment_methods=(AssessmentMethod(name="Viva", items=("A1", "B")),))
    made = leaving.leave_out(dividing.split(tree, "A1", [new("X"), new("Y")], known=True), "B", known=["B"])
    assert made.about.facts.assessment_methods[0].items == ("new X", "new Y")


def test_levels_of_an_item_are_described_and_follow_what_takes_its_place():
    said = [RubricLevel(id="1", quality="entry", description="With help."), RubricLevel(id="2", quality="enhanced", description="Alone.")]
    tree = leaving_levels = describe(drawn(), "A1", said, rubric="R", criterion="K")
    tree = describe(tree, "B", said[:1], rubric="R2", criterion="K2")
    assert [(each.id, [one.item for one in each.criteria]) for each in tree.about.rubrics] == [("R", ["A1", "B"])]
    made = wording.renew(tree, "A1", new("A1"), known=True)
    assert (levels_of(made.about, "new A1"), levels_of(made.about, "A1")) == (tuple(said), ())
    assert describe(leaving_levels, "A1", [], rubric="R", criterion="K").about.rubrics == ()
    assert leaving.leave_out(leaving_levels, "A", known=()).about.rubrics == ()
    with pytest.raises(CannotEdit, match="its name and its words"):
        describe(tree, "A1", [RubricLevel(id="3", quality="entry")], rubric="R", criterion="K")


def test_item_that_never_stood_in_a_version_is_split_and_merged_in_place():
    tree = drawn()
    assert links(dividing.split(tree, "A1", [replace(new("X"), id="A1"), new("Y")], known=False)) == []
    assert "A1" in dividing.merge(tree, ["A1", "B"], replace(new("M"), id="A1"), known=()).items


@pytest.mark.parametrize(("parent", "reserved", "code"), [("", (), ""), ("A", (), "A3"), ("A", ("A3", "A4"), "A5"), ("B", (), "B.1")])
def test_next_code_is_one_that_nobody_has(parent, reserved, code):
    assert next_code(drawn(), parent, reserved=reserved) == code


def test_doubts_name_codes_used_twice_or_again_and_statements_much_alike():
    said = "Assesses the gait of a person who has fallen"
    items = [
        Item(id="1", code="K1", kind="skill", statement=f"{said} before."),
        Item(id="2", code="K1", kind="skill", statement="Fits a splint."),
        Item(id="3", code="K2", kind="skill", statement=f"{said} twice."),
        Item(id="4", code="K4", kind="skill", statement=""),
    ]
    found = doubts(items, {"K2": {"9": "Reads an image."}})
    assert [(doubt.kind, doubt.items) for doubt in found] == [
        (DoubtKind.CODE_TWICE, ("1", "2")),
        (DoubtKind.CODE_AGAIN, ("3",)),
        (DoubtKind.WORDLESS, ("4",)),
        (DoubtKind.ALIKE, ("1", "3")),
    ]
    assert alike(items[0], items) == (items[2],)
    carried_on = doubts(items, {"K2": {"9": "Reads an image."}}, [("9", "3")])
    assert [doubt.kind for doubt in carried_on] == [DoubtKind.CODE_TWICE, DoubtKind.WORDLESS, DoubtKind.ALIKE]


ACTS = ("add", "indent", "outdent", "up", "down", "under", "mend", "renew", "split", "merge", "leave", "back")


def acted(tree, base, name, first, second, at):
    """The outline after one act on the items that two numbers choose; unchanged where the act is refused."""
    ids = list(tree.walk())
    one, other = (ids[number % len(ids)] if ids else "" for number in (first, second))
    item = Item(id=f"i{at}", code=f"N{at}", kind="skill", statement=f"New {at}.")
    try:
        match name:
            case "add":
                return placing.add(tree, item, parent=one)
            case "under":
                return placing.under(tree, one, parent=other, at=second)
            case "mend":
                return wording.mend(tree, replace(tree.item(one), statement=f"Mended {at}."))
            case "renew":
                return wording.renew(tree, one, item, known=True)
            case "split":
                return dividing.split(tree, one, [item, replace(item, id=f"j{at}", code="")], known=True)
            case "merge":
                return dividing.merge(tree, [one, other], item, known=[one])
            case "leave":
                return leaving.leave_out(tree, one, known=[one], replaced_by=[other] if second % 2 else [])
            case "back":
                return leaving.bring_back(tree, base, base.items[first % len(base.items)].id)
            case _:
                return getattr(placing, name)(tree, one)
    except CannotEdit:
        return tree


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(some.lists(some.tuples(some.sampled_from(ACTS), some.integers(0, 30), some.integers(0, 30)), max_size=25))
def test_any_row_of_acts_leaves_a_tree(acts):
    tree = drawn()
    base = framework_of(tree)
    for at, (name, first, second) in enumerate(acts):
        tree = acted(tree, base, name, first, second, at)
        value = framework_of(tree)  # walks it: an item out of reach would be lost here
        assert len(value.items) == len(tree.items) == len(tree.parent)
        assert digest(framework_of(outline_of(value))) == digest(value)
        places: dict[str, list[int]] = {}
        for entry in tree.entries().values():
            places.setdefault(entry.parent, []).append(entry.place)
        assert all(sorted(held) == list(range(len(held))) for held in places.values())
        here = {item.id for item in value.items} | {"F"}
        assert all(link.target in here for link in value.links)


def adopted(outline, *ids, **where):
    return taking_over.adopt(outline, drawn("X\n  X1\n    X1a\nY"), ids, **where)


@pytest.mark.parametrize(
    ("ids", "where", "becomes"),
    [
        (("X1",), {"parent": "B"}, "A .A1 .A2 ..A2a B .X1 ..X1a"),
        (("X",), {}, "A .A1 .A2 ..A2a B X .X1 ..X1a"),
        (("Y", "X1"), {"parent": "A"}, "A .A1 .A2 ..A2a .X1 ..X1a .Y B"),
        (("X", "X1a"), {}, "A .A1 .A2 ..A2a B X .X1 ..X1a"),
    ],
)
def test_items_of_another_framework_stand_here_with_what_is_below_them(ids, where, becomes):
    assert picture(adopted(drawn(), *ids, **where)) == becomes


def test_adopted_item_keeps_its_identifier_and_names_the_document_where_it_is_at_home():
    made = adopted(drawn(), "Y", address="https://there.example/CFDocuments/F")
    assert taking_over.source_of(made.ties["Y"]) == ("F", "https://there.example/CFDocuments/F")
    again = taking_over.adopt(
        drawn("P"), replace(made, about=replace(made.about, id="G")), ["Y"], address="https://here.example/CFDocuments/G"
    )
    assert taking_over.source_of(again.ties["Y"]) == ("F", "https://there.example/CFDocuments/F")
    assert taking_over.source_of(outline_of(framework_of(again)).ties["Y"]) == ("F", "https://there.example/CFDocuments/F")


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda tree: adopted(tree), "Choose at least one item."),
        (lambda tree: adopted(tree, "X1a"), "X1a stands in this draft already. An item has one place in a framework."),
        (lambda tree: adopted(tree, "Y", parent="gone"), "This item is not in the draft any more."),
        (lambda tree: wording.mend(tree, replace(tree.items["X1a"], statement="Other words")), "X1a is taken over from another framework"),
        (lambda tree: wording.renew(tree, "X1a", new("X1a"), known=True), "X1a is taken over from another framework"),
        (lambda tree: dividing.split(tree, "X1a", [new("1"), new("2")], known=False), "X1a is taken over from another framework"),
        (lambda tree: dividing.merge(tree, ["A", "X1a"], new("M"), known=()), "X1a is taken over from another framework"),
    ],
)
def test_adopted_item_is_not_doubled_nor_said_otherwise_here(act, says):
    with pytest.raises(CannotEdit) as stop:
        act(adopted(drawn(), "X1a"))
    assert str(stop.value).startswith(says)


def test_adopted_item_keeps_a_code_that_the_draft_has_too_and_it_is_told():
    other = drawn("Z")
    made = taking_over.adopt(drawn(), replace(other, items={"Z": replace(other.items["Z"], code="A1")}), ["Z"])
    assert [(doubt.kind, doubt.items) for doubt in doubts((made.items[id] for id in made.walk()), {}, [])] == [
        (DoubtKind.CODE_TWICE, ("A1", "Z"))
    ]


def test_item_without_an_identifier_is_no_part_of_a_tree():
    with pytest.raises(CannotEdit, match="An item has no identifier"):
        outline_of(replace(framework_of(drawn()), items=(Item(id="", kind="capability", statement="Nobody."),), links=()))


def test_item_taken_over_that_is_brought_back_is_still_at_home_where_it_was():
    before = framework_of(adopted(drawn(), "Y", address="https://there.example/CFDocuments/F"))
    gone = leaving.leave_out(outline_of(before), "Y", known={"Y"})
    back = leaving.bring_back(gone, before, "Y")
    assert taking_over.source_of(back.ties["Y"]) == ("F", "https://there.example/CFDocuments/F")
