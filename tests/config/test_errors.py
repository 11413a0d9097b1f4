from __future__ import annotations

import sqlite3

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from curricle.config.errors import broken
from curricle.ui.away import Away, away


def answer_to(stop: Exception) -> HttpResponse:
    """As Django asks for it: inside the handling of the exception."""
    try:
        raise stop
    except type(stop):
        return broken(RequestFactory().get("/"))


CASES = [
    (OperationalError("database is locked"), 503),
    (InterfaceError("closed"), 503),
    (OSError(5, "Input/output error"), 503),
    (OSError(30, "Read-only file system"), 503),
    (OSError(28, "No space left on device"), 507),
]


@pytest.mark.parametrize(("stop", "status"), CASES)
def test_database_or_disk_that_is_away_is_told_with_a_time_to_come_back(stop: Exception, status: int):
    answer = answer_to(stop)
    assert (answer.status_code, answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (status, "60", "no-store")


def test_missing_file_is_a_fault_and_no_state_of_the_disk():
    assert answer_to(FileNotFoundError(2, "No such file or directory")).status_code == 500


def test_form_that_could_not_be_kept_can_be_sent_again():
    try:
        raise OperationalError("server closed the connection unexpectedly")
    except OperationalError:
        answer = broken(RequestFactory().post("/programmes/WU-POD/facts/?q=1", {"title": 'Feet "first"', "letter": ["A", "D"]}))
    page = HTMLParser(answer.content.decode())
    held = [(each.attributes["name"], each.attributes["value"]) for each in page.css("form input")]
    assert page.css_first("form").attributes["action"] == "/programmes/WU-POD/facts/?q=1"
    assert held == [("title", 'Feet "first"'), ("letter", "A"), ("letter", "D")]
    assert "is not certain" in page.css_first("main").text()


@pytest.mark.parametrize("data", [{"email": "e@x.example", "password": "quiet harbour"}, {"reset_token": "x"}])
def test_form_with_something_secret_is_typed_anew(data: dict[str, str]):
    try:
        raise OSError(28, "No space left on device")
    except OSError:
        answer = broken(RequestFactory().post("/sign-in/", data))
    assert (b"<form" in answer.content, b"Nothing was changed" in answer.content) == (False, True)


def test_full_disk_is_told_from_whatever_hides_it():
    """As Django's session store does it: the true error is only what the last one came from."""
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = 13
    hidden = SessionInterrupted("gone")
    hidden.__context__ = UpdateError("no row")
    hidden.__context__.__context__ = OperationalError("full")
    hidden.__context__.__context__.__cause__ = full
    assert (away(hidden), away(SessionInterrupted("gone"))) == (Away.FULL, None)


def test_fault_of_the_program_is_500_and_says_nothing_of_it():
    answer = answer_to(ZeroDivisionError("secret"))
    assert (answer.status_code, b"secret" in answer.content) == (500, False)
