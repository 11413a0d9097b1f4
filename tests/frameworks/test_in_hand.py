"""The first page names what an organisation has in hand: to those who write it and publish it, and to nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from curricle.core.crosswalk import Step
from curricle.core.terms import OrganisationKind, Role, Stage
from curricle.frameworks import actions, drafts, queries
from curricle.frameworks.in_hand import in_hand
from curricle.frameworks.models import Version
from curricle.people.models import Person
from world import demo_framework, organisation, person, publish

pytestmark = pytest.mark.django_db
POD, PHYSIO = (replace(demo_framework(name), version="1.0") for name in ("schema-podiatry", "schema-physiotherapy"))


@pytest.fixture
def national():
    body = organisation("national", OrganisationKind.NATIONAL)
    return person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)


@pytest.fixture
def work(national):
    """A draft of the next version, which is submitted, a new framework and a crosswalk."""
    for framework in (POD, PHYSIO):
        publish(framework, *national)
    editor = national[0]
    following = actions.begin_draft(by=editor, framework=replace(POD, version="2.0"))
    new = replace(POD, id="", line="", code="ARTS", title="Arts therapies", items=(), links=(), rubrics=())
    begun = actions.begin_draft(by=editor, framework=new)
    actions.move_draft(by=editor, draft=following, to=Stage.SUBMITTED, seen=following.revision)
    ends = {name: Version.objects.get(uuid=each.id) for name, each in (("source", POD), ("target", PHYSIO))}
    crosswalk = actions.make_crosswalk(by=editor, title="Feet to bodies", about="", **ends)
    return [str(each.uuid) for each in (following, begun, crosswalk)]


def page(actor):
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person))
    return client.get("/").content.decode()


@pytest.mark.slow
def test_editor_and_publisher_see_what_waits_first(national, work):
    following, begun, crosswalk = work
    wanted = [
        ("frameworks:draft", following, f"{POD.title} 2.0", Stage.SUBMITTED),
        ("frameworks:draft", begun, "Arts therapies 1.0", Stage.DRAFT),
        ("frameworks:crosswalk", crosswalk, "Crosswalk Feet to bodies", Step.DRAFT),
    ]
    for actor in national:
        assert in_hand(actor, queries.readable(actor)) == wanted
        assert f'<a href="/frameworks/drafts/{following}/">{POD.title} 2.0: submitted</a>' in page(actor)


@pytest.mark.slow
def test_nothing_of_it_is_told_to_others(national, work):
    lead = person("alice", organisation("wharfe"), Role.LEAD)
    assert in_hand(lead, queries.readable(lead)) == []
    assert "Not published yet" not in page(lead)
    assert drafts.open_drafts(national[0]) != []
