"""A database that takes no changes, in the default run: pages are read, and what would have to be saved is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db


@contextmanager
def read_only() -> Iterator[None]:
    """As on a full or a read-only disk: each database refuses by itself."""
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL lets nobody take this back within the transaction of a test")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA query_only = OFF")


def calm(client: Client) -> Client:
    """A browser that gets the answer of the product where the test's client would raise."""
    client.raise_request_exception = False
    return client


def test_page_with_a_notice_is_read_though_the_notice_cannot_be_put_away(alice):
    client = calm(alice.client)
    client.post("/account/organisation/", {"code": "north"})
    with read_only():
        answer = client.get("/account/")
    assert (answer.status_code, "You now act for" in answer.content.decode()) == (200, True)


def test_refusal_that_cannot_be_recorded_is_still_a_refusal(alice):
    client = calm(alice.client)
    with read_only():
        answers = [client.get(page) for page in ("/programmes/nothing/", "/record/")]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_sign_in_that_cannot_be_kept_says_so_and_echoes_no_password(alice):
    with read_only():
        answer = calm(Client()).post("/sign-in/", {"email": alice.email, "password": alice.password})
    text = answer.content.decode()
    assert (answer.status_code, "Nothing can be saved just now" in text, alice.password in text) == (503, True, False)


def test_saving_is_refused_with_what_was_typed(bob):
    client = calm(bob.client)
    with read_only():
        answer = client.post("/people/invite/", {"email": "eve@north.example", "name": "Eve Ellis", "role": "tutor"})
    text = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert [words for words in ("Nothing was changed", "Eve Ellis", "Send it again") if words not in text] == []


def test_upload_is_refused_and_says_that_the_file_must_be_chosen_again(alice):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = calm(alice.client)
    with read_only():
        answer = client.post("/bring/", {"file": SimpleUploadedFile("sheet.csv", b"a,b\n1,2\n")})
    text = answer.content.decode()
    assert (answer.status_code, "go back and choose it again" in text, "Send it again" in text) == (503, True, False)
