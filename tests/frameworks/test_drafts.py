"""Drafts: from a framework to rows and back, replaced as a whole, and frozen by a second person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curricle.core.canonical import digest
from curricle.core.framework import Item
from curricle.core.terms import OrganisationKind, Role, Stage
from curricle.frameworks import actions, queries
from curricle.frameworks.damage import damage
from curricle.frameworks.models import Draft, DraftChange, DraftItem, Version
from curricle.frameworks.snapshot import draft_value
from curricle.people.policy import Forbidden, Hidden
from world import demo_framework, organisation, person, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def national():
    body = organisation("national", OrganisationKind.NATIONAL)
    return person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)


@pytest.fixture
def second(national):
    """The draft of a second version of a published schema."""
    schema = demo_framework("schema-podiatry")
    publish(schema, *national)
    return actions.begin_draft(by=national[0], framework=replace(schema, version="2.0"))


def submitted(draft, national):
    actions.move_draft(by=national[0], draft=draft, to=Stage.SUBMITTED, seen=draft.revision)
    return draft


def test_damage_of_a_draft_is_found(second):
    rows = DraftItem.objects.filter(draft=second)
    assert list(damage()) == []
    inner = rows.exclude(parent="").first()
    for change, fault in (
        ({"place": 99}, "outline"),
        ({"parent": "gone"}, "outline"),
    ):
        kept = {name: getattr(inner, name) for name in change}
        rows.filter(pk=inner.pk).update(**change)
        assert [(each.fault, each.at) for each in damage()] == [(fault, "draft DEMO-POD 2.0")]
        rows.filter(pk=inner.pk).update(**kept)
    rows.filter(uuid=inner.parent).update(parent=inner.uuid)
    assert [each.fault for each in damage()] == ["ring"]


@pytest.mark.parametrize("name", ["schema-podiatry", "schema-podiatry-2", "standard-enhanced-practice-2", "curriculum-podiatry"])
def test_draft_says_what_it_began_with(national, name):
    framework = demo_framework(name)
    draft = actions.begin_draft(by=national[0], framework=framework)
    assert digest(draft_value(draft)) == digest(framework)


def test_next_version_keeps_the_items_and_has_an_identifier_of_its_own(second):
    schema, value = demo_framework("schema-podiatry"), draft_value(second)
    assert (value.items, value.line, value.version) == (schema.items, schema.line, "2.0")
    assert (value.id != schema.id, second.base.version, len(value.links)) == (True, schema.version, len(schema.links))
    assert {link.target for link in value.links} - {item.id for item in value.items} == {value.id}


def test_label_of_a_version_or_a_draft_is_not_given_twice(national, second):
    for label in ("1.0", "2.0"):
        with pytest.raises(actions.LabelTaken):
            actions.begin_draft(by=national[0], framework=replace(demo_framework("schema-podiatry"), version=label))
    assert Draft.objects.count() == 1


def test_replaced_draft_says_the_new_value_and_the_same_value_changes_nothing(national, second):
    wanted = replace(demo_framework("schema-podiatry-2"), version="2.0")
    first = actions.replace_draft(by=national[0], draft=second, framework=wanted, seen=1)
    assert (first.revision, {item.id for item in draft_value(first).items}) == (2, {item.id for item in wanted.items})
    assert actions.replace_draft(by=national[0], draft=second, framework=wanted, seen=2).revision == 2
    assert DraftChange.objects.filter(draft=second).count() == 2
    with pytest.raises(actions.StaleDraft):
        actions.replace_draft(by=national[0], draft=second, framework=wanted, seen=1)


def test_published_draft_is_frozen_to_the_byte_and_closed(national, second):
    value = draft_value(second)
    version = actions.publish(by=national[1], draft=submitted(second, national), seen=1)
    assert (queries.value(version), str(version.uuid)) == (value, str(second.uuid))
    assert queries.published(value.code, organisation=None) == value
    second.refresh_from_db()
    assert (second.frozen_id, DraftItem.objects.filter(draft=second).count()) == (version.pk, len(value.items))
    with pytest.raises(Forbidden):
        actions.replace_draft(by=national[0], draft=second, framework=value, seen=1)


def test_whoever_wrote_or_submitted_does_not_publish(national, second):
    both = person("bea", organisation("other", OrganisationKind.NATIONAL), Role.NATIONAL_EDITOR, Role.NATIONAL_PUBLISHER)
    draft = actions.begin_draft(by=both, framework=demo_framework("schema-osteopathy"))
    actions.move_draft(by=both, draft=draft, to=Stage.SUBMITTED, seen=1)
    with pytest.raises(Forbidden):
        actions.publish(by=both, draft=draft, seen=1)
    assert Version.objects.filter(uuid=draft.uuid).count() == 0
    assert actions.draft_steps(by=both, draft=draft) == (Stage.DRAFT,)


def test_reworded_items_are_published_only_when_their_meaning_is_said_to_stay(national, second):
    value = draft_value(second)
    first = value.items[-1]
    mended = replace(value, items=(*value.items[:-1], replace(first, statement=first.statement + " Always.")))
    second = actions.replace_draft(by=national[0], draft=second, framework=mended, seen=1)
    submitted(second, national)
    with pytest.raises(actions.NotLookedAt) as stop:
        actions.publish(by=national[1], draft=second, seen=2)
    assert stop.value.ids == {first.id}
    assert actions.publish(by=national[1], draft=second, seen=2, same_meaning=[first.id]).version == "2.0"


def test_submitted_draft_is_changed_only_after_it_was_taken_back(national, second):
    submitted(second, national)
    wanted = replace(draft_value(second), title="Another title")
    with pytest.raises(Forbidden):
        actions.replace_draft(by=national[0], draft=second, framework=wanted, seen=1)
    actions.move_draft(by=national[0], draft=second, to=Stage.DRAFT, seen=1)
    assert actions.replace_draft(by=national[0], draft=second, framework=wanted, seen=1).title == "Another title"


def test_draft_of_a_university_is_kept_by_its_lead_and_nobody_elses(national):
    lead = person("alice", organisation("wharfe"), Role.LEAD)
    outcomes = replace(
        demo_framework("schema-podiatry"), kind="outcomes", code="OWN", items=(Item(id="a", kind="outcome", statement="One."),), links=()
    )
    draft = actions.begin_draft(by=lead, framework=outcomes)
    with pytest.raises(Hidden):
        actions.replace_draft(by=national[0], draft=draft, framework=outcomes, seen=1)
    with pytest.raises(actions.NotAllowedNow):
        actions.publish(by=lead, draft=draft, seen=1)
    version = actions.keep_draft(by=lead, draft=draft, seen=1)
    assert [row.stage for row in queries.catalogue(lead.organisation)] == ["draft"]
    assert queries.value(version).items == outcomes.items
