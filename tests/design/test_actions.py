"""Bringing a programme: rows say what the value said, changes are kept, undo is the inverse, strangers see nothing."""

from dataclasses import replace

import pytest

from curricle.core.canonical import digest
from curricle.core.terms import OrganisationKind, Role
from curricle.design import actions, queries
from curricle.design.brought import laid_over
from curricle.design.models import Change, ProgrammeRow
from curricle.design.snapshot import modules_of, snapshot
from curricle.people.policy import Forbidden, Hidden
from world import demo_framework, demo_programme, organisation, person, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def national():
    body = organisation("national", OrganisationKind.NATIONAL)
    cast = person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)
    for name in ("schema-podiatry", "standard-enhanced-practice"):
        publish(demo_framework(name), *cast)


@pytest.fixture
def wharfe():
    return organisation("wharfe")


@pytest.fixture
def alice(wharfe):
    return person("alice", wharfe, Role.LEAD)


@pytest.fixture
def value():
    return demo_programme("programme-podiatry")


def test_replace_draft_keeps_every_field_of_the_programme(national, alice, value):
    row = actions.replace_draft(by=alice, programme=value)
    assert snapshot(row) == value


def test_replace_draft_sums_up_for_lists(national, alice, value):
    actions.replace_draft(by=alice, programme=value)
    [row] = queries.programmes(alice.organisation)
    lenses = queries.lenses_of(row, value)
    assert [lens.code for lens in lenses] == [lens.code for lens in value.lenses]
    assert (row.roll_up.digest, row.roll_up.modules, row.roll_up.taught > 0) == (digest(value), len(value.modules), True)


def test_bringing_the_same_twice_makes_no_second_change(national, alice, value):
    actions.replace_draft(by=alice, programme=value)
    row = actions.replace_draft(by=alice, programme=value)
    assert (row.revision, Change.objects.count()) == (1, 1)


def test_one_changed_claim_is_one_change_and_undo_takes_it_back(national, alice, value):
    actions.replace_draft(by=alice, programme=value)
    module = value.modules[0]
    fewer = replace(value, modules=(replace(module, claims=module.claims[1:]), *value.modules[1:]))
    row = actions.replace_draft(by=alice, programme=fewer, revision=1)
    assert (row.revision, digest(snapshot(row))) == (2, digest(fewer))
    row = actions.undo(by=alice, programme=row, revision=2)
    assert (row.revision, digest(snapshot(row))) == (3, digest(value))
    assert [change.what for change in queries.changes(row)][0].startswith("Undid: ")


def test_stale_revision_is_refused_with_the_row_that_stands(national, alice, value):
    actions.replace_draft(by=alice, programme=value)
    actions.replace_draft(by=alice, programme=replace(value, title="Another title"), revision=1)
    with pytest.raises(actions.Stale) as stop:
        actions.replace_draft(by=alice, programme=value, revision=1)
    assert (stop.value.row.revision, stop.value.row.title) == (2, "Another title")


def test_first_change_cannot_be_undone(national, alice, value):
    row = actions.replace_draft(by=alice, programme=value)
    with pytest.raises(actions.NothingToUndo):
        actions.undo(by=alice, programme=row, revision=1)


def test_tutor_may_not_bring_and_charlie_sees_nothing(national, wharfe, alice, value):
    bob = person("bob", wharfe, Role.TUTOR)
    with pytest.raises(Forbidden):
        actions.replace_draft(by=bob, programme=value)
    actions.replace_draft(by=alice, programme=value)
    charlie = person("charlie", organisation("aire"), Role.LEAD)
    assert queries.programmes(charlie.organisation) == []
    with pytest.raises(ProgrammeRow.DoesNotExist):
        queries.programme(charlie.organisation, value.code)


def test_a_mentor_of_an_employer_is_told_nothing(value):
    olive = person("olive", organisation("employer", OrganisationKind.EMPLOYER), Role.MENTOR)
    with pytest.raises(Hidden):
        actions.replace_draft(by=olive, programme=value)


def test_two_universities_may_bring_the_same_file(national, alice, value):
    actions.replace_draft(by=alice, programme=value)
    charlie = person("charlie", organisation("aire"), Role.LEAD)
    row = actions.replace_draft(by=charlie, programme=value)
    assert [module.code for module in snapshot(row).modules] == [module.code for module in value.modules]
    assert sum(len(module.claims) for module in snapshot(row).modules) == sum(len(module.claims) for module in value.modules)


def test_shared_module_changes_the_other_programme_too_and_says_so(national, alice, value):
    actions.replace_draft(by=alice, programme=value)
    second = replace(value, id="", code="SECOND", title="Second (demonstration)", modules=value.modules[:1], placements=())
    actions.replace_draft(by=alice, programme=second)
    module = value.modules[0]
    renamed = replace(second, modules=(replace(module, title="A new title"),))
    actions.replace_draft(by=alice, programme=renamed)
    first = queries.programme(alice.organisation, value.code)
    assert snapshot(first).modules[0].title == "A new title"
    assert queries.changes(first)[0].what == "A shared module changed with SECOND"
    assert queries.others_using(alice.organisation, [module.code], but="SECOND") == {module.code: [value.code]}


def test_two_modules_of_one_code_are_refused_in_words(alice, value):
    twice = replace(value, modules=(value.modules[0], value.modules[0]))
    with pytest.raises(actions.NotWritable, match=f"2 modules have the code {value.modules[0].code}"):
        actions.replace_draft(by=alice, programme=twice)


def test_draft_that_was_taken_away_is_in_no_list_and_can_be_brought_back(national, alice, value):
    row = actions.replace_draft(by=alice, programme=value)
    actions.take_away(by=alice, programme=row)
    assert (queries.programmes(alice.organisation), [each.code for each in queries.removed(alice.organisation)]) == ([], [value.code])
    actions.restore(by=alice, code=value.code)
    assert ([each.code for each in queries.programmes(alice.organisation)], queries.removed(alice.organisation)) == ([value.code], [])


def test_bringing_a_programme_that_was_taken_away_brings_it_back(national, alice, value):
    actions.take_away(by=alice, programme=actions.replace_draft(by=alice, programme=value))
    row = actions.replace_draft(by=alice, programme=replace(value, title="Again"), new=True)
    assert (row.removed, snapshot(queries.programme(alice.organisation, value.code)).title) == (None, "Again")


def test_tutor_may_not_take_a_draft_away(national, wharfe, alice, value):
    row = actions.replace_draft(by=alice, programme=value)
    with pytest.raises(Forbidden):
        actions.take_away(by=person("bob", wharfe, Role.TUTOR), programme=row)


def test_sheet_as_a_new_programme_keeps_the_hours_of_modules_that_others_hold(national, alice, value):
    """A mapping sheet says nothing of hours, so bringing it under another code takes none away."""
    actions.replace_draft(by=alice, programme=value)
    module = value.modules[0]
    bare = replace(module, id="x", hours=(), assessments=(), claims=module.claims[:3])
    sheet = replace(value, id="", code="NEW", title="New", modules=(bare,), placements=())
    whole = laid_over(None, sheet, modules_of(alice.organisation, [module.code]))
    actions.replace_draft(by=alice, programme=whole)
    first = snapshot(queries.programme(alice.organisation, value.code))
    assert (first.modules[0].hours, first.modules[0].assessments) == (module.hours, module.assessments)
    assert [each.code for each in snapshot(queries.programme(alice.organisation, "NEW")).modules] == [module.code]


def test_going_back_to_a_revision_is_a_change_of_its_own(national, alice, value):
    actions.replace_draft(by=alice, programme=value)
    actions.replace_draft(by=alice, programme=replace(value, title="Two"))
    row = actions.replace_draft(by=alice, programme=replace(value, title="Three"))
    row = actions.go_back(by=alice, programme=row, to=1, revision=3)
    assert (row.revision, digest(snapshot(row)), queries.changes(row)[0].what) == (4, digest(value), "Went back to revision 1")
    row = actions.go_back(by=alice, programme=row, to=3, revision=4)
    assert snapshot(row).title == "Three"


def test_going_back_needs_the_present_revision_and_one_that_was(national, alice, value):
    row = actions.replace_draft(by=alice, programme=value)
    with pytest.raises(actions.Stale):
        actions.go_back(by=alice, programme=row, to=1, revision=7)
    with pytest.raises(actions.NothingToUndo):
        actions.go_back(by=alice, programme=row, to=9, revision=1)
