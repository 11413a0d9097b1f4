"""A university on its first day: every page says what will be here, and the one thing to do first. And nothing of the neighbours."""

from __future__ import annotations

import re

import pytest

THEIRS = "/programmes/WU-POD/"
ADDRESSES = ("", "gaps/", "findings/", "hours/", "matrix/", "modules/", "modules/POD7001/", "changes/", "papers/", "workbook/")


def test_the_first_day_begins_with_bringing_a_sheet(walk):
    lead = walk("charlie").open("/")
    assert "Your programmes will stand here" in lead.part(".cu-empty").inner_text()
    lead.fair("empty-home")
    lead.open("/programmes/").fair("empty-programmes")
    lead.follow("Bring a programme", within=".cu-empty")
    assert lead.heading == "Bring a programme"


def test_the_administrator_meets_people_and_record(walk):
    dora = walk("dora").open("/")
    dora.fair("empty-administrator-home")
    dora.open("/people/").fair("empty-people")
    dora.open("/record/").fair("empty-record")
    dora.open("/account/").fair("empty-account")


def test_a_programme_of_facts_alone_says_on_every_page_what_comes_next(walk):
    from curricle.core.programme import Award, Programme
    from curricle.design.actions import replace_draft
    from curricle.people.queries import actor_by_email

    lead = walk("charlie")
    bare = Programme(id="", code="NEW-1", title="A programme to be", award=Award(title=""))
    replace_draft(by=actor_by_email("charlie@aire.example.org"), programme=bare)
    for page in ("", "gaps/", "findings/", "hours/", "matrix/", "modules/", "changes/", "papers/"):
        lead.open(f"/programmes/NEW-1/{page}")
        assert lead.status == 200, page
        lead.fair(f"empty-programme-{page.strip('/') or 'overview'}")


@pytest.mark.parametrize("address", ADDRESSES)
def test_charlie_of_another_university_is_told_of_no_such_page(walk, address):
    charlie = walk("charlie").open(THEIRS + address)
    words = re.sub(r"\s+", " ", charlie.page.locator("body").inner_text())
    assert (charlie.status, "Wharfedale" in words, "Enhanced Podiatr" in words) == (404, False, False)


def test_charlie_cannot_use_a_file_that_imogen_brought(walk):
    from journeys.test_podiatry_lead import LEAD_SHEET

    imogen = walk("imogen").open("/bring/").give(LEAD_SHEET).press("See what is understood")
    charlie = walk("charlie").open(imogen.page.url)
    assert charlie.status == 404
