"""What a new version touches: crosswalks, model curricula and programmes, each as far as its reader may see it."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client

from curricle.core.crosswalk import CrosswalkLink, Step
from curricle.core.terms import OrganisationKind, Role
from curricle.core.versions.compare import difference
from curricle.core.versions.touched import claimed, struck
from curricle.design import actions as design
from curricle.frameworks import actions, crosswalks, queries
from curricle.people.models import Person
from world import demo_framework, demo_programme, organisation, person, publish

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OLD, NEW, PHYSIO = (demo_framework(f"schema-{name}") for name in ("podiatry", "podiatry-2", "physiotherapy"))
CURRICULUM = demo_framework("curriculum-podiatry")
BECAME = struck(difference(OLD, NEW))
PAGE, PROGRAMMES = f"/frameworks/{NEW.id}/touches/{OLD.id}/", f"/touched/{NEW.id}/{OLD.id}/"


def browser(actor=None):
    client = Client()
    if actor:
        client.force_login(Person.objects.get(pk=actor.person))
    return client


@pytest.fixture
def national():
    body = organisation("national", OrganisationKind.NATIONAL)
    both = person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)
    for framework in (OLD, NEW, PHYSIO, CURRICULUM):
        publish(framework, *both)
    return both


def crosswalk(national, *, published: bool, title: str):
    """One link to an item that changes, and one to an item that does not."""
    ends = [queries.version(None, each.id) for each in (PHYSIO, OLD)]
    row = actions.make_crosswalk(by=national[0], title=title, about="", source=ends[0], target=ends[1])
    same = next(item.id for item in OLD.items if item.id not in BECAME)
    links = [
        CrosswalkLink(source=PHYSIO.items[at].id, target=target, relation="broader") for at, target in enumerate((next(iter(BECAME)), same))
    ]
    actions.put_links(by=national[0], crosswalk=row, links=links, revision=1, what="Linked")
    for who, step in ((national[0], Step.SUBMITTED), (national[1], Step.PUBLISHED)) if published else ():
        here = crosswalks.crosswalk(str(row.uuid))
        actions.move_crosswalk(by=who, crosswalk=here, to=step, seen=here.step_id)


def sheet(client, address):
    rows = openpyxl.load_workbook(io.BytesIO(client.get(address).content)).active.iter_rows(values_only=True)
    return [row for row in rows if row[1] not in (None, "What")]


def test_visitor_reads_what_is_published_and_touched(national):
    crosswalk(national, published=True, title="For everybody")
    crosswalk(national, published=False, title="Not yet")
    rows = sheet(browser(), PAGE + "xlsx/")
    claims = claimed(CURRICULUM, OLD.id, BECAME)
    assert {(row[1], row[2]) for row in rows} == {
        ("crosswalk", "For everybody"),
        ("model curriculum", f"{CURRICULUM.title} {CURRICULUM.version}"),
    }
    assert (sum(row[1] == "crosswalk" for row in rows), sum(row[1] == "model curriculum" for row in rows)) == (1, len(claims))
    text = browser().get(PAGE).content.decode()
    assert ("For everybody" in text, "Not yet" in text, "touched/" in text) == (True, False, False)
    assert "Not yet" in browser(national[0]).get(PAGE).content.decode()


def test_old_and_new_text_stand_beside_each_other(national):
    crosswalk(national, published=True, title="For everybody")
    names = {item.name: change for item in OLD.items if (change := BECAME.get(item.id))}
    for row in sheet(browser(), PAGE + "xlsx/"):
        change = names[row[4]]
        new = "\n".join(f"{each.name}: {each.statement}" for each in change.after) or "(removed)"
        assert (row[5], row[7]) == (", ".join(change.acts), new)


def test_lead_reads_own_programmes_and_the_national_team_numbers(national):
    north, south = organisation("north"), organisation("south")
    lead, other, tutor = person("lea", north, Role.LEAD), person("sol", south, Role.LEAD), person("tess", north, Role.TUTOR)
    programme = demo_programme("programme-podiatry")
    design.replace_draft(by=lead, programme=programme)
    wanted = [claim for module in programme.modules for claim in module.claims if claim.framework == OLD.id and claim.item in BECAME]
    rows = sheet(browser(lead), PROGRAMMES + "xlsx/")
    assert (len(rows), {row[2] for row in rows}) == (len(wanted), {f"{programme.code} {programme.title}"})
    assert programme.code in browser(lead).get(PROGRAMMES).content.decode()
    assert "No programme of your organisation claims" in browser(other).get(PROGRAMMES).content.decode()
    counted = browser(national[0]).get(PROGRAMMES).content.decode()
    assert ("1 programme of 1 organisation" in counted, f"{len(wanted)} times" in counted, programme.code in counted) == (True, True, False)
    assert [browser(who).get(PROGRAMMES).status_code for who in (tutor, None)] == [404, 302]
    codes = [browser(who).get(PROGRAMMES + "xlsx/").status_code for who in (lead, national[1], national[0], other)]
    assert codes == [200, 200, 403, 200]


def test_nothing_touched_says_what_will_stand_here(national):
    assert "What does will stand here" in browser().get(f"/frameworks/{PHYSIO.id}/touches/{PHYSIO.id}/").content.decode()
