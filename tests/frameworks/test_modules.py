"""Modules of a model curriculum in a draft: what each act keeps, who is in whose way, what undo brings back, what publishing freezes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from curricle.core.canonical import canonical, to_document
from curricle.core.framework import Facts, Framework, Item
from curricle.core.module import Assessment, Claim, Hours, Module, Outcome
from curricle.core.terms import Delivery, HoursKind, Letter, OrganisationKind, Role, Stage
from curricle.frameworks import actions, comparing, drafts, queries
from curricle.frameworks.models import DraftChange
from curricle.frameworks.snapshot import about_of, draft_value
from curricle.people.models import AuditEvent
from curricle.people.policy import Forbidden, Hidden
from world import demo_framework, organisation, person, publish

pytestmark = pytest.mark.django_db
OUTCOME = Outcome(id="o1", code="LO1", text="Evaluate a gait.")


@pytest.fixture
def cast():
    body = organisation("national", OrganisationKind.NATIONAL)
    return [person(name, body, Role.NATIONAL_EDITOR) for name in ("nell", "ned")] + [person("pat", body, Role.NATIONAL_PUBLISHER)]


@pytest.fixture
def schema(cast):
    made = demo_framework("schema-podiatry")
    publish(made, cast[0], cast[2])
    return made


@pytest.fixture
def draft(cast, schema):
    facts = Facts(stands_on=(schema.id,))
    made = Framework(id="", line="", code="MC", title="Feet", version="1.0", kind="curriculum", facts=facts)
    draft = actions.begin_draft(by=cast[0], framework=made)
    for at in (1, 2):
        draft = put(cast[0], draft, Module(id=f"m{at}", code=f"M{at}", title=f"Module {at}", credits=20, level=7))
    return draft


def put(by, draft, module, *, seen=0, core=True):
    return actions.put_module(by=by, draft=draft, seen=seen or draft.revision, module=module, core=core, what=f"Changed {module.code}")


def held(draft, at=0):
    return about_of(draft).facts.modules[at]


def whole(schema, module):
    """The module with everything in it."""
    item = next(item for item in schema.items if item.kind == "capability")
    return replace(
        module,
        outcomes=(OUTCOME,),
        hours=(Hours(kind=HoursKind.SCHEDULED, delivery=Delivery.FACE_TO_FACE, minutes=200 * 60),),
        assessments=(Assessment(id="a1", code="A1", title="Viva", weight=100, outcomes=("o1",)),),
        claims=(Claim(outcome="o1", framework=schema.id, item=item.id, letter=Letter.A),),
    )


def test_each_act_is_one_change_that_names_the_module(cast, draft):
    draft = put(cast[0], draft, replace(held(draft), title="Gait"), core=False)
    draft = actions.step_module(by=cast[0], draft=draft, seen=4, module="m2", step="up")
    draft = actions.remove_module(by=cast[0], draft=draft, seen=5, module="m1")
    assert [change.what for change in DraftChange.objects.filter(draft=draft)[:3]] == ["Removed M1", "Moved up M2", "Changed M1"]
    assert ([each.id for each in about_of(draft).facts.modules], about_of(draft).facts.optional_modules) == (["m2"], ())
    assert "Removed M1" in AuditEvent.objects.filter(verb="changed draft").order_by("-number").first().detail


def test_change_of_one_module_keeps_that_module_alone(cast, draft):
    draft = put(cast[0], draft, replace(held(draft), title="Gait"))
    change = DraftChange.objects.get(draft=draft, revision=draft.revision)
    before, after = json.loads(change.before), json.loads(change.after)
    assert (list(before), list(before["modules"]), after["modules"]["m1"]["module"]["title"]) == (["modules"], ["m1"], "Gait")


def test_undo_brings_back_what_was_act_by_act(cast, draft):
    acts = (
        lambda row: put(cast[0], row, replace(held(row), outcomes=(OUTCOME,)), core=False),
        lambda row: actions.change_facts(by=cast[0], draft=row, seen=row.revision, about=replace(about_of(row), title="Other feet")),
        lambda row: actions.step_module(by=cast[0], draft=row, seen=row.revision, module="m1", step="down"),
        lambda row: actions.remove_module(by=cast[0], draft=row, seen=row.revision, module="m2"),
    )
    states = []
    for act in acts:
        states.append(about_of(draft))
        draft = act(draft)
    last = draft.revision
    for state in reversed(states):
        draft = actions.undo_draft(by=cast[0], draft=draft, seen=draft.revision)
        assert about_of(draft) == state
    draft = actions.draft_back_to(by=cast[0], draft=draft, to=last, seen=draft.revision)
    assert [each.id for each in about_of(draft).facts.modules] == ["m1"]
    draft = actions.draft_back_to(by=cast[0], draft=draft, to=1, seen=draft.revision)
    assert about_of(draft).facts.modules == ()


def test_change_kept_before_modules_were_told_apart_is_undone(cast, draft):
    """Such a change has the modules inside its "about"; a file that was brought may have changed them."""
    before = about_of(draft)
    bare = replace(before, facts=replace(before.facts, modules=()))
    draft.about, draft.revision = canonical(before).decode(), draft.revision + 1
    draft.save()
    said = [canonical({"about": to_document(each)}).decode() for each in (bare, before)]
    DraftChange.objects.create(draft=draft, revision=draft.revision, what="Brought a file", before=said[0], after=said[1])
    draft = put(cast[0], draft, replace(held(draft), title="Gait"))
    draft = actions.draft_back_to(by=cast[0], draft=draft, to=3, seen=draft.revision)
    assert about_of(draft).facts.modules == ()


def test_two_editors_are_in_each_others_way_at_the_same_module_only(cast, draft):
    seen = draft.revision
    put(cast[1], draft, replace(held(draft, 1), title="By ned"))
    draft = put(cast[0], draft, replace(held(draft), title="By nell"), seen=seen)
    assert [each.title for each in about_of(draft).facts.modules] == ["By nell", "By ned"]
    with pytest.raises(actions.StaleDraft, match="was changed by Ned"):
        put(cast[0], draft, replace(held(draft, 1), title="Over it"), seen=seen)
    with pytest.raises(actions.StaleDraft):
        actions.remove_module(by=cast[0], draft=draft, seen=seen, module="m2")


def test_facts_and_modules_are_in_nobodys_way(cast, draft):
    seen, seen_facts = draft.revision, about_of(draft)
    put(cast[1], draft, replace(held(draft), title="By ned"))
    draft = actions.change_facts(by=cast[0], draft=draft, seen=seen, about=replace(seen_facts, title="Other feet"))
    assert (about_of(draft).title, held(draft).title) == ("Other feet", "By ned")
    put(cast[1], draft, replace(held(draft), title="By ned again"), seen=seen + 1)
    with pytest.raises(actions.StaleDraft):
        actions.change_facts(by=cast[0], draft=draft, seen=seen, about=replace(seen_facts, title="Third"))


def test_curriculum_is_submitted_once_nothing_stops_it(cast, schema, draft):
    with pytest.raises(actions.NotComplete, match="3 things stop MC 1.0 from being published: look under Modules.") as stop:
        actions.move_draft(by=cast[0], draft=draft, to=Stage.SUBMITTED, seen=draft.revision)
    assert [each.rule for each in stop.value.findings] == ["curriculum-claims", "outcomes-missing", "hours-missing"]
    draft = actions.remove_module(by=cast[0], draft=draft, seen=draft.revision, module="m2")
    draft = put(cast[0], draft, whole(schema, held(draft)))
    actions.move_draft(by=cast[0], draft=draft, to=Stage.SUBMITTED, seen=draft.revision)
    with pytest.raises(Forbidden):
        put(cast[0], drafts.draft(cast[0].organisation, str(draft.uuid)), replace(held(draft), title="Too late"))
    version = actions.publish(by=cast[2], draft=draft, seen=draft.revision)
    assert queries.value(version) == draft_value(draft)


def test_next_version_tells_what_a_module_claims_by_name(cast, schema, draft):
    draft = actions.remove_module(by=cast[0], draft=draft, seen=draft.revision, module="m2")
    draft = put(cast[0], draft, whole(schema, held(draft)))
    actions.move_draft(by=cast[0], draft=draft, to=Stage.SUBMITTED, seen=draft.revision)
    version = actions.publish(by=cast[2], draft=draft, seen=draft.revision)
    second = actions.begin_draft(by=cast[0], framework=replace(queries.value(version), version="2.0"))
    was = held(second)
    second = put(cast[0], second, replace(was, claims=(replace(was.claims[0], letter=Letter.D),)))
    before, after = (comparing.find_side(cast[0], each) for each in (str(version.uuid), f"draft:{second.uuid}"))
    (change,) = comparing.difference_of(before, after).modules
    name = next(item.name for item in schema.items if item.id == was.claims[0].item)
    assert [(each.field, each.before, each.after) for each in change.fields] == [(f"claim LO1 on {name}", "A", "D")]


def test_others_change_no_module(cast, draft):
    lead = person("alice", organisation("wharfe"), Role.LEAD)
    for stranger, answer in ((lead, Hidden), (cast[2], Forbidden)):
        with pytest.raises(answer):
            put(stranger, draft, held(draft))


def test_items_alone_do_not_complete_a_curriculum(cast):
    item = Item(id="i1", kind="capability", statement="Walks.")
    made = Framework(id="", line="", code="BARE", title="Bare", version="1", kind="curriculum", items=(item,))
    draft = actions.begin_draft(by=cast[0], framework=made)
    with pytest.raises(actions.NotComplete, match="1 thing stops"):
        actions.move_draft(by=cast[0], draft=draft, to=Stage.SUBMITTED, seen=1)
    actions.move_draft(by=cast[0], draft=draft, to=Stage.IN_CONSULTATION, seen=1)
