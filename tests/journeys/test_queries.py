"""A list asks the database as often for three things as for one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from curricle.core.terms import OrganisationKind, Role
from curricle.design import actions
from curricle.people.models import Person
from world import demo_framework, demo_programme, organisation, person, publish

pytestmark = pytest.mark.django_db
FRAMEWORKS = ("schema-podiatry", "standard-enhanced-practice", "schema-diagnostic-radiography")


def asked(client: Client, address: str) -> int:
    """Queries of one page, the second time: what a process reads once is not counted."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len(seen)


@pytest.fixture
def client() -> Client:
    browser = Client()
    person("alice", organisation("wharfe"), Role.LEAD, Role.UNIVERSITY_ADMIN)
    browser.force_login(Person.objects.get(email="alice@wharfe.example"))
    return browser


def bring(count: int) -> None:
    """That many programmes, each with as many modules, against as many frameworks."""
    from curricle.people.queries import actor_by_email

    alice = actor_by_email("alice@wharfe.example")
    body = organisation("national", OrganisationKind.NATIONAL)
    cast = person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)
    for name in FRAMEWORKS[:count]:
        publish(demo_framework(name), *cast)
    value = demo_programme("programme-podiatry")
    for number in range(count):
        code = f"P{number}"
        one = replace(value, id="", code=code, modules=value.modules[:count] if number == 0 else (), placements=())
        row = actions.replace_draft(by=alice, programme=one)
        for change in range(1, count):
            actions.replace_draft(by=alice, programme=replace(one, title=f"Title {change}"), revision=row.revision + change - 1)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", 9),
        ("/programmes/", 6),
        ("/frameworks/", 7),
        ("/programmes/P0/", 7),
        ("/programmes/P0/gaps/", 7),
        ("/programmes/P0/findings/", 8),
        ("/programmes/P0/modules/", 6),
        ("/programmes/P0/changes/", 7),
        ("/programmes/P0/matrix/", 6),
        ("/people/", 8),
        ("/record/", 9),
    ],
)
def test_a_list_asks_as_often_for_three_as_for_one(client, address, queries, count):
    bring(count)
    assert asked(client, address) == queries
