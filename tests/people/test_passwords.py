"""Which passwords are refused, and that long and pasted ones are not."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from people.second_factors import person


def refused(password: str, someone=None) -> bool:
    try:
        validate_password(password, person(someone) if someone else None)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize(
    "password",
    [
        "short-one-1",
        "Alice-Archer-2026!",
        "archer.archer.archer",
        "northnorthnorth",
        "University2026!",
        "UniversityNorth1",
        "alice@north.example",
        "Curricle-2026!",
        "curriclecurricle",
        "Password2026!",
        "Football123456",
        "sunshine!!!!!!",
        "1234567890123",
    ],
)
def test_password_that_others_would_try_first_is_refused(alice, password: str):
    assert refused(password, alice)


@pytest.mark.parametrize(
    "password",
    [
        "quiet harbour lantern",
        "curricle opens at nine by the harbour",
        "north wind over wet slates",
        "x9$kV2!mQ7#pL",
        "ö" * 6 + "wetterleuchten",
        "correct horse battery staple " * 6,
    ],
)
def test_honest_password_is_taken(alice, password: str):
    assert not refused(password, alice)


def test_password_is_looked_at_without_a_person_too(db):
    assert (refused("curricle2026"), refused("quiet harbour lantern")) == (True, False)


def test_password_of_two_hundred_signs_signs_in(alice):
    long = ("quiet harbour lantern " * 10)[:200]
    assert alice.client.post("/account/password/", {"old": alice.password, "new": long}).status_code == 302
    from curricle.people import actions

    assert actions.try_sign_in(email=alice.email, password=long, address="").person.email == alice.email
    assert actions.try_sign_in(email=alice.email, password=long[:-1], address="").person is None


def test_refusal_says_what_to_do(alice):
    answer = alice.client.post("/account/password/", {"old": alice.password, "new": "University2026!"})
    assert (answer.status_code, "Choose unrelated words" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("alice@north.exam", "This password is like your e-mail address. Choose another: three or four unrelated words are good."),
        ("a1ice archer", "This password is like your name. Choose another: three or four unrelated words are good."),
        ("x9$kV2!mQ7#", "This password is too short. Use at least 12 characters: three or four unrelated words are good."),
        ("qwertyuiop123", "Too many people use this password. Choose another: three or four unrelated words are good."),
    ],
)
def test_refusal_is_in_our_words(alice, password: str, says: str):
    with pytest.raises(ValidationError) as stop:
        validate_password(password, person(alice))
    assert stop.value.messages[0] == says


def test_password_fields_may_be_pasted_into_and_are_known_to_password_managers(client, db):
    page = client.get("/sign-in/").content.decode()
    assert ("onpaste" in page, 'autocomplete="current-password"' in page, 'autocomplete="username"' in page) == (False, True, True)
