"""Many who sign in at once queue, and pages do not wait behind them."""

from __future__ import annotations

import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.test import Client

from curricle.cli.web_server import THREADS
from curricle.people import turnstile
from curricle.people.turnstile import Busy, Turnstile


def held(gate: Turnstile, until: threading.Event, entered: threading.Event) -> threading.Thread:
    def hold() -> None:
        with gate.turn():
            entered.set()
            until.wait(5)

    thread = threading.Thread(target=hold)
    thread.start()
    entered.wait(5)
    return thread


@pytest.fixture
def full(settings):
    """A turnstile through which its one place is taken, until the test sets the event."""
    settings.LOGINS_AT_ONCE = 1
    gate, leave = Turnstile(), threading.Event()
    thread = held(gate, leave, threading.Event())
    yield gate, leave
    leave.set()
    thread.join(5)


def test_who_waits_gets_the_next_turn(full):
    gate, leave = full
    threading.Timer(0.05, leave.set).start()
    with gate.turn():
        assert (gate.inside, gate.waiting) == (1, 0)


def test_who_waited_too_long_is_sent_away(full, monkeypatch):
    gate, _ = full
    monkeypatch.setattr(turnstile, "LONGEST_WAIT", 0.05)
    with pytest.raises(Busy), gate.turn():
        pass
    assert (gate.inside, gate.waiting) == (1, 0)


def test_queue_has_an_end(full, monkeypatch):
    gate, leave = full
    monkeypatch.setattr(turnstile, "WAITING_AT_MOST", 0)
    with pytest.raises(Busy), gate.turn():
        pass


def test_turn_is_given_back_after_a_fault(settings):
    gate = Turnstile()
    with pytest.raises(KeyError), gate.turn():
        raise KeyError
    assert gate.inside == 0


def test_sign_in_says_in_words_that_many_are_at_it(alice, settings, monkeypatch):
    settings.LOGINS_AT_ONCE = 0
    monkeypatch.setattr(turnstile, "WAITING_AT_MOST", 0)
    answer = Client().post("/sign-in/", {"email": alice.email, "password": alice.password})
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"], "Many people are signing in" in page, alice.email in page) == (
        503,
        "5",
        True,
        True,
    )


def test_try_that_was_sent_away_is_not_counted(alice, settings, monkeypatch):
    from curricle.people.models import SigninCount

    settings.LOGINS_AT_ONCE = 0
    monkeypatch.setattr(turnstile, "WAITING_AT_MOST", 0)
    Client().post("/sign-in/", {"email": alice.email, "password": "wrong"})
    assert SigninCount.objects.count() == 0


def test_threads_are_left_for_pages():
    """One process: those at work, those waiting, and some to spare."""
    from django.conf import settings

    assert THREADS - settings.LOGINS_AT_ONCE - turnstile.WAITING_AT_MOST >= 4


class Dear(PBKDF2PasswordHasher):
    """Dear enough to be felt: a third of what the product's own costs."""

    iterations = 300_000


@pytest.mark.slow
def test_pages_stay_quick_while_twenty_sign_in(settings, monkeypatch):
    """Twenty passwords at once before the threads of the web process, which answer a page all the while."""
    settings.PASSWORD_HASHERS = [f"{__name__}.Dear"]
    settings.LOGINS_AT_ONCE = 2
    monkeypatch.setattr(turnstile, "LONGEST_WAIT", 30)  # a slow machine is no fault
    threads, took = ThreadPoolExecutor(THREADS), []

    def try_password(number: int) -> int:
        """Only the dear part: what is kept in the database costs next to nothing beside it."""
        try:
            with turnstile.PASSWORDS.turn():
                make_password("wrong")
            return 422
        except Busy:
            return 503

    def look() -> None:
        client = Client()
        began = time.perf_counter()
        assert client.get("/help/").status_code == 200
        took.append(time.perf_counter() - began)

    tries = [threads.submit(try_password, number) for number in range(20)]
    while not all(each.done() for each in tries):
        threads.submit(look).result(10)
    statuses = [each.result() for each in tries]
    threads.shutdown()
    assert (set(statuses) <= {422, 503}, statuses.count(422) >= 18) == (True, True)
    assert statistics.quantiles(took, n=20)[-1] < 1, took
