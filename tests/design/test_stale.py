"""Two people at one form: who comes second is told (409), sees what stands and what they asked, and nothing is overwritten unseen."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from curricle.core.policyset import DEFAULT_POLICY
from curricle.core.terms import OrganisationKind, Role, Stage
from curricle.design import actions, queries
from curricle.design.limits_form import LIMITS
from curricle.frameworks import actions as frameworks
from curricle.frameworks import queries as held
from curricle.people.models import Organisation, Person
from form_of import form_of
from world import demo_framework, organisation, person

pytestmark = pytest.mark.django_db
TIGHT = {name: getattr(DEFAULT_POLICY, name) for name, *_ in LIMITS} | {"over_covered": 1}
DAY = {"starts-day": "1", "starts-month": "9", "starts-year": "2020"}


def browser(email: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(email=email))
    return client


@pytest.fixture
def wharfe() -> Organisation:
    return organisation("wharfe")


@pytest.fixture
def admins(wharfe):
    return [person(name, wharfe, Role.UNIVERSITY_ADMIN) for name in ("colm", "dora")]


def test_limits_of_two_administrators_do_not_overwrite_each_other(wharfe, admins):
    colm, dora = browser("colm@wharfe.example"), browser("dora@wharfe.example")
    first, second = (form_of(each.get("/limits/").content.decode()) for each in (colm, dora))
    assert colm.post("/limits/", first | DAY | {"over_covered": "2"}).status_code == 302
    answer = dora.post("/limits/", second | DAY | {"over_covered": "3"})
    text = answer.content.decode()
    assert (answer.status_code, "were set by somebody else" in text) == (409, True)
    assert [row for row in ("Assessed claims on one item", ">2<", ">3<") if row not in text] == []
    assert queries.policy_set(wharfe.pk).over_covered == 2
    assert dora.post("/limits/", form_of(text)).status_code == 302  # now it is a choice
    assert queries.policy_set(wharfe.pk).over_covered == 3


def test_limits_without_a_word_of_what_was_seen_are_refused(wharfe, admins):
    actions.set_limits(by=admins[0], starts=date(2020, 9, 1), limits=TIGHT)
    client = browser("dora@wharfe.example")
    answer = client.post("/limits/", DAY | {name: str(value) for name, value in TIGHT.items()} | {"over_covered": "9"})
    assert (answer.status_code, queries.policy_set(wharfe.pk).over_covered) == (409, 1)


def test_framework_that_was_moved_meanwhile_is_not_moved_again():
    body = organisation("national", OrganisationKind.NATIONAL)
    editor = person("nell", body, Role.NATIONAL_EDITOR)
    _, second = (person(name, body, Role.NATIONAL_PUBLISHER) for name in ("pat", "quinn"))
    version = frameworks.keep(by=editor, framework=demo_framework("schema-podiatry")).version
    frameworks.move(by=editor, version=version, to=Stage.SUBMITTED)
    page = f"/frameworks/{version.uuid}/"
    client = browser("pat@national.example")
    seen = form_of(client.get(page).content.decode())
    frameworks.move(by=second, version=version, to=Stage.PENDING)
    answer = client.post(page + "move/", seen | {"to": Stage.IMPLEMENTED.value})
    text = answer.content.decode()
    assert (answer.status_code, f"was moved to “{Stage.PENDING.value}” by Quinn" in text, "You asked for “implemented”" in text) == (
        409,
        True,
        True,
    )
    assert held.version(body.pk, str(version.uuid)).stage == Stage.PENDING.value
    assert client.post(page + "move/", form_of(text) | {"to": Stage.IMPLEMENTED.value}).status_code == 302
    assert held.version(body.pk, str(version.uuid)).stage == Stage.IMPLEMENTED.value


def test_draft_that_was_changed_meanwhile_is_not_taken_away(desk):
    client = desk.browser(desk.alice)
    seen = form_of(client.get("/programmes/WU-POD/changes/").content.decode())
    desk.send("/programmes/WU-POD/facts/", title="Changed by another")
    for address in ("take-away/", "changes/undo/"):
        answer = client.post("/programmes/WU-POD/" + address, {"revision": seen["revision"]})
        assert (answer.status_code, b"was changed by somebody else" in answer.content) == (409, True)
    assert (desk.row.removed, desk.now.title) == (None, "Changed by another")


@pytest.fixture
def over(desk):
    """A finding against a limit of the institution's own."""
    row = desk.row
    admin = person("colm", Organisation.objects.get(code="wharfe"), Role.UNIVERSITY_ADMIN)
    actions.set_limits(by=admin, starts=date(2020, 1, 1), limits=TIGHT)
    found = next(each for each in queries.report(row, desk.now, queries.lenses_of(row, desk.now)).findings if each.rule == "over-covered")
    return {"rule": found.rule, "place": found.at[0].id, "facts": found.facts}


def test_second_waiver_of_one_finding_is_refused_and_its_reason_is_not_lost(desk, over):
    actions.waive(by=desk.alice, programme=desk.row, reason="The panel asked for it.", **over)
    answer = desk.browser(desk.alice).post("/programmes/WU-POD/findings/waive/", over | {"reason": "Mine is better."})
    text = answer.content.decode()
    assert (answer.status_code, "Mine is better." in text, "The panel asked for it." in text) == (409, True, True)
    assert [each.reason for each in queries.waivers(desk.row)] == ["The panel asked for it."]


def test_waiver_that_was_given_anew_is_not_taken_back_unseen(desk, over):
    address = "/programmes/WU-POD/findings/take-back/"
    actions.waive(by=desk.alice, programme=desk.row, reason="The first reason.", **over)
    actions.end_waiver(by=desk.alice, programme=desk.row, rule=over["rule"], place=over["place"])
    actions.waive(by=desk.alice, programme=desk.row, reason="The second reason.", **over)
    client, known = desk.browser(desk.alice), {"rule": over["rule"], "place": over["place"]}
    assert client.post(address, known | {"seen": "The first reason."}).status_code == 409
    assert client.post(address, known | {"seen": "The second reason."}).status_code == 302
    assert queries.waivers(desk.row) == ()
