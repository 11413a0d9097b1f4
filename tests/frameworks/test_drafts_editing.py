"""Editing a draft: what each act keeps, who is in whose way, and what undo brings back."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from curricle.core.canonical import digest
from curricle.core.drafting.outline import CannotEdit, framework_of, outline_of
from curricle.core.framework import Item, Link
from curricle.core.terms import OrganisationKind, Role, Stage
from curricle.frameworks import actions
from curricle.frameworks.models import DraftChange, DraftItem
from curricle.frameworks.snapshot import draft_outline, draft_value
from curricle.people.policy import Hidden
from world import demo_framework, organisation, person, publish

pytestmark = pytest.mark.django_db
NEW = Item(id="", kind="capability", code="NEW", statement="Plans the care of a foot that has healed.")


@pytest.fixture
def cast():
    body = organisation("national", OrganisationKind.NATIONAL)
    return [person(name, body, Role.NATIONAL_EDITOR) for name in ("nell", "ned")] + [person("pat", body, Role.NATIONAL_PUBLISHER)]


@pytest.fixture
def draft(cast):
    schema = demo_framework("schema-podiatry")
    publish(schema, cast[0], cast[2])
    return actions.begin_draft(by=cast[0], framework=replace(schema, version="2.0"))


def leaves(draft):
    """Ids of the capabilities, in order."""
    return [item.id for item in draft_value(draft).items if item.kind == "capability"]


def item_of(draft, id):
    return next(item for item in draft_value(draft).items if item.id == id)


def replaced(draft):
    return [(link.source, link.target) for link in draft_value(draft).links if link.type == "replacedBy"]


def test_each_act_is_one_change_of_the_rows_that_differ(cast, draft):
    first, second, third = leaves(draft)[:3]
    draft, made = actions.add_item(by=cast[0], draft=draft, seen=1, item=NEW, parent=draft_outline(draft).parent[first], after=first)
    draft = actions.step_item(by=cast[0], draft=draft, seen=2, item=made, step="indent")
    draft = actions.mend_item(by=cast[0], draft=draft, seen=3, item=replace(item_of(draft, second), notes="Looked at."))
    draft, renewed = actions.renew_item(by=cast[0], draft=draft, seen=4, item=replace(item_of(draft, third), statement="Another thing."))
    draft, part = actions.split_item(by=cast[0], draft=draft, seen=5, item=first, parts=[replace(NEW, code=code) for code in ("X", "Y")])
    assert [change.what.split()[0] for change in DraftChange.objects.filter(draft=draft)] == [
        "Split",
        "Changed",
        "Changed",
        "Indented",
        "Added",
        "Began",
    ]
    outline = draft_outline(draft)
    assert (outline.parent[made], third in outline.items, outline.items[renewed].statement) == (part, False, "Another thing.")
    assert [source for source, _ in replaced(draft)] == [third, first, first]
    assert digest(framework_of(outline_of(draft_value(draft)))) == digest(draft_value(draft))


def test_item_of_a_version_is_retired_and_a_new_one_removed(cast, draft):
    old, heir = leaves(draft)[:2]
    draft, made = actions.add_item(by=cast[0], draft=draft, seen=1, item=NEW)
    draft = actions.leave_out(by=cast[0], draft=draft, seen=2, item=made)
    draft = actions.leave_out(by=cast[0], draft=draft, seen=3, item=old, replaced_by=[heir])
    assert [change.what.split()[0] for change in DraftChange.objects.filter(draft=draft)[:2]] == ["Retired", "Removed"]
    assert replaced(draft) == [(old, heir)]
    draft = actions.bring_back(by=cast[0], draft=draft, seen=4, item=old)
    assert (replaced(draft), {item.id for item in draft_value(draft).items}) == (
        [],
        {item.id for item in demo_framework("schema-podiatry").items},
    )


def test_new_meaning_of_an_item_that_nobody_has_seen_keeps_its_identifier(cast, draft):
    draft, made = actions.add_item(by=cast[0], draft=draft, seen=1, item=NEW)
    draft, renewed = actions.renew_item(by=cast[0], draft=draft, seen=2, item=replace(NEW, id=made, statement="Says another thing."))
    assert (renewed, replaced(draft)) == (made, [])


def test_two_editors_are_in_each_others_way_only_at_the_same_item(cast, draft):
    first, second = leaves(draft)[:2]
    actions.mend_item(by=cast[0], draft=draft, seen=1, item=replace(item_of(draft, first), notes="Nell was here."))
    actions.mend_item(by=cast[1], draft=draft, seen=1, item=replace(item_of(draft, second), notes="Ned was here."))
    with pytest.raises(actions.StaleDraft, match="was changed by Nell"):
        actions.mend_item(by=cast[1], draft=draft, seen=1, item=replace(item_of(draft, first), notes="Ned too."))
    with pytest.raises(actions.StaleDraft):
        actions.leave_out(by=cast[1], draft=draft, seen=1, item=draft_outline(draft).parent[first])
    assert [item_of(draft, id).notes for id in (first, second)] == ["Nell was here.", "Ned was here."]


def test_item_that_was_moved_meanwhile_is_not_moved_again_but_may_be_reworded(cast, draft):
    first, second = leaves(draft)[:2]
    actions.step_item(by=cast[0], draft=draft, seen=1, item=second, step="up")
    for step in ("indent", "down"):
        with pytest.raises(actions.StaleDraft):
            actions.step_item(by=cast[1], draft=draft, seen=1, item=second, step=step)
    assert actions.mend_item(by=cast[1], draft=draft, seen=1, item=replace(item_of(draft, second), notes="Mine.")).revision == 3
    actions.leave_out(by=cast[0], draft=draft, seen=3, item=first)
    with pytest.raises(actions.StaleDraft):
        actions.mend_item(by=cast[1], draft=draft, seen=2, item=replace(demo_framework("schema-podiatry").items[-1], id=first))


def test_undo_goes_back_step_by_step_and_forward_by_revision(cast, draft):
    values = [digest(draft_value(draft))]
    for at, id in enumerate(leaves(draft)[:3], 1):
        draft = actions.leave_out(by=cast[0], draft=draft, seen=at, item=id)
        values.append(digest(draft_value(draft)))
    for back in (2, 1):
        draft = actions.undo_draft(by=cast[0], draft=draft, seen=draft.revision)
        assert digest(draft_value(draft)) == values[back]
    draft = actions.mend_item(by=cast[0], draft=draft, seen=6, item=replace(item_of(draft, leaves(draft)[0]), notes="x"))
    for back in (1, 0):
        draft = actions.undo_draft(by=cast[0], draft=draft, seen=draft.revision)
        assert digest(draft_value(draft)) == values[back]
    with pytest.raises(actions.NothingToUndo):
        actions.undo_draft(by=cast[0], draft=draft, seen=draft.revision)
    draft = actions.draft_back_to(by=cast[0], draft=draft, to=4, seen=draft.revision)
    assert digest(draft_value(draft)) == values[3]


def test_facts_change_with_the_label_and_never_the_identity(cast, draft):
    about = replace(draft_value(draft), title="A clearer title", version="2.1", id="x", line="y", code="z")
    changed = actions.change_facts(by=cast[0], draft=draft, seen=1, about=about)
    value = draft_value(changed)
    assert (value.title, changed.title, changed.version) == ("A clearer title", "A clearer title", "2.1")
    assert (value.id, value.line, value.code) == (str(draft.uuid), str(draft.line.uuid), draft.line.code)
    with pytest.raises(actions.LabelTaken):
        actions.change_facts(by=cast[0], draft=draft, seen=2, about=replace(about, version="1.0"))


def test_others_find_no_draft_to_change(cast, draft):
    other = person("olga", organisation("other", OrganisationKind.NATIONAL), Role.NATIONAL_EDITOR)
    for act in (
        lambda: actions.step_item(by=other, draft=draft, seen=1, item=leaves(draft)[0], step="up"),
        lambda: actions.undo_draft(by=other, draft=draft, seen=1),
    ):
        with pytest.raises(Hidden):
            act()


ACTS = ("add", "indent", "outdent", "up", "down", "move", "mend", "renew", "split", "merge", "leave", "link", "undo")


def carried_out(by, draft, name, first, second):
    """One act on the items that two numbers choose; refused ones change nothing."""
    ids = list(draft_outline(draft).walk())
    one, other = ids[first % len(ids)], ids[second % len(ids)]
    at = {"by": by, "draft": draft, "seen": draft.revision}
    parts = [replace(NEW, code=""), replace(NEW, code="")]
    acts = {
        "add": lambda: actions.add_item(**at, item=replace(NEW, code=""), parent=one),
        "move": lambda: actions.move_item(**at, item=one, parent=other),
        "mend": lambda: actions.mend_item(**at, item=replace(item_of(draft, one), notes=f"{first}")),
        "renew": lambda: actions.renew_item(**at, item=replace(item_of(draft, one), statement=f"Means {first}.")),
        "split": lambda: actions.split_item(**at, item=one, parts=parts),
        "merge": lambda: actions.merge_items(**at, items=[one, other], into=replace(NEW, code="")),
        "leave": lambda: actions.leave_out(**at, item=one),
        "link": lambda: actions.link_items(**at, item=one, link=Link(source=one, target=other, type="isRelatedTo")),
        "undo": lambda: actions.undo_draft(**at),
    }
    try:
        done = acts[name]() if name in acts else actions.step_item(**at, item=one, step=name)
    except (CannotEdit, actions.NothingToUndo):
        return draft
    return done if not isinstance(done, tuple) else done[0]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_any_row_of_acts_is_a_tree_that_is_published_to_the_byte(cast, draft, seed):
    chance, row, began = random.Random(seed), draft, digest(draft_value(draft))
    for _ in range(16):
        row = carried_out(cast[0], row, chance.choice(ACTS), chance.randrange(99), chance.randrange(99))
    places: dict[str, list[int]] = {}
    for parent, place in DraftItem.objects.filter(draft=row).values_list("parent", "place"):
        places.setdefault(parent, []).append(place)
    assert all(sorted(held) == list(range(len(held))) for held in places.values())
    assert set(places) - {""} <= set(DraftItem.objects.filter(draft=row).values_list("uuid", flat=True))
    value = draft_value(row)
    if row.revision > 1:  # back to the beginning, and forward again
        assert digest(draft_value(actions.draft_back_to(by=cast[0], draft=row, to=1, seen=row.revision))) == began
        row = actions.draft_back_to(by=cast[0], draft=row, to=row.revision, seen=row.revision + 1)
    assert digest(draft_value(row)) == digest(value)
    actions.move_draft(by=cast[0], draft=row, to=Stage.SUBMITTED, seen=row.revision)
    version = actions.publish(by=cast[2], draft=row, seen=row.revision, same_meaning=[item.id for item in value.items])
    assert version.digest == digest(value)
