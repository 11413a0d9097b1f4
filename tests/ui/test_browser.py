"""The kit in Chromium: no axe violations in any state, no sideways scrolling at 320 px, the keyboard walks strip and matrix."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SHOTS = os.environ.get("CURRICLE_SHOTS")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.urls("ui.kit"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(scope="module")
def browser():
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser, live_server):
    """A page whose console and requests are watched: a refusal of the security policy or a foreign address fails the test."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(live_server.url) else None)
    yield opened
    context.close()
    assert wrong == []


def shoot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("address", ["/kit/full/", "/kit/bare/", "/kit/wrong/", "/help/", "/help/search/?q=gap"])
def test_axe_finds_nothing(page, address):
    page.goto(address)
    shoot(page, f"ui-{address.strip('/').replace('/', '-').replace('?', '-')}-1280")
    assert violations(page) == []


@pytest.mark.parametrize("address", ["/nowhere/", "/help/no-such-page/"])
def test_axe_finds_nothing_on_a_page_that_is_not_there(browser, live_server, address):
    context = browser.new_context(base_url=live_server.url)  # the console rightly says 404, so nobody listens here
    opened = context.new_page()
    opened.goto(address)
    shoot(opened, f"ui-{address.strip('/').replace('/', '-')}-1280")
    assert violations(opened) == []
    context.close()


@pytest.mark.parametrize("address", ["/kit/full/", "/kit/bare/", "/kit/wrong/", "/help/"])
def test_nothing_scrolls_sideways_on_a_small_phone(page, address):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    shoot(page, f"ui-{address.strip('/').replace('/', '-')}-320")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_wider_letters_and_lines_still_fit_a_small_phone(page):
    """WCAG 2.2, 1.4.12. Set through the object model, since the security policy rightly refuses a style element."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/kit/full/")
    page.evaluate(
        """for (const one of document.querySelectorAll("body *")) {
             one.style.letterSpacing = "0.12em"; one.style.wordSpacing = "0.16em"; one.style.lineHeight = "1.5";
           }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_targets_stand_24_pixels_apart(page):
    """WCAG 2.2, 2.5.8, for what is small and stands close: cells of strip and matrix."""
    page.goto("/kit/full/")
    for selector in ("a.cu-cell", "td[role=gridcell]"):
        first, second = (page.locator(selector).nth(number).bounding_box() for number in (0, 1))
        assert second["x"] - first["x"] >= 24


def test_chosen_colours_keep_the_letters(page):
    page.emulate_media(forced_colors="active")
    page.goto("/kit/full/")
    shoot(page, "ui-kit-forced-colours")
    inks = page.evaluate("""[...document.querySelectorAll(".cu-cell--A rect:not(.cu-cell__gap), .cu-cell--A text")].slice(0, 2)
                            .map(one => getComputedStyle(one).fill)""")
    assert inks == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_arrows_walk_the_matrix_and_the_panel_follows(page):
    page.goto("/kit/full/")
    page.locator("td[role=gridcell]").first.focus()
    for key in ("ArrowRight", "ArrowDown", "End", "Home", "Control+End", "PageUp"):
        page.keyboard.press(key)
    panel = page.locator("[data-cu-panel]")
    expect(panel).to_contain_text("M1 Demonstration, LO2 and C40: no claim")
    expect(panel).to_contain_text("Capability 39")
    expect(page.locator("td[tabindex='0']")).to_have_count(1)
    shoot(page, "ui-kit-after-1280")
    assert violations(page) == []


def test_focus_in_the_matrix_is_never_under_its_heads(page):
    page.set_viewport_size({"width": 640, "height": 320})
    page.goto("/kit/full/")
    page.locator("td[role=gridcell]").last.focus()
    for key in ("Control+Home", "ArrowDown", "ArrowRight", "Control+End", "ArrowUp", "Control+Home"):
        page.keyboard.press(key)
    cell, corner = page.locator("td:focus").bounding_box(), page.locator(".cu-grid__corner").bounding_box()
    assert cell["x"] >= corner["x"] + corner["width"] - 1
    assert cell["y"] >= corner["y"] + corner["height"] - 1


def test_escape_leaves_the_matrix_and_question_mark_tells_the_keys(page):
    page.goto("/kit/full/")
    page.locator("td[role=gridcell]").first.focus()
    page.keyboard.press("?")
    expect(page.locator("#matrix-keys")).to_have_attribute("open", "")
    page.locator("td[role=gridcell]").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator("#matrix-keys summary")).to_be_focused()


def test_strip_is_one_tab_stop_and_arrows_go_on(page):
    page.goto("/kit/full/")
    cells = page.locator("a.cu-cell")
    expect(page.locator("a.cu-cell[tabindex='0']")).to_have_count(1)
    cells.first.focus()
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(cells.last).to_be_focused()


def test_tables_are_a_tab_stop_only_while_they_are_too_wide(page):
    page.goto("/kit/full/")
    places = page.locator(".cu-scroll")
    expect(places.first).not_to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 320, "height": 640})
    expect(places.first).to_have_attribute("tabindex", "0")


def test_filters_swap_only_the_results(page):
    page.goto("/kit/full/")
    page.locator("#id_search").fill("podiatry")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator("#results #help-q")).to_be_visible()  # the kit's fragment stands where the results stood
    expect(page.locator("h1")).to_have_count(1)
    assert page.url.endswith("/kit/?search=podiatry")
    assert violations(page) == []


def test_pages_say_the_same_without_scripts(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    opened = context.new_page()
    opened.goto("/kit/full/")
    expect(opened.locator("h1")).to_be_visible()
    expect(opened.locator("td[role=gridcell]").first).to_be_visible()
    expect(opened.get_by_role("button", name="Apply filters")).to_be_visible()
    context.close()
