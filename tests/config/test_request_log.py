"""One line a request: enough to find a fault, nothing that names or quotes anybody."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from curricle.config import logs
from curricle.core.terms import Role
from curricle.people import actions, queries
from curricle.people.models import Person
from curricle.people.worker import Worker
from people import job_kinds  # noqa: F401 - announces the kinds of jobs

pytestmark = pytest.mark.django_db


@dataclass
class Log:
    out: io.StringIO

    @property
    def text(self) -> str:
        return self.out.getvalue()

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def requests(self) -> list[tuple[object, ...]]:
        told = [line for line in self.lines if line["logger"] == "curricle.requests"]
        return [(line["method"], line["route"], line["status"]) for line in told]


@pytest.fixture
def log() -> Iterator[Log]:
    """Everything that the installation logs, as a server writes it."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.Formatter("json"))
    ours, root = logging.getLogger("curricle"), logging.getLogger()
    before = ours.level
    root.addHandler(handler)
    ours.setLevel("DEBUG")
    yield Log(out)
    ours.setLevel(before)
    root.removeHandler(handler)


def test_request_is_one_line_with_the_name_of_its_route(log, alice):
    answer = alice.client.get("/help/roles/?q=words")
    (line,) = log.lines
    assert (line["method"], line["route"], line["status"], line["event"]) == ("GET", "ui:help_page", 200, "request")
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert isinstance(line["ms"], int)
    assert set(line) == {"time", "level", "logger", "event", "request_id", "method", "route", "status", "ms", "actor"}


def test_person_is_the_same_twelve_digits_each_time_and_a_visitor_none(log, alice, bob, client):
    for browser in (alice.client, alice.client, bob.client, client):
        browser.get("/help/")
    first, again, other, nobody = (line.get("actor") for line in log.lines)
    assert (first == again, first == other, len(str(first)), nobody) == (True, False, 12, None)


@pytest.mark.parametrize(
    ("address", "route"),
    [("/static/ui/no.css", "static"), ("/no/such/page", "none"), ("/healthz", "people:healthz"), ("/people/", "people:people")],
)
def test_route_is_a_name_and_never_a_path(log, client, address: str, route: str):
    client.get(address)
    assert log.requests[-1][1] == route


def test_health_is_not_written_down_every_few_seconds(log, client):
    client.get("/healthz")
    assert [line["level"] for line in log.lines] == ["debug"]


def test_method_that_nobody_knows_is_not_quoted(log, client):
    client.generic("ANN-ARCHER", "/help/")
    assert log.requests == [("other", "ui:help", 405)]


GOOD = ["0123456789abcdef0123456789abcdef", "01234567-89ab-cdef-0123-456789abcdef"]
BAD = ["", "ann@north.example", "0123456789abcdef\r\nX: y", "0" * 400, "ANN"]


@pytest.mark.parametrize("given", [*GOOD, *BAD])
def test_name_of_a_request_is_taken_from_the_proxy_when_it_is_a_number(client, settings, given: str):
    settings.PROXY = True
    assert (client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given) is (given in GOOD)


def test_name_of_a_request_is_our_own_where_there_is_no_proxy(client):
    assert client.get("/healthz", headers={"X-Request-ID": GOOD[0]}).headers["X-Request-ID"] != GOOD[0]


def test_other_lines_of_a_request_carry_its_name(log, client, settings):
    settings.ROOT_URLCONF = "config.breaking_pages"
    client.raise_request_exception = False
    name = client.get("/fault/x/").headers["X-Request-ID"]
    fault, request = log.lines
    assert (fault["request_id"], request["request_id"], fault["event"], fault["error"]) == (name, name, "answered 500", "ValueError")


CANARIES = {
    "e-mail": "canary.person@north.example",
    "name": "Canaria Birdsong",
    "password": "Canary-word-9x7",
    "token": "canarytoken0123456789",
    "key": "crk_canarykey0123456789",
}


def try_to_sign_in(browser: Client, person: str, password: str) -> str:
    """Words in wrong fields, then the right ones, then a forgotten password; the mailed link."""
    for email, word in ((password, person), (person, "wrong"), (person, password)):
        browser.post("/sign-in/", {"email": email, "password": word})
    browser.post("/sign-in/forgotten/", {"email": person})
    work_off()
    link = next(word for word in mail.outbox[-1].body.split() if "/new-password/" in word)
    browser.get(link)
    browser.post(link, {"new": CANARIES["password"]})
    browser.get(f"/sign-in/new-password/{CANARIES['token']}/{CANARIES['key']}/")
    return link


def work_off() -> None:
    worker = Worker()
    while worker.turn():
        pass


def go_wrong(browser: Client) -> None:
    """Every way in which a request may break, with canaries in address, question, form, headers and exceptions."""
    token, key = CANARIES["token"], CANARIES["key"]
    form = {"name": CANARIES["name"], "password": CANARIES["password"]}
    headers = {"Authorization": f"Bearer {key}", "User-Agent": CANARIES["name"], "X-Request-ID": token, "Referer": f"http://x/{token}"}
    for kind in ("fault", "away", "strange", "no-such-page"):
        browser.post(f"/{kind}/{token}/?key={key}", form, headers=headers)
        browser.get(f"/{kind}/{CANARIES['e-mail']}/", headers=headers)
    browser.get("/help/", headers={"Host": f"{token}.example"})
    browser.get(f"/help/%0d%0a{token}%1b[31m/")
    browser.get(f"/files/{token}/?name={CANARIES['name']}")
    browser.post("/bring/", {"file": SimpleUploadedFile(f"{CANARIES['name']}.xlsx", b"PK\x03\x04" + token.encode())}, headers=headers)


@pytest.mark.slow
def test_no_log_holds_what_anybody_typed(log, world, settings):
    """Sign-in, links, faults, wrong pages, uploads and jobs: 0 of 5 canaries, nor the link that was mailed."""
    settings.ROOT_URLCONF = "config.breaking_pages"
    settings.PROXY = True
    person = actions.add_person(by=world.bob.actor, email=CANARIES["e-mail"], name=CANARIES["name"], role=Role.LEAD)
    browser = Client(raise_request_exception=False)
    link = try_to_sign_in(browser, CANARIES["e-mail"], person.password)
    browser.force_login(Person.objects.get(email=CANARIES["e-mail"]))
    go_wrong(browser)
    actor = queries.actor_by_email(CANARIES["e-mail"])
    actions.start_job(by=actor, kind="trial-broken", label=CANARIES["name"], arguments={"to": CANARIES["token"]})
    work_off()
    secrets = [*CANARIES.values(), person.password, link.rsplit("/", 2)[-2], "a secret of the program"]
    assert [each for each in secrets if each in log.text] == []
    statuses = {status for _, _, status in log.requests}
    assert {200, 302, 400, 404, 422, 500, 503} - statuses == set()
    assert {line["logger"] for line in log.lines} >= {"curricle.requests", "curricle.people.tasks", "django.request"}


@pytest.mark.parametrize("shape", ["json", "words"])
def test_address_cannot_begin_a_line_of_its_own(client, shape: str):
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.Formatter(shape))
    logging.getLogger("curricle.requests").addHandler(handler)
    logging.getLogger("curricle.requests").setLevel("INFO")
    try:
        client.get("/help/%0d%0a2026-01-01T00:00:00Z%20INFO%20forged/", headers={"X-Request-ID": "a\r\nb"})
    finally:
        logging.getLogger("curricle.requests").removeHandler(handler)
        logging.getLogger("curricle.requests").setLevel("NOTSET")
    assert (len(out.getvalue().splitlines()), "forged" in out.getvalue()) == (1, False)
