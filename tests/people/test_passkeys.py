"""Passkeys, with one made of software: what it answers honestly signs in, and nothing else does."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from curricle.people import actions, passkeys, queries
from people.second_factors import SoftPasskey, fresh, password_given, signed_in, with_app, with_passkey

HERE = {"host": "localhost"}
BEGIN, USE, NEW = "/sign-in/passkey/challenge/", "/sign-in/passkey/", "/account/second-factor/passkey/"


@pytest.fixture
def key(alice) -> SoftPasskey:
    """alice's passkey."""
    return with_passkey(alice, fresh(alice.client))


def options(client: Client) -> dict:
    return client.post(BEGIN, headers=HERE).json()


def used(client: Client, credential: str, **more: str):
    return client.post(USE, {"credential": credential, **more}, headers=HERE)


def inside(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_passkey_signs_in_without_a_password(alice, key):
    client = Client()
    answer = used(client, key.signed(options(client)), next="/record/")
    assert (answer.headers["Location"], inside(client)) == ("/record/", True)
    assert queries.events(alice.actor.organisation).lines[0]["detail"] == "with: a passkey"


def test_passkey_alone_is_enough_where_a_second_factor_is_needed(alice, key, settings):
    settings.SECOND_FACTOR = True
    client = Client()
    used(client, key.signed(options(client)))
    assert inside(client)


def test_passkey_is_the_second_factor_after_a_password(alice, key):
    client = password_given(alice)
    asked = options(client)
    assert [each["id"] for each in asked["publicKey"]["allowCredentials"]] == [json.loads(key.signed(asked))["id"]]
    used(client, key.signed(asked))
    assert inside(client)


def test_passkey_confirms_that_it_is_still_the_same_person(alice, key):
    client = password_given(alice)
    used(client, key.signed(options(client)))
    session = client.session
    del session["fresh"]
    session.save()
    answer = used(client, key.signed(options(client)), next=NEW)
    assert (answer.headers["Location"], client.get(NEW).status_code) == (NEW, 200)


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost.evil.example"},
        {"challenge": "bm90IHRoZSBjaGFsbGVuZ2Ugb2YgdGhpcyBhdHRlbXB0"},
        {"flags": 0x01},  # the person was not asked for finger, face or PIN
        {"flags": 0x04},  # nobody was there
        {"handle": b"\0" * 16},
        {"handle": b""},
        {"handle": b"1"},
    ],
)
def test_passkey_that_lies_does_not_sign_in(key, lie: dict):
    client = Client()
    answer = used(client, key.signed(options(client), **lie))
    assert (answer.headers["Location"], inside(client)) == ("/sign-in/", False)


def test_answer_of_a_passkey_is_good_once(key):
    client = Client()
    answer = key.signed(options(client))
    used(client, answer)
    client.post("/sign-out/")
    options(client)
    used(client, answer)
    assert not inside(client)


def test_challenge_is_used_up_by_a_wrong_answer(key):
    client = Client()
    asked = options(client)
    used(client, "{}")
    used(client, key.signed(asked))
    assert not inside(client)


def test_passkey_of_another_key_pair_does_not_sign_in(key):
    other, client = SoftPasskey(), Client()
    other.handle = key.handle
    used(client, other.signed(options(client)))
    assert not inside(client)


def test_passkey_of_somebody_else_is_no_second_factor(alice, bob, key):
    with_app(bob)
    client = password_given(bob)
    used(client, key.signed(options(client)))
    assert not inside(client)
    assert "gave a wrong passkey for" in [line["verb"] for line in queries.events(bob.actor.organisation).lines]


def test_passkey_of_a_closed_account_does_not_sign_in(alice, bob, key):
    actions.close_account(by=bob.actor, person=alice.actor.person)
    client = Client()
    used(client, key.signed(options(client)))
    assert not inside(client)


NONSENSE = ["", "null", "[]", "{}", "1", '"x"', '{"response": 1}', '{"response": {"userHandle": 5}}', "NaN", '{"id": "\\u0000"}']


@pytest.mark.parametrize("nonsense", [*NONSENSE, "[" * 5000, "x" * 30_000])
def test_nonsense_is_no_passkey_and_no_fault(alice, key, nonsense: str):
    visitor, person = Client(), fresh(alice.client)
    person.post("/account/second-factor/passkey/challenge/", headers=HERE)
    options(visitor)
    assert used(visitor, nonsense).status_code == 302
    weak = password_given(alice)
    options(weak)
    assert (used(weak, nonsense).headers["Location"], inside(weak)) == ("/sign-in/second-factor/", False)


def test_nonsense_makes_no_passkey(alice):
    client = fresh(alice.client)
    for nonsense in ("", "{}", "[]", '{"response": {}}'):
        client.post("/account/second-factor/passkey/challenge/", headers=HERE)
        assert client.post(NEW, {"name": "Mine", "credential": nonsense}, headers=HERE).status_code == 422
    assert not queries.has_factor(alice.actor.person)


def test_passkey_that_did_not_ask_its_person_is_not_made(alice):
    client = fresh(alice.client)
    asked = client.post("/account/second-factor/passkey/challenge/", headers=HERE).json()
    made = SoftPasskey().made(asked, flags=0x41)
    assert client.post(NEW, {"name": "Mine", "credential": made}, headers=HERE).status_code == 422


def test_only_what_is_needed_of_a_passkey_is_kept(alice):
    from allauth.mfa.models import Authenticator

    client = fresh(alice.client)
    asked = client.post("/account/second-factor/passkey/challenge/", headers=HERE).json()
    made = json.loads(SoftPasskey().made(asked)) | {"stowaway": "x" * 1000}
    client.post(NEW, {"name": "Mine", "credential": json.dumps(made)}, headers=HERE)
    kept = Authenticator.objects.get(type="webauthn").data["credential"]
    assert sorted(kept) == ["clientExtensionResults", "id", "rawId", "response", "type"]


def test_passkey_has_a_name_and_can_be_renamed(alice, key):
    client = password_given(alice)
    used(client, key.signed(options(client)))
    one = queries.factors_of(alice.actor.person).factors[0]
    client.post(f"/account/second-factor/{one.id}/name/", {"name": "Key at home"})
    assert [each.name for each in queries.factors_of(alice.actor.person).factors] == ["Key at home"]
    assert client.post(f"/account/second-factor/{one.id}/name/", {"name": "a\x01b"}).status_code == 422


def test_handle_of_a_passkey_tells_nothing_about_its_person(alice, key):
    from people.second_factors import person

    assert key.handle == person(alice).uuid.bytes


def test_ten_passkeys_are_enough(alice):
    for number in range(10):
        actions.add_passkey(by=alice.actor, name=f"Key {number}", credential={})
    with pytest.raises(ValueError, match="ten passkeys"):
        actions.add_passkey(by=alice.actor, name="One more", credential={})


@pytest.mark.parametrize(
    ("address", "can"),
    [
        ("https://curricle.example.ac.uk", True),
        ("http://curricle.example.ac.uk", False),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", False),
        ("https://192.0.2.7", False),
        ("https://[::1]", False),
    ],
)
def test_passkeys_are_offered_where_browsers_make_them(rf, settings, address: str, can: bool):
    settings.ADDRESS = address
    assert passkeys.possible(rf.get("/")) is can


def test_number_in_the_address_bar_is_explained(alice):
    page = fresh(alice.client).get("/account/second-factor/", headers={"host": "127.0.0.1"}).content.decode()
    assert "and not by a number" in page


def test_signed_in_by_app_adds_a_passkey_too(alice):
    client = signed_in(alice, with_app(alice))
    with_passkey(alice, client)
    assert [each.kind for each in queries.factors_of(alice.actor.person).factors] == ["Authenticator app", "Passkey"]
