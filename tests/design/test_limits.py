"""An institution's own limits and the waivers from them."""

from datetime import date

import pytest

from curricle.core.policyset import DEFAULT_POLICY
from curricle.core.terms import OrganisationKind, Role
from curricle.design import actions, queries
from curricle.design.limits_form import LIMITS
from curricle.design.snapshot import current
from curricle.people.policy import Forbidden
from world import demo_framework, demo_programme, organisation, person, publish

pytestmark = pytest.mark.django_db
TIGHT = {name: getattr(DEFAULT_POLICY, name) for name, *_ in LIMITS} | {"over_covered": 1}


@pytest.fixture
def wharfe():
    return organisation("wharfe")


@pytest.fixture
def alice(wharfe):
    return person("alice", wharfe, Role.LEAD)


@pytest.fixture
def row(alice):
    body = organisation("national", OrganisationKind.NATIONAL)
    cast = person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)
    for name in ("schema-podiatry", "standard-enhanced-practice"):
        publish(demo_framework(name), *cast)
    return actions.replace_draft(by=alice, programme=demo_programme("programme-podiatry"))


def over_covered(row):
    value = current(row)
    return [each for each in queries.report(row, value, queries.lenses_of(row, value)).findings if each.rule == "over-covered"]


def test_limits_of_the_institution_change_what_is_found(wharfe, alice, row):
    assert over_covered(row) == []
    actions.set_limits(by=person("colm", wharfe, Role.UNIVERSITY_ADMIN), starts=date(2020, 1, 1), limits=TIGHT)
    assert len(over_covered(row)) > 0


def test_limits_of_a_later_day_do_not_hold_today(wharfe, row):
    actions.set_limits(by=person("colm", wharfe, Role.UNIVERSITY_ADMIN), starts=date(2999, 1, 1), limits=TIGHT)
    assert (over_covered(row), queries.policy_set(wharfe.pk)) == ([], DEFAULT_POLICY)


def test_lead_may_read_the_limits_but_not_set_them(alice):
    with pytest.raises(Forbidden):
        actions.set_limits(by=alice, starts=date(2020, 1, 1), limits=TIGHT)


def test_limits_form_names_every_limit_of_a_policy_set():
    assert {name for name, *_ in LIMITS} == {name for name in DEFAULT_POLICY.__dataclass_fields__ if name != "starts"}


def test_waiver_sets_the_finding_aside_until_it_is_taken_back(wharfe, alice, row):
    actions.set_limits(by=person("colm", wharfe, Role.UNIVERSITY_ADMIN), starts=date(2020, 1, 1), limits=TIGHT)
    before = over_covered(row)
    found = before[0]
    actions.waive(by=alice, programme=row, rule=found.rule, place=found.at[0].id, facts=found.facts, reason="Both panels asked for it.")
    assert len(over_covered(row)) == len(before) - 1
    assert actions.end_waiver(by=alice, programme=row, rule=found.rule, place=found.at[0].id) == 1
    assert over_covered(row) == before


@pytest.mark.parametrize(("facts", "reason"), [("other facts", "A reason"), (None, "  ")])
def test_waiver_needs_the_present_facts_and_a_reason(wharfe, alice, row, facts, reason):
    actions.set_limits(by=person("colm", wharfe, Role.UNIVERSITY_ADMIN), starts=date(2020, 1, 1), limits=TIGHT)
    found = over_covered(row)[0]
    with pytest.raises(actions.NotWaived):
        actions.waive(by=alice, programme=row, rule=found.rule, place=found.at[0].id, facts=facts or found.facts, reason=reason)
