"""A sheet brought under a code alone: what is shown before and after confirming is the same."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from curricle.core.terms import Role
from curricle.design import queries
from curricle.frameworks import actions as frameworks
from curricle.people.models import Person
from world import demo_framework, organisation, person

SHEET = Path(__file__).resolve().parents[2] / "src/curricle/cli/demo/podiatry-lead-sheet.xlsx"


@pytest.fixture
def lead():
    alice = person("alice", organisation("wharfe"), Role.LEAD)
    client = Client()
    client.force_login(Person.objects.get(pk=alice.person))
    client.actor = alice
    return client


def hidden(page: str) -> dict[str, str]:
    """Names and values of the hidden fields of the form that confirms."""
    form = page[page.index("/confirm/") :]
    return {name: html.unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)}


@pytest.mark.django_db
@pytest.mark.slow
def test_sheet_without_a_title_is_called_by_its_code(lead):
    for name in ("standard-enhanced-practice", "schema-podiatry"):
        frameworks.keep(by=lead.actor, framework=demo_framework(name))
    asked = lead.post("/bring/", {"file": SimpleUploadedFile("ours.xlsx", SHEET.read_bytes())}, follow=True)
    address = asked.redirect_chain[-1][0]
    seen = lead.post(address, {"code": "OURS", "title": "", "do": "preview"}).content.decode()
    done = lead.post(address.replace("/sheet/", "/confirm/"), hidden(seen))
    assert (done.status_code, done.url) == (302, "/programmes/OURS/")
    assert queries.programme(lead.actor.organisation, "OURS").title == "OURS"
