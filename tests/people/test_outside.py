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
from people.oidc import come, inside, inside_after
from people.second_factors import code, with_app

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
    assert (answer.status_code, inside(thief)) == (403, False)


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


@pytest.mark.slow
def test_flood_of_refusals_does_not_fill_the_record(linked):
    for _ in range(30):
        Client().get(f"{BEGIN}back/?code=x&state=y")
    assert len(refusals()) == 20
