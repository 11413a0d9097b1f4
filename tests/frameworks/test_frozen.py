"""What is frozen stays: identity, stages, and the refusal of the database itself."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from curricle.core.canonical import digest
from curricle.core.terms import OrganisationKind, Role, Stage
from curricle.frameworks import actions, queries
from curricle.frameworks.models import ItemRow, StageRow, Version
from curricle.people.policy import Forbidden, Hidden
from world import demo_framework, organisation, person, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def national():
    body = organisation("national", OrganisationKind.NATIONAL)
    return person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)


def test_keep_freezes_the_document_and_projects_its_items(national):
    schema = demo_framework("schema-podiatry")
    kept = actions.keep(by=national[0], framework=schema)
    assert (kept.new, kept.version.digest, queries.value(kept.version)) == (True, digest(schema), schema)
    assert ItemRow.objects.filter(version=kept.version).count() == len(schema.items)


def test_keep_twice_changes_nothing(national):
    schema = demo_framework("schema-podiatry")
    first = actions.keep(by=national[0], framework=schema)
    again = actions.keep(by=national[0], framework=schema)
    assert (again.new, again.version.pk, Version.objects.count()) == (False, first.version.pk, 1)


def test_same_file_under_another_version_label_is_another_version(national):
    schema = demo_framework("schema-podiatry")
    first = actions.keep(by=national[0], framework=schema)
    for new in (True, False):
        second = actions.keep(by=national[0], framework=replace(schema, version="second"))
        assert (second.new, second.version.version, str(second.version.uuid) != str(first.version.uuid)) == (new, "second", True)


@pytest.mark.parametrize("sql", ["UPDATE frameworks_version SET document = 'x'", "DELETE FROM frameworks_version"])
def test_database_refuses_to_change_or_remove_a_frozen_document(national, sql):
    version = actions.keep(by=national[0], framework=demo_framework("schema-podiatry")).version
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Version.objects.get(pk=version.pk).document == version.document


def test_draft_is_hidden_from_others_and_published_is_seen_by_all(national):
    schema = demo_framework("schema-podiatry")
    version = actions.keep(by=national[0], framework=schema).version
    assert (queries.catalogue(None), len(queries.catalogue(national[0].organisation))) == ([], 1)
    actions.move(by=national[0], version=version, to=Stage.SUBMITTED)
    actions.move(by=national[1], version=version, to=Stage.IMPLEMENTED)
    assert [each.stage for each in queries.catalogue(None)] == ["implemented"]


def test_editor_may_not_publish_and_lead_may_not_keep_for_the_nation(national):
    version = actions.keep(by=national[0], framework=demo_framework("schema-podiatry")).version
    actions.move(by=national[0], version=version, to=Stage.SUBMITTED)
    with pytest.raises(Forbidden):
        actions.move(by=national[0], version=version, to=Stage.IMPLEMENTED)
    other = person("olive", organisation("employer", OrganisationKind.EMPLOYER), Role.EMPLOYER_ADMIN)
    with pytest.raises(Hidden):
        actions.keep(by=other, framework=demo_framework("standard-enhanced-practice"))


def test_life_has_no_way_back_from_published(national):
    publish(demo_framework("schema-podiatry"), *national)
    version = queries.catalogue(None)[0]
    with pytest.raises((actions.NotAllowedNow, Forbidden, Hidden)):
        actions.move(by=national[0], version=version, to=Stage.DRAFT)
    assert StageRow.objects.filter(version=version).count() == 3


def test_published_finds_by_code_by_version_and_by_uuid(national):
    schema = demo_framework("schema-podiatry")
    publish(schema, *national)
    found = [queries.published(each) for each in (schema.code, f"{schema.code}@{schema.version}", schema.id, "NOBODY")]
    assert found == [schema, schema, schema, None]


def test_search_folds_case_and_accents(national):
    publish(demo_framework("schema-podiatry"), *national)
    version = queries.catalogue(None)[0]
    row = ItemRow.objects.filter(version=version, mappable=True).first()
    word = max(row.statement.split(), key=len)
    assert row.uuid in {each.uuid for each in queries.items(version, q=word.upper()).rows}


def test_steps_offer_each_person_what_the_rules_and_the_life_allow(national):
    editor, publisher = national
    actions.keep(by=editor, framework=demo_framework("schema-podiatry"))
    version = queries.catalogue(editor.organisation)[0]
    assert (actions.steps(by=editor, version=version), actions.steps(by=publisher, version=version)) == (
        (Stage.IN_CONSULTATION, Stage.SUBMITTED),
        (),
    )
    actions.move(by=editor, version=version, to=Stage.SUBMITTED)
    version = queries.catalogue(editor.organisation)[0]
    assert actions.steps(by=publisher, version=version) == (Stage.PENDING, Stage.IMPLEMENTED)


def test_approved_version_is_put_in_force_by_another_person_than_approved_it(national):
    editor, publisher = national
    second = person("pia", organisation("second", OrganisationKind.NATIONAL), Role.NATIONAL_PUBLISHER)
    version = actions.keep(by=editor, framework=demo_framework("schema-podiatry")).version
    actions.move(by=editor, version=version, to=Stage.SUBMITTED)
    actions.move(by=publisher, version=version, to=Stage.PENDING)
    with pytest.raises((Forbidden, Hidden)):
        actions.move(by=second, version=version, to=Stage.IMPLEMENTED)


def test_publisher_puts_in_force_later_what_was_approved_before(national):
    version = actions.keep(by=national[0], framework=demo_framework("schema-podiatry")).version
    actions.move(by=national[0], version=version, to=Stage.SUBMITTED)
    actions.move(by=national[1], version=version, to=Stage.PENDING)
    listed = queries.catalogue(national[1].organisation)[0]
    assert actions.steps(by=national[1], version=listed) == (Stage.IMPLEMENTED, Stage.RETIRED)
    actions.move(by=national[1], version=version, to=Stage.IMPLEMENTED)
    assert queries.catalogue(None)[0].stage == "implemented"


def test_second_framework_under_a_new_code_gets_a_line_of_its_own(national):
    schema = demo_framework("schema-podiatry")
    first = actions.keep(by=national[0], framework=schema).version
    other = actions.keep(by=national[0], framework=replace(schema, code="OTHER")).version
    assert first.line.uuid != other.line.uuid


@pytest.mark.parametrize("from_stage", [Stage.IN_CONSULTATION, Stage.SUBMITTED])
def test_editor_takes_a_version_back_to_draft(national, from_stage):
    version = actions.keep(by=national[0], framework=demo_framework("schema-podiatry")).version
    actions.move(by=national[0], version=version, to=from_stage)
    with pytest.raises(Forbidden):
        actions.move(by=national[1], version=version, to=Stage.DRAFT)
    assert actions.move(by=national[0], version=version, to=Stage.DRAFT).stage == "draft"
