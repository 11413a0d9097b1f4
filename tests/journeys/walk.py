"""How a person of the stories walks: opens pages, presses what is there, and what every page on the way must bear."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Download, Locator, Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOTS = os.environ.get("CURRICLE_SHOTS")
WIDE, SMALL = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
# By a rule and not by attributes: an empty style attribute would be copied by htmx, which the security policy refuses.
SPACING = """on => { const sheet = document.styleSheets[document.styleSheets.length - 1];
  if (on) sheet.insertRule("* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }", 0);
  else sheet.deleteRule(0); }"""
OUTSIDE = """() => document.documentElement.scrollWidth <= 320 ? [] : ["wider than 320", ...[...document.querySelectorAll("body *")]
  .filter(one => one.getBoundingClientRect().right > 321).map(one => one.outerHTML.slice(0, 120)).slice(-3)]"""
FOCUSED = """() => { const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {name: (one.innerText || one.value || one.getAttribute("aria-label") || "").trim(), id: one.id, type: one.type || one.localName,
          value: one.getAttribute("value") || "",
          shown: style.outlineStyle !== "none" || style.boxShadow !== "none" || one.localName === "summary",
          inside: box.bottom > 0 && box.top < innerHeight, covered: !!top && !one.contains(top) && !top.contains(one)}; }"""


class Walker:
    """One person and their browser. What the console or a foreign address says against the pages stands in `wrong`."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.wrong, self.status = page, [], 0
        page.on("console", lambda said: self._said(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda asked: self.wrong.append(asked.url) if not asked.url.startswith((home, "data:", "about:")) else None)
        page.on("response", self._answered)

    def _said(self, text: str) -> None:
        if "Failed to load resource" not in text:  # the browser's own words for an answer such as 404, which the stories look at
            self.wrong.append(text)

    def _answered(self, response: Any) -> None:
        if response.request.is_navigation_request():
            self.status = response.status
        elif response.status >= 400:
            self.wrong.append(f"{response.status} {response.url}")

    # -- what a person does --------------------------------------------------------------------------------------------
    def open(self, address: str) -> Walker:
        self.page.goto(address)
        return self

    def follow(self, name: str, *, within: str = "body") -> Walker:
        """Press a link by its words."""
        link = self.page.locator(within).locator("a").filter(has_text=re.compile(name)).first
        with self.page.expect_navigation():
            link.click()
        return self

    def press(self, name: str) -> Walker:
        """Press a button by its words; the page that follows has loaded."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=name).first.click()
        return self

    def fill(self, label: str, text: str) -> Walker:
        self.page.get_by_label(label, exact=True).first.fill(text)
        return self

    def choose(self, label: str, option: str) -> Walker:
        self.page.get_by_label(label, exact=True).first.select_option(label=option)
        return self

    def ask(self, label: str, text: str) -> Walker:
        """Type words into a filter and press Enter; only the results change."""
        self.fill(label, text).page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: text in unquote(url))
        return self

    def give(self, file: Path | dict[str, Any]) -> Walker:
        self.page.locator("input[type=file]").set_input_files(file)
        return self

    def download(self, name: str) -> bytes:
        """The bytes behind a link."""
        with self.page.expect_download() as coming:
            self.page.locator("main a").filter(has_text=re.compile(name)).first.click()
        return Path(_kept(coming.value)).read_bytes()

    def tab_to(self, words: str, *, most: int = 120) -> Walker:
        """By the Tab key alone to the control whose words begin so; where the focus is, is seen on every stop of the way."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(FOCUSED)
            assert here["shown"], f"the focus cannot be seen on {here}"
            assert here["inside"], f"the focus is out of sight on {here}"
            assert not here["covered"], f"the focus is covered on {here}"
            if here["name"].startswith(words) or here["id"] == words:
                return self
        raise AssertionError(f"Tab never came to {words} on {self.page.url}")

    def enter(self, key: str = "Enter") -> Walker:
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        return self

    # -- what a person reads -------------------------------------------------------------------------------------------
    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    def part(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def rows(self, selector: str) -> list[list[str]]:
        """Words of the cells of a table, row by row."""
        return (
            self.page.locator(selector)
            .locator("tbody tr")
            .evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))")
        )

    # -- what every page bears -----------------------------------------------------------------------------------------
    def fair(self, name: str) -> Walker:
        """Axe finds nothing; at 320 px nothing scrolls sideways, even with wider letters; no target is too small."""
        self.page.evaluate("document.activeElement.blur()")
        self.page.mouse.move(0, 0)  # nothing is judged as it looks under a pointer
        picture(self.page, name)
        found = (
            Axe()
            .run(self.page, options={"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]})
            .response["violations"]
        )
        assert [f"{name}: {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []
        self.page.set_viewport_size(SMALL)
        assert too_wide(self.page) == [], name
        self.page.evaluate(SPACING, True)
        assert too_wide(self.page) == [], f"{name} with wider letters"
        self.page.evaluate(SPACING, False)
        self.page.set_viewport_size(WIDE)
        return self


def too_wide(page: Page) -> list[str]:
    """Empty where the page keeps within 320 px; else what stands out. The folding menu needs a moment after a turn of the phone."""
    for _ in range(20):
        found: list[str] = page.evaluate(OUTSIDE)
        if not found:
            break
        page.wait_for_timeout(25)
    return found


def picture(page: Page, name: str) -> None:
    """At 1280, at 320 and as printed, where CURRICLE_SHOTS names a folder."""
    if not SHOTS:
        return
    for view, size, media in (("1280", WIDE, "screen"), ("320", SMALL, "screen"), ("print", {"width": 794, "height": 1123}, "print")):
        page.set_viewport_size(size)
        page.emulate_media(media=media)
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{view}.png"), full_page=True)
    page.emulate_media(media="screen")
    page.set_viewport_size(WIDE)


def _kept(download: Download) -> str:
    return str(download.path())
