"""An eleventh profession comes by import alone: no code, setting or list of ours names it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from curricle.core.alignment import coverage
from curricle.core.module import Claim
from curricle.core.registry import PROFESSIONS
from curricle.core.terms import Letter, OrganisationKind, Role, Stage
from curricle.frameworks import actions, queries
from curricle.people.models import Person
from form_of import form_of
from world import demo_programme, organisation, person

PROFESSION = "speech and language therapist"
SHEET = """\
#Code,DEMO-SLT
#Title,Speech and language therapy schema (demonstration)
#Version,1.0
#Kind,schema
#Professions,speech and language therapist
Code,Kind,Statement,Parent code,Pillars,Professions
A,domain,Voice and swallowing after head and neck surgery.,,clinical,speech and language therapist
A1,capability,Judges by instrument whether a swallow protects the airway.,A,clinical,speech and language therapist
A2,capability,Fits and changes a voice prosthesis.,A,clinical,speech and language therapist
"""


@pytest.fixture
def cast(db):
    body = organisation("national", OrganisationKind.NATIONAL)
    return person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)


def brought(editor):
    """The version that the editor gets by bringing the sheet and confirming what the page shows."""
    client = Client()
    client.force_login(Person.objects.get(pk=editor.person))
    preview = client.post("/frameworks/bring/", {"file": SimpleUploadedFile("slt.csv", SHEET.encode())})
    page = client.get(preview.url)
    kept = client.post(re.search(r'action="([^"]*confirm[^"]*)"', page.content.decode())[1], form_of(page.content.decode()))
    return queries.version(editor.organisation, kept.url.strip("/").split("/")[-1])


@pytest.mark.slow
def test_profession_that_nobody_listed_is_kept_found_and_mapped(client, cast):
    assert PROFESSION not in PROFESSIONS
    editor, publisher = cast
    version = brought(editor)
    framework = queries.value(version)
    assert framework.professions == (PROFESSION,)
    assert {item.professions for item in framework.items} == {(PROFESSION,)}
    actions.move(by=editor, version=version, to=Stage.SUBMITTED)
    actions.move(by=publisher, version=version, to=Stage.IMPLEMENTED)
    assert f"<option>{PROFESSION}</option>" in client.get("/frameworks/").content.decode()
    page = client.get("/frameworks/", {"profession": PROFESSION}).content.decode()
    assert f"<option selected>{PROFESSION}</option>" in page
    assert [row.line_code for row in queries.catalogue(None, profession=PROFESSION)] == ["DEMO-SLT"]


def test_programme_is_covered_against_a_profession_that_nobody_listed(cast):
    framework = queries.value(brought(cast[0]))
    programme = demo_programme("programme-podiatry")
    module = programme.modules[0]
    item = next(each for each in framework.items if each.code == "A1")
    claim = Claim(outcome=module.outcomes[0].id, framework=framework.id, item=item.id, letter=Letter.D)
    programme = replace(programme, modules=(replace(module, claims=(*module.claims, claim)), *programme.modules[1:]))
    totals = coverage(programme, framework).totals
    assert (totals.items, totals.taught, totals.assessed) == (2, 1, 0)
