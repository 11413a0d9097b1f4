"""The university's own sign-in, spoken with over the loopback: the right person comes in, once; nobody else does."""

from __future__ import annotations

import re
import time

import jwt
import pytest
from django.test import Client

from curricle.people import actions, queries
from curricle.people.models import OutsideIdentity
from curricle.people.outside import provider as outside
from people import oidc
from people.second_factors import code, fresh, signed_in, with_app

BEGIN = "/sign-in/university/"


@pytest.fixture
def university(settings):
    """A provider on the loopback, and this installation configured for it."""
    with oidc.running() as provider:
        settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = provider.issuer, oidc.CLIENT, oidc.SECRET
        settings.OIDC_NAME = "the University of the North"
        yield provider
        outside._PROVIDERS.clear()


@pytest.fixture
def linked(alice, university):
    """alice's account at the university opens hers here."""
    assert actions.link_identity(by=alice.actor, issuer=university.issuer, subject=university.subject)
    return university


def come(client: Client, **more: str):
    """To the university and back, as a browser goes."""
    there = client.get(BEGIN, more)
    assert there.status_code == 302, there.content.decode()
    return client.get(oidc.visit(there.headers["Location"]))


def inside(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def refusals() -> list[str]:
    from curricle.people.models import AuditEvent

    return [event.detail for event in AuditEvent.objects.filter(verb="was refused")]


# -- in ----------------------------------------------------------------------------------------------------------------


def test_linked_person_signs_in_and_comes_where_they_wanted(alice, linked):
    client = Client()
    answer = come(client, next="/record/?x=1")
    assert (answer.headers["Location"], inside(client)) == ("/record/?x=1", True)
    assert queries.events(alice.actor.organisation).lines[0]["detail"] == "with: an account at the University of the North"


def test_way_back_leads_to_own_addresses_alone(linked):
    assert come(Client(), next="https://evil.example/").headers["Location"] == "/"


def test_what_is_asked_of_the_provider(linked):
    address = Client().get(BEGIN).headers["Location"]
    assert re.findall(r"[?&]([a-z_]+)=", address) == [
        "response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge", "code_challenge_method",
    ]  # fmt: skip
    assert "scope=openid&" in address


def test_second_factor_of_ours_is_asked_unless_theirs_counts(alice, linked, settings):
    secret = with_app(alice)
    client = Client()
    assert (come(client).headers["Location"], inside(client)) == ("/sign-in/second-factor/", False)
    client.post("/sign-in/second-factor/", {"code": code(secret)})
    assert inside(client)
    settings.OIDC_SECOND_FACTOR = True
    assert inside_after(Client())


def inside_after(client: Client) -> bool:
    come(client)
    return inside(client)


def test_staff_set_up_a_factor_unless_theirs_counts(linked, settings):
    settings.SECOND_FACTOR = True
    client = Client()
    come(client)
    assert client.get("/account/").headers["Location"] == "/account/second-factor/"
    settings.OIDC_SECOND_FACTOR = True
    assert inside_after(Client())


def test_what_the_token_says_of_factors_counts_for_nothing(linked, settings):
    settings.SECOND_FACTOR = True
    linked.claims = {"acr": "https://refeds.org/profile/mfa", "amr": ["mfa", "hwk"]}
    assert not inside_after(Client())


def test_new_key_of_the_provider_is_fetched(linked, monkeypatch):
    assert inside_after(Client())
    linked.kid = "second"
    monkeypatch.setattr(outside, "KEYS_AGAIN_SECONDS", -1.0)
    assert inside_after(Client())


def test_provider_that_wants_the_secret_in_the_form_gets_it_there(linked):
    linked.lies = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    honest = linked.token

    def from_the_form(form: dict[str, str], _: str):
        given = f"{form['client_id']}:{form['client_secret']}".encode()
        return honest(form, "Basic " + oidc.base64.b64encode(given).decode())

    linked.token = from_the_form
    assert inside_after(Client())


# -- not in ------------------------------------------------------------------------------------------------------------


def none(provider):
    provider.sign = lambda claims: jwt.encode(claims, None, algorithm="none", headers={"kid": "first"})


def symmetric(provider):
    provider.sign = lambda claims: jwt.encode(claims, oidc.SECRET * 4, algorithm="HS256", headers={"kid": "first"})


def other_key(provider):
    strange = oidc.rsa.generate_private_key(public_exponent=65537, key_size=2048)
    provider.sign = lambda claims: jwt.encode(claims, strange, algorithm="RS256", headers={"kid": "first"})


def unknown_key(provider):
    honest = provider.kid
    provider.sign = lambda claims: jwt.encode(claims, provider.key, algorithm="RS256", headers={"kid": f"not {honest}"})


def cut_off(provider):
    honest = provider.sign
    provider.sign = lambda claims: honest(claims).rpartition(".")[0] + "."


def altered(provider):
    honest = provider.sign

    def sign(claims):
        head, body, seal = honest(claims | {"sub": "somebody else"}).split(".")
        return ".".join([head, honest(claims).split(".")[1], seal])

    provider.sign = sign


def says(**claims):
    def lie(provider):
        provider.claims = claims

    return lie


NOW = int(time.time())
LIES = {
    "unsigned": none,
    "signed with our own secret": symmetric,
    "signed by another key": other_key,
    "signed by an unknown key": unknown_key,
    "signature cut off": cut_off,
    "altered after signing": altered,
    "no token": lambda provider: setattr(provider, "sign", lambda claims: None),
    "no text": lambda provider: setattr(provider, "sign", lambda claims: {"alg": "RS256"}),
    "nonsense": lambda provider: setattr(provider, "sign", lambda claims: "a.b.c"),
    "another issuer": says(iss="https://evil.example"),
    "no issuer": says(iss=None),
    "another audience": says(aud="another program"),
    "no audience": says(aud=None),
    "two audiences and no azp": says(aud=["curricle", "another program"]),
    "made for another": says(azp="another program"),
    "expired": says(exp=NOW - 600),
    "never expires": says(exp=None),
    "made in the future": says(iat=NOW + 86_400),
    "not good yet": says(nbf=NOW + 86_400),
    "another nonce": says(nonce="another"),
    "no nonce": says(nonce=None),
    "no subject": says(sub=None),
    "empty subject": says(sub=""),
    "number as subject": says(sub=1001),
    "endless subject": says(sub="u" * 300),
    "subject with a NUL": says(sub="u-1001\x00"),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_token_that_is_not_right_signs_nobody_in(linked, lie):
    lie(linked)
    client = Client()
    answer = come(client)
    assert (answer.status_code, inside(client), len(refusals())) == (403, False, 1)


def test_email_of_an_account_here_signs_nobody_in(alice, university):
    """Neither unverified nor verified: who somebody is elsewhere is issuer and subject."""
    for verified in (False, True):
        university.claims = {"email": alice.email, "email_verified": verified, "name": "Alice Archer", "preferred_username": alice.email}
        client = Client()
        answer = come(client)
        assert (answer.status_code, "do not know this account yet" in answer.content.decode(), inside(client)) == (403, True, False)
    assert OutsideIdentity.objects.count() == 0


def test_unknown_account_is_told_alike_whether_the_email_is_known(alice, university):
    pages = []
    for email in (alice.email, "nobody@north.example"):
        university.claims = {"email": email}
        pages.append(re.sub(r'nonce="[^"]*"', "", come(Client()).content.decode()))
    assert pages[0] == pages[1]


def test_same_subject_of_another_provider_is_another_person(linked, settings):
    with oidc.running() as other:
        settings.OIDC_ISSUER = other.issuer
        assert not inside_after(Client())


def test_answer_is_good_once(linked):
    client = Client()
    back = oidc.visit(client.get(BEGIN).headers["Location"])
    client.get(back)
    client.post("/sign-out/")
    assert (client.get(back).status_code, inside(client)) == (403, False)


def test_answer_to_somebody_elses_attempt_is_refused(linked):
    back = oidc.visit(Client().get(BEGIN).headers["Location"])
    victim = Client()
    victim.get(BEGIN)
    assert (victim.get(back).status_code, inside(victim)) == (403, False)


def test_answer_without_an_attempt_is_refused(linked):
    assert Client().get(f"{BEGIN}back/?code=x&state=y").status_code == 403


def test_code_of_another_attempt_does_not_fit_the_verifier(linked):
    """A stolen code, put into one's own attempt: PKCE keeps it from being redeemed."""
    stolen = re.search(r"code=([^&]+)", oidc.visit(Client().get(BEGIN).headers["Location"]))[1]
    thief = Client()
    mine = oidc.visit(thief.get(BEGIN).headers["Location"])
    answer = thief.get(re.sub(r"code=[^&]+", f"code={stolen}", mine))
    assert (answer.status_code, inside(thief)) == (503, False)


def test_attempt_dies_after_ten_minutes(linked, time_machine):
    time_machine.move_to("2026-11-02T09:00:00Z")
    client = Client()
    back = oidc.visit(client.get(BEGIN).headers["Location"])
    time_machine.move_to("2026-11-02T09:10:01Z")
    assert (client.get(back).status_code, inside(client)) == (403, False)


@pytest.mark.parametrize("more", ["&iss=https://evil.example", "&error=access_denied"])
def test_answer_that_says_it_is_no_answer_is_refused(linked, more: str):
    client = Client()
    back = oidc.visit(client.get(BEGIN).headers["Location"])
    assert (client.get(back + more).status_code, inside(client)) == (403, False)


def test_closed_account_is_not_opened(alice, bob, linked):
    actions.close_account(by=bob.actor, person=alice.actor.person)
    assert not inside_after(Client())


def test_flood_of_refusals_does_not_fill_the_record(linked):
    for _ in range(30):
        Client().get(f"{BEGIN}back/?code=x&state=y")
    assert len(refusals()) == 20


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


def test_keys_that_cannot_be_had_are_no_fault(linked):
    linked.answers["/keys"] = (500, {}, b"{}")
    assert come(Client()).status_code == 503


def test_person_with_app_links_after_both_factors(alice, university):
    client = signed_in(alice, with_app(alice))
    assert client.get(oidc.visit(link(client))).headers["Location"] == "/account/"
