"""Linking an account of the university's own sign-in to one's own, and what goes over the network for it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from curricle.people import actions, queries
from curricle.people.models import OutsideIdentity
from curricle.people.outside import provider as outside
from people import oidc
from people.oidc import come, inside_after
from people.second_factors import fresh, signed_in, with_app

BEGIN = "/sign-in/university/"


@pytest.fixture
def university(settings, db):
    with oidc.configured(settings) as provider:
        yield provider


@pytest.fixture
def linked(alice, university):
    """alice's account at the university opens hers here."""
    assert actions.link_identity(by=alice.actor, issuer=university.issuer, subject=university.subject)
    return university


# -- linking -----------------------------------------------------------------------------------------------------------


def link(client: Client) -> str:
    """The address at the provider that the page offers."""
    page = client.post("/account/university/").content.decode()
    return re.search(r'href="(http://127[^"]+)"', page)[1].replace("&amp;", "&")


def test_person_links_an_account_and_is_signed_in_by_it(alice, university):
    client = fresh(alice.client)
    assert client.get(oidc.visit(link(client))).headers["Location"] == "/account/"
    assert "since" in client.get("/account/").content.decode()
    assert (inside_after(Client()), queries.linked_identities(alice.actor.person)[0].issuer) == (True, university.issuer)


def test_linking_asks_who_is_there_first(alice, university):
    assert alice.client.post("/account/university/").headers["Location"].startswith("/account/confirm/")


def test_linking_is_begun_by_the_person_alone(alice, university):
    assert fresh(alice.client).get("/account/university/").status_code == 405


def test_linking_ends_in_the_session_that_began_it(alice, bob, university):
    back = oidc.visit(link(fresh(alice.client)))
    client = bob.client
    assert (client.get(back).status_code, OutsideIdentity.objects.count()) == (403, 0)


def test_linking_for_one_person_is_void_for_the_next_in_the_same_browser(alice, bob, university):
    from people.second_factors import person

    client = fresh(alice.client)
    back = oidc.visit(link(client))
    attempt = client.session["outside"]
    client.force_login(person(bob))
    session = client.session
    session["outside"] = attempt
    session.save()
    assert (client.get(back).status_code, OutsideIdentity.objects.count()) == (403, 0)


def test_account_that_opens_another_account_is_not_linked_twice(alice, bob, linked):
    client = fresh(bob.client)
    answer = client.get(oidc.visit(link(client)))
    assert (answer.status_code, OutsideIdentity.objects.get().person_id) == (409, alice.actor.person)


def test_link_is_removed(alice, linked):
    client = fresh(alice.client)
    client.post("/account/university/remove/")
    assert (OutsideIdentity.objects.count(), inside_after(Client())) == (0, False)
    verbs = [line["verb"] for line in queries.events(alice.actor.organisation).lines]
    assert {"linked an outside account to", "unlinked outside accounts from"} <= set(verbs)


# -- the network -------------------------------------------------------------------------------------------------------


def test_no_request_leaves_unless_configured(db, client):
    page = client.get("/sign-in/").content.decode()
    assert ("university" in page, client.get(BEGIN).status_code, client.get(f"{BEGIN}back/").status_code) == (False, 404, 404)


def test_sign_in_page_itself_asks_nobody(university, client):
    page = client.get("/sign-in/").content.decode()
    assert ("Sign in at the University of the North" in page, university.asked) == (True, [])


@pytest.mark.parametrize(
    ("issuer", "address", "fine"),
    [
        ("https://login.example.ac.uk", "https://login.example.ac.uk/token", True),
        ("https://login.example.ac.uk", "http://login.example.ac.uk/token", False),
        ("https://login.example.ac.uk", "http://127.0.0.1/token", False),
        ("https://login.example.ac.uk", "http://169.254.169.254/latest", False),
        ("https://login.example.ac.uk", "file:///etc/passwd", False),
        ("https://login.example.ac.uk", "gopher://x", False),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000/token", True),
        ("http://127.0.0.1:9000", "http://[::1]:9000/token", True),
        ("http://127.0.0.1:9000", "http://192.0.2.1/token", False),
        ("http://127.0.0.1:9000", "http://[::ffff:192.0.2.1]/token", False),
        ("http://login.example.ac.uk", "http://login.example.ac.uk/token", False),
        ("https://x", "https://", False),
        ("https://x", "http://[broken", False),
    ],
)
def test_only_https_is_asked_or_this_machine(issuer: str, address: str, fine: bool):
    assert outside.allowed(issuer, address) is fine


DISCOVERY = "/.well-known/openid-configuration"
BROKEN = {
    "redirect": (302, {"Location": "/elsewhere"}, b""),
    "error": (500, {}, b"{}"),
    "no JSON": (200, {}, b"<html>"),
    "no object": (200, {}, b"[]"),
    "too deep": (200, {}, b"[" * 10_000),
    "too much": (200, {}, b"{" + b" " * 400_000 + b"}"),
    "empty": (200, {}, b"{}"),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
def test_provider_that_answers_badly_is_away(university, answer):
    university.answers[DISCOVERY] = answer
    said = Client().get(BEGIN)
    assert (said.status_code, said.headers["Retry-After"], "/elsewhere" in university.asked) == (503, "60", False)


@pytest.mark.parametrize(
    "lie",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://192.0.2.1/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": None},
    ],
)
def test_provider_that_leads_elsewhere_is_not_followed(university, lie: dict):
    university.lies = lie
    assert (Client().get(BEGIN).status_code, university.asked) == (503, [DISCOVERY])


def test_provider_that_is_not_there_is_away(university, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    assert Client().get(BEGIN).status_code == 503


def test_silent_provider_is_not_asked_by_every_visitor(university, monkeypatch):
    university.answers[DISCOVERY] = (500, {}, b"{}")
    statuses = [Client().get(BEGIN).status_code for _ in range(3)]
    assert (statuses, len(university.asked)) == ([503] * 3, 1)
    del university.answers[DISCOVERY]
    monkeypatch.setattr(outside, "AWAY_SECONDS", 0.0)
    assert Client().get(BEGIN).status_code == 302


def test_keys_that_cannot_be_had_are_no_fault(linked):
    linked.answers["/keys"] = (500, {}, b"{}")
    assert come(Client()).status_code == 503


def test_person_with_app_links_after_both_factors(alice, university):
    client = signed_in(alice, with_app(alice))
    assert client.get(oidc.visit(link(client))).headers["Location"] == "/account/"
