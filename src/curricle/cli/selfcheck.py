"""`./run --check`: start as anybody would, fetch the home page and whatever it links to, expect 200, stop."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urldefrag, urljoin, urlsplit

import click

from curricle.cli import ports
from curricle.cli.answer import FAULT

PATIENCE = 180.0  # seconds for a first start on a slow machine
MOST = 40  # addresses looked at
LINK = re.compile(r"""<(?:a|link|script|img)\b[^>]*?\b(?:href|src)=["']([^"']+)["']""", re.IGNORECASE)


def check(arguments: list[str]) -> int:
    """0 when every page answered 200 and the server stopped when asked, else 70. `arguments` go to the started server."""
    with ports.take(0) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "curricle", "up", "--port", str(port), *arguments])  # noqa: S603
    try:
        wrong = look(f"http://{ports.HOST}:{port}/", server)
    finally:
        server.terminate()
        try:
            code = server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            code = server.wait()
    if code:
        wrong.append(f"the server ended with code {code}")
    for line in wrong:
        click.echo(f"WRONG: {line}", err=True)
    click.echo("The check failed." if wrong else "The check passed: it starts, answers and stops.")
    return FAULT if wrong else 0


def look(home: str, server: subprocess.Popen[bytes]) -> list[str]:
    """What did not answer 200, in words."""
    page = _first(home, server)
    if page is None:
        return ["the home page did not answer 200"]
    wrong, seen = [], [home]
    waiting = _links(home, page)
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.append(address)
        status, text = _fetch(address)
        if status != 200:
            wrong.append(f"{urlsplit(address).path} answered {status}")
        elif "<html" in text[:500]:
            waiting += _links(address, text)
    click.echo(f"{len(seen)} addresses fetched.")
    return wrong


def _first(home: str, server: subprocess.Popen[bytes]) -> str | None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        status, text = _fetch(home)
        if status == 200:
            return text
        if status:
            return None
        time.sleep(0.2)
    return None


def _links(base: str, page: str) -> list[str]:
    found = (urldefrag(urljoin(base, link.replace("&amp;", "&"))).url for link in LINK.findall(page))
    return [address for address in dict.fromkeys(found) if urlsplit(address).netloc == urlsplit(base).netloc]


def _fetch(address: str) -> tuple[int, str]:
    """Status and text; status 0 when nothing answered."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own address on the loopback
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as stop:
        return stop.code, ""
    except OSError:
        return 0, ""
