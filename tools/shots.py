"""A picture of every page at 1280 and 320 pixels and as printed, in var/shots with an index.html. Run by ./test --shots."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import boot
import chromium

SHOTS = boot.ROOT / "var" / "shots"
MOST = 80
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
VIEWS = {
    "1280": ({"width": 1280, "height": 900}, "screen"),
    "320": ({"width": 320, "height": 800}, "screen"),
    "print": ({"width": 794, "height": 1123}, "print"),
}
AVOID = re.compile(r"sign-out|/download|\.(pdf|docx|xlsx|zip|json|csv|js|css|svg)$|/static/")


def main() -> int:
    browser = chromium.find_or_bring(setup=False)
    if not browser:
        sys.exit(f"No Chromium here. As root: {chromium.APT_LINE}")
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "curricle", "up", "--port", "0"]
        variables = {**boot.environment(), "CURRICLE_DATA": data}
        server = subprocess.Popen(command, cwd=boot.ROOT, env=variables, stdout=subprocess.PIPE, text=True)
        try:
            pages = photograph(browser, address(server), Path(data) / "demo-accounts.json")
        finally:
            server.terminate()
            server.wait(30)
    pages += journeys(browser)
    write_index(pages)
    print(f"{len(pages)} pages, see {(SHOTS / 'index.html').relative_to(boot.ROOT)}")
    return 0


def journeys(browser: str) -> list[tuple[str, str, str]]:
    """The states that no link leads to (errors, previews, empty lists, a job at work): the stories of tests/journeys take them."""
    variables = {**boot.environment(), "CURRICLE_SHOTS": str(SHOTS), "CHROMIUM": browser}
    command = [sys.executable, "-m", "pytest", "tests/journeys", "-m", "browser", "-n", "2"]
    subprocess.run(command, cwd=boot.ROOT, env=variables, check=False)
    walked = re.compile(r"(visitor|lead)-\d{3}$")
    stems = sorted(path.name.removesuffix("-1280.png") for path in SHOTS.glob("*-1280.png"))
    return [("journeys", stem, stem) for stem in stems if not walked.match(stem)]


def address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        if found:
            return found.group(0)
    sys.exit("The server did not start.")


def photograph(browser: str, home: str, accounts: Path) -> list[tuple[str, str, str]]:
    """(who, path, file stem) of every page that links lead to, for a visitor and for a programme lead."""
    from playwright.sync_api import sync_playwright

    pages = []
    with sync_playwright() as play:
        chrome = play.chromium.launch(executable_path=browser, args=FLAGS)
        for who, account in people(accounts):
            context = chrome.new_context()
            page = context.new_page()
            if account:
                sign_in(page, home, account)
            pages += walk(page, home, who)
            context.close()
        chrome.close()
    return pages


def people(accounts: Path) -> list[tuple[str, dict[str, str] | None]]:
    found: list[tuple[str, dict[str, str] | None]] = [("visitor", None)]
    if accounts.exists():
        for each in json.loads(accounts.read_text("utf-8"))["accounts"]:
            if each["role"] == "Programme lead":
                return [*found, ("lead", each)]
    return found


def sign_in(page, home: str, account: dict[str, str]) -> None:
    page.goto(urljoin(home, "sign-in/"))
    page.locator("input[name=email]").fill(account["email"])
    page.locator("input[name=password]").fill(account["password"])
    page.locator("main form button[type=submit]").first.click()  # the first button of all shows the password
    page.wait_for_load_state()


def walk(page, home: str, who: str) -> list[tuple[str, str, str]]:
    done, seen, waiting = [], set(), [home]
    while waiting and len(done) < MOST:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        page.set_viewport_size(VIEWS["1280"][0])
        answer = page.goto(here)
        if answer is None or answer.status != 200:
            print(f"{who}: {urlsplit(here).path} answered {answer.status if answer else 'nothing'}")
            continue
        stem = f"{who}-{len(done):03}"
        for view, (size, media) in VIEWS.items():
            page.set_viewport_size(size)
            page.emulate_media(media=media)
            page.screenshot(path=SHOTS / f"{stem}-{view}.png", full_page=True)
        page.emulate_media(media="screen")
        done.append((who, here[len(home) - 1 :], stem))
        links = [
            urldefrag(urljoin(here, link)).url
            for link in page.locator("a[href]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        ]
        waiting += [link for link in links if urlsplit(link).netloc == urlsplit(home).netloc and not AVOID.search(link)]
    return done


def write_index(pages: list[tuple[str, str, str]]) -> None:
    rows = "".join(
        f"<h2>{who}: {html.escape(path)}</h2><p>"
        + " ".join(f'<a href="{stem}-{view}.png"><img src="{stem}-{view}.png" alt="{view}" height="360"></a>' for view in VIEWS)
        + "</p>\n"
        for who, path, stem in pages
    )
    (SHOTS / "index.html").write_text(
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>All pages</title><h1>All pages</h1>\n{rows}'
    )


if __name__ == "__main__":
    sys.exit(main())
