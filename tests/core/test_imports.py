"""What bringing a file would change. Frameworks are drawn: each line is an item, its indentation its place."""

from __future__ import annotations

import random
import uuid
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from curricle.core.canonical import digest
from curricle.core.framework import Facts, Framework, Item, Link
from curricle.core.graph import CycleError, tree_of
from curricle.core.imports import Act, By, Decision, apply, plan
from curricle.core.module import Module
from curricle.core.registry import CHILD_OF
from curricle.core.versions.pairing import Verdict

HERE = """
A Clinical work
  A1 Assesses a person's gait and plans their care
  A2 Prescribes orthoses for the foot and the ankle
  A3 Leads a clinic for people with diabetes
B Research
  B1 Reads a paper and judges how it was done
"""


def id_of(word):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, word))


def drawn(picture, *, ids="", version="1.0", code="T", kind="capability"):
    """A framework: code and statement a line, two spaces a level. `ids`: what is put before the code to make identifiers."""
    items, links, above = [], [], {}
    top = id_of(f"framework {ids}")
    for line in filter(str.strip, picture.splitlines()):
        depth = (len(line) - len(line.lstrip())) // 2
        label, _, statement = line.strip().partition(" ")
        id = id_of(f"{ids}{label}")
        items.append(Item(id=id, kind=kind, code=label, statement=statement))
        parent = above[depth - 1] if depth else top
        links.append(Link(source=id, target=parent, type=CHILD_OF, order=sum(link.target == parent for link in links) + 1))
        above[depth] = id
    return Framework(
        id=top, line=id_of("line"), code=code, title="Title", version=version, kind="schema", items=tuple(items), links=tuple(links)
    )


def tree(framework):
    held = tree_of(framework)
    codes = {item.id: item.code for item in framework.items}
    return [f"{'  ' * (held.depth[id] - 1)}{codes[id]}" for id in held.order]


def told(made):
    return [("+".join(row.acts), (row.after or row.before).code) for row in made.rows]


def test_framework_that_is_new_is_added_whole_and_unchanged():
    framework = drawn(HERE)
    made = plan(framework)
    assert (made.count(Act.ADD), made.result, made.changes) == (6, framework, True)


def test_same_file_again_changes_nothing_to_the_byte():
    framework = drawn(HERE)
    made = plan(framework, framework)
    assert (made.rows, made.same, made.changes, apply(made)) == ((), 6, False, framework)


def test_added_updated_and_moved_are_told_and_done():
    file = drawn(
        HERE.replace("  A2 Prescribes orthoses for the foot and the ankle\n", "")
        .replace("gait", "walk")
        .replace("  B1", "  A2 Prescribes orthoses for the foot and the ankle\n  B2 Writes a paper\n  B1")
    )
    made = plan(file, drawn(HERE), retire=True)
    assert told(made) == [("update", "A1"), ("move", "A2"), ("add", "B2")]
    assert tree(made.result) == ["A", "  A1", "  A3", "B", "  A2", "  B2", "  B1"]
    assert [(row.under_before, row.under_after) for row in made.rows if Act.MOVE in row.acts] == [("A", "B")]


def test_partial_file_retires_nothing_and_leaves_the_rest_in_place():
    made = plan(drawn("A3 Leads a clinic for people with diabetes\nB2 Writes a paper"), drawn(HERE))
    assert told(made) == [("add", "B2")]
    assert (made.kept, tree(made.result)) == (5, ["A", "  A1", "  A2", "  A3", "B", "  B1", "B2"])


def test_what_is_missing_is_retired_only_when_asked():
    file = drawn("A Clinical work\n  A1 Assesses a person's gait and plans their care")
    assert told(plan(file, drawn(HERE))) == []
    made = plan(file, drawn(HERE), retire=True)
    assert told(made) == [("retire", "A2"), ("retire", "A3"), ("retire", "B"), ("retire", "B1")]
    assert tree(made.result) == ["A", "  A1"]


def test_items_without_our_identifiers_are_found_by_their_code():
    made = plan(drawn(HERE.replace("gait", "walk"), ids="made anew "), drawn(HERE))
    assert [(told_by.by, told_by.fields) for told_by in made.rows] == [(By.CODE, ("statement",))]
    assert {item.id for item in made.result.items} == {item.id for item in drawn(HERE).items}


def test_other_words_under_the_same_code_ask_a_person():
    file = drawn("A1 Sings in the hospital choir every Tuesday", ids="other ")
    made = plan(file, drawn(HERE))
    assert told(made)[0] == ("conflict", "A1")
    assert made.doubts == ()  # not alike at all: two items, and the code that stands twice is told


def test_much_the_same_words_ask_a_person_and_the_decision_is_kept():
    file = drawn("A9 Assesses the gait of a person and plans all their care", ids="other ")
    made = plan(file, drawn(HERE))
    before, after = id_of("A1"), id_of("other A9")
    assert [(doubt.before, doubt.after) for doubt in made.doubts] == [(before, after)]
    assert told(made) == [("add", "A9")]
    same = plan(file, drawn(HERE), decisions=[Decision(before=before, after=after, verdict=Verdict.SAME)])
    assert [(row.acts, row.by) for row in same.rows] == [((Act.UPDATE,), By.PERSON)]
    assert apply(made, [Decision(before=before, after=after, verdict=Verdict.SAME)]) == same.result
    other = plan(file, drawn(HERE), decisions=[Decision(before=before, after=after, verdict=Verdict.OTHER)])
    assert (told(other), other.doubts) == ([("add", "A9")], ())


def test_new_identifier_in_a_file_that_speaks_ours_is_another_item_until_a_person_says_no():
    here = drawn(HERE)
    file = replace(here, items=tuple(replace(item, id=id_of("fresh")) if item.code == "B1" else item for item in here.items), links=())
    made = plan(file, here)
    assert [(doubt.before, doubt.after, doubt.code) for doubt in made.doubts] == [(id_of("B1"), id_of("fresh"), True)]


def test_what_a_format_cannot_say_stays_as_it_was():
    here = drawn(HERE)
    here = replace(here, description="Ours", items=tuple(replace(item, notes="a note", pillars=("clinical",)) for item in here.items))
    made = plan(drawn(HERE.replace("gait", "walk")), here, says=frozenset({"code", "notes"}))
    changed = next(item for item in made.result.items if item.code == "A1")
    assert changed.statement == "Assesses a person's walk and plans their care"
    assert (changed.notes, changed.pillars, made.result.description) == ("", ("clinical",), "Ours")


def test_modules_that_a_file_does_not_speak_of_stay():
    """A sheet of items says the level of a curriculum, and nothing of its modules."""
    module = Module(id="m", code="M", title="Gait", credits=20, level=7)
    taught = Facts(level=6, modules=(module,), optional_modules=("m",), stands_on=("schema",))
    here = replace(drawn("1 walks 1"), facts=taught)
    assert apply(plan(replace(here, facts=Facts(level=7)), here)).facts == replace(taught, level=7)
    brought = Facts(modules=(replace(module, credits=30),))
    assert apply(plan(replace(here, facts=brought), here)).facts == brought


def test_links_of_a_partial_file_leave_the_others():
    here, file = drawn(HERE), drawn("A1 Assesses a person's gait and plans their care")
    links = tuple(Link(source=id_of(start), target=id_of("B1"), type="isRelatedTo") for start in ("A1", "A2"))
    here = replace(here, links=(*here.links, *links))
    assert plan(file, here, says=frozenset({"code"})).result == here
    assert [link.source for link in plan(file, here).result.links if link.type == "isRelatedTo"] == [id_of("A2")]


def test_new_version_gets_an_identifier_of_its_own_and_keeps_its_items():
    here = drawn(HERE)
    made = plan(replace(drawn(HERE), version="1.1"), here)
    assert (made.changes, made.result.version, made.result.id == here.id, made.result.line) == (True, "1.1", False, here.line)
    assert {link.target for link in made.result.links if link.order and link.target not in {item.id for item in here.items}} == {
        made.result.id
    }
    assert [item.id for item in made.result.items] == [item.id for item in here.items]


def test_file_that_is_no_tree_is_refused():
    file = drawn("A one\nB two")
    ring = replace(
        file, links=(Link(source=id_of("A"), target=id_of("B"), type=CHILD_OF), Link(source=id_of("B"), target=id_of("A"), type=CHILD_OF))
    )
    with pytest.raises(CycleError):
        plan(ring, drawn(HERE))


CODES = some.lists(some.sampled_from([f"X{number}" for number in range(14)]), unique=True, min_size=1, max_size=10)


@some.composite
def frameworks(draw):
    """Any tree over a small stock of items, so that two of them share some."""
    codes = draw(CODES)
    lines, depth = [], 0
    for at, code in enumerate(codes):
        depth = draw(some.integers(0, min(depth + 1, 3))) if at else 0
        lines.append(f"{'  ' * depth}{code} {draw(some.sampled_from(['walks', 'runs', 'sits']))} {code}")
    return drawn("\n".join(lines))


@given(frameworks(), frameworks(), some.booleans())
@settings(max_examples=150, deadline=None)
def test_dry_run_equals_apply_and_twice_changes_nothing(here, file, retire):
    made = plan(file, here, retire=retire)
    result = apply(made)
    old, new = {item.id for item in here.items}, {item.id for item in result.items}
    assert made.count(Act.ADD) == len(new - old)
    assert made.count(Act.RETIRE) == len(old - new)
    assert retire or not old - new
    again = plan(file, result, retire=retire)
    assert (again.rows, again.changes, digest(apply(again))) == ((), False, digest(result))
    parents, said = tree_of(result).parent, tree_of(file).parent
    assert {id: parents[id] for id in said if said[id]} == {id: up for id, up in said.items() if up}


@given(frameworks(), frameworks(), some.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_order_of_rows_does_not_matter_where_the_file_says_the_place(here, file, chance):
    shuffled = replace(
        file, items=tuple(chance.sample(file.items, len(file.items))), links=tuple(chance.sample(file.links, len(file.links)))
    )
    assert plan(shuffled, here).result == plan(file, here).result
    assert plan(shuffled, here).rows == plan(file, here).rows


@pytest.mark.slow
def test_thousands_of_rows_with_nothing_in_common_end():
    rows = [f"C{at} says {random.Random(at).random()}" for at in range(4_500)]
    made = plan(drawn("\n".join(rows), ids="x "), drawn("\n".join(f"D{at} holds {at}" for at in range(4_500))))
    assert (made.unread, made.count(Act.ADD)) == (True, 4_500)


def test_part_of_a_tree_that_turns_it_upside_down_loses_nothing():
    """Here 1 holds 2 holds 3; the file holds 1 under 3 and nothing of 2, which stays under 1: then 3 can stay under 2 no longer."""
    here, file = drawn("1 walks 1\n  2 runs 2\n    3 sits 3"), drawn("3 sits 3\n  1 walks 1")
    result = apply(plan(file, here))
    code = {item.id: item.code for item in result.items} | {"": ""}
    assert {code[id]: code[up] for id, up in tree_of(result).parent.items()} == {"3": "", "1": "3", "2": "1"}


def test_table_that_knows_nothing_of_a_links_extras_leaves_them_as_they_are():
    home = (("extensions.sourceDocumentIdentifier", '"elsewhere"'),)
    held = drawn(HERE)
    held = replace(held, links=(*held.links[:-1], replace(held.links[-1], extras=home)))
    table = drawn(HERE.replace("Reads a paper", "Reads two papers"))
    said = {link.source: link.extras for link in plan(table, held, says=frozenset({"statement", "code"})).result.links}
    assert said == {link.source: link.extras for link in held.links}
    whole = plan(table, held).result
    assert {link.extras for link in whole.links} == {()}
