"""The public pages in Chromium: nothing for axe, nothing sideways at 320 px, a search by keyboard, an address copied by a button."""

from __future__ import annotations

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from case.stage import DOCUMENT, SECOND, Nation, schema
from curricle.core.terms import OrganisationKind, Role
from ui.test_browser import FLAGS
from world import organisation, person

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
SEARCH, ITEM = "/frameworks/search/", f"/frameworks/{DOCUMENT}/items/{SECOND}/"
PAGES = (SEARCH, f"{SEARCH}?q=foot&older=1", f"{SEARCH}?q=zzz", ITEM)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")]


@pytest.fixture
def page(transactional_db, live_server, monkeypatch):
    """A visitor's page of an installation with one published schema; what the console says against it fails the test."""
    national = organisation("national", OrganisationKind.NATIONAL)
    nation = Nation(person("nell", national, Role.NATIONAL_EDITOR), person("pat", national, Role.NATIONAL_PUBLISHER))
    nation.publish(schema())
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in this thread
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        opened = context.new_page()
        wrong: list[str] = []
        opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        yield opened
        chromium.close()
        assert wrong == []


def test_public_pages_are_for_everybody_and_everything(page, live_server):
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for address in PAGES:
            page.goto(address)
            found = [f"{address} {width} {one['id']}" for one in Axe().run(page).response["violations"]]
            assert (found, page.evaluate("document.documentElement.scrollWidth <= innerWidth")) == ([], True)
    page.goto(SEARCH)
    page.focus("#q")
    page.keyboard.type("foot")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=1 item in 1 of 1 framework")
    page.goto(ITEM)
    page.focus("[data-cu-copy]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{live_server.url}/id/{SECOND}"
