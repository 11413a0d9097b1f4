"""The main journey by keyboard alone, without scripts, on paper, and in colours that people chose."""

from __future__ import annotations

import io
import zipfile

import pytest

from journeys.test_podiatry_lead import LEAD_SHEET, bring_the_sheet, work_off


@pytest.mark.slow
def test_the_main_journey_by_keyboard_alone(walk):
    lead = walk("imogen").open("/")
    lead.tab_to("Bring a programme").enter()
    lead.tab_to("id_file").give(LEAD_SHEET)
    lead.tab_to("See what is understood").enter()
    lead.tab_to("code").page.keyboard.type("POD-KEYS")
    lead.tab_to("Go on: see what it covers").enter()
    lead.tab_to("Bring it as a new draft").enter("Space")
    assert lead.page.url.endswith("/programmes/POD-KEYS/"), lead.text[:600]
    lead.tab_to("See the gaps").enter()
    assert lead.heading.startswith("Gaps against")
    lead.tab_to("Papers").enter()
    lead.tab_to("Make the papers").enter()
    work_off(lead)
    lead.tab_to("See the papers").enter()
    lead.tab_to("Download all papers as one ZIP")


@pytest.mark.slow
def test_the_main_journey_without_scripts(walk, stage):
    lead = walk("", java_script_enabled=False)
    email = "imogen.thwaite@wharfedale.example.org"
    lead.open("/sign-in/").fill("E-mail address", email).fill("Password", stage["passwords"][email]).press("Sign in")
    bring_the_sheet(lead)
    lead.press("Read again with my answers").press("Go on: see what it covers").press("Bring it as a new draft")
    lead.follow("See the gaps").choose("Show", "Every item, with what covers it").press("Apply filters")
    assert lead.heading.startswith("What covers what")
    lead.open("/programmes/POD-2027/papers/").press("Make the papers")
    work_off(lead)
    lead.follow("See the papers")
    with zipfile.ZipFile(io.BytesIO(lead.download("Download all papers as one ZIP"))) as held:
        assert held.testzip() is None
    lead.open("/frameworks/?q=vascular").follow("Podiatry", within="#results")
    assert lead.status == 200


@pytest.mark.parametrize("page", ["", "gaps/", "findings/", "hours/", "matrix/", "modules/PODI701/"])
def test_a_page_of_a_programme_prints_within_its_paper(walk, page):
    lead = walk("imogen").open(f"/programmes/WU-POD/{page}")
    lead.page.emulate_media(media="print")
    lead.page.set_viewport_size({"width": 674, "height": 1000})  # A4 less its margins
    seen = lead.part(".nhsuk-header__navigation, .cu-subnav, .cu-filters, .nhsuk-footer, button").evaluate_all(
        "all => all.filter(one => one.offsetParent).map(one => one.className)"
    )
    assert seen == []
    assert "WU-POD" in lead.part(".cu-printfoot").inner_text()
    assert "revision 1" in lead.part(".cu-printfoot").inner_text()
    if page != "matrix/":  # the matrix is wider than paper: the papers print it as a list, and XLSX as a grid
        assert lead.page.evaluate("document.documentElement.scrollWidth") <= 680  # the kit gives lists 2 px beyond on paper
