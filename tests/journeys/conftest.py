"""The stage of the journeys: the demonstration world, a second university without programmes, a browser, and people signed in.

The world is brought once by the readers and actions of `curricle demo`, kept as bytes, and laid back before each story.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

pytest.register_assert_rewrite("journeys.walk")  # so that what a page did wrong is told

from journeys.walk import Walker  # noqa: E402 - rewritten first

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
KEPT: dict[str, Any] = {}  # the world of this process: "bytes" of the database, "cookies" by e-mail, "passwords" by e-mail


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "walk" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="NO CHROMIUM: set CHROMIUM to its path, or: apt-get install chromium"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def stage(transactional_db: None) -> dict[str, Any]:
    """The world in the database; "cookies" and "passwords" of its people by e-mail."""
    if not KEPT:
        make_world()
        KEPT["bytes"] = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(KEPT["bytes"])
    else:
        KEPT["bytes"].backup(connection.connection)
    return KEPT


@pytest.fixture
def walk(stage: dict[str, Any], live_server: Any, browser: Any) -> Iterator[Callable[..., Walker]]:
    """walk("imogen.thwaite") -> a person with a browser of their own, signed in; walk() -> a visitor."""
    opened: list[Walker] = []

    def begin(name: str = "", **options: Any) -> Walker:
        context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}, **options)
        if name:
            email = next(each for each in stage["cookies"] if each.startswith(name))
            context.add_cookies([{"name": "curricle_session", "value": stage["cookies"][email], "url": live_server.url}])
        context.set_default_timeout(15_000)
        opened.append(Walker(context.new_page(), live_server.url))
        return opened[-1]

    yield begin
    for each in opened:
        each.page.context.close()
    assert [wrong for each in opened for wrong in each.wrong] == []


def make_world() -> None:
    """The demonstration, and charlie at a university of their own that has nothing yet."""
    from django.conf import settings
    from django.test import Client

    from curricle.cli import demo_world
    from curricle.core.terms import OrganisationKind, Role
    from curricle.people import actions, queries
    from curricle.people.models import Person
    from curricle.people.policy import OPERATOR

    settings.DATA.mkdir(parents=True, exist_ok=True)
    demo_world.load()
    KEPT["passwords"] = {
        each["email"]: each["password"] for each in demo_world.json.loads((settings.DATA / demo_world.ACCOUNTS).read_text())["accounts"]
    }
    founded = {"email": "dora@aire.example.org", "name": "Dora Dunne", "code": "AIRE", "organisation": "University of Aire (fictional)"}
    actions.first_administrator(by=OPERATOR, kind=OrganisationKind.UNIVERSITY, **founded)
    dora = queries.actor_by_email(founded["email"])
    actions.add_person(by=dora, email="charlie@aire.example.org", name="Charlie Cole", role=Role.LEAD)
    colm = queries.actor_by_email("colm.hardcastle@wharfedale.example.org")
    actions.add_person(by=colm, email="ines.marlow@wharfedale.example.org", name="Ines Marlow", role=Role.LEAD)
    KEPT["cookies"] = {}
    for person in Person.objects.all():
        client = Client()
        client.force_login(person)
        KEPT["cookies"][person.email] = client.cookies["curricle_session"].value
