"""Where one is signed in: listed, marked, ended; and what ends sessions by itself."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from curricle.people import actions, queries
from curricle.people.models import OpenSession

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1"


def browser(someone, agent: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post("/sign-in/", {"email": someone.email, "password": someone.password})
    return client


def inside(client: Client) -> bool:
    return client.get("/account/").status_code == 200


ROW = re.compile(r'scope="row">(?:<span[^>]*>[^<]*</span>)?([^<]+)</th>(.*?)</tr>', re.DOTALL)


def listed(client: Client) -> list[tuple[str, bool]]:
    page = client.get("/account/").content.decode().partition('id="open-sessions"')[2]
    return [(row[0], "This one" in row[1]) for row in ROW.findall(page)]


def test_sessions_are_listed_in_words_and_this_one_is_marked(alice):
    browser(alice, EDGE), browser(alice, PHONE)
    assert listed(browser(alice)) == [("Firefox on Linux", True), ("Safari on iPhone", False), ("Edge on Windows", False)]


def test_strange_browser_is_a_browser(alice):
    assert listed(browser(alice, "<script>" * 300)) == [("Unknown browser", True)]


def test_one_session_is_ended(alice):
    here, there = browser(alice), browser(alice, EDGE)
    other = next(each.id for each in queries.sessions_of(alice.actor.person, here.session.session_key) if not each.here)
    assert here.post(f"/account/sessions/{other}/end/").status_code == 302
    assert (inside(here), inside(there), Session.objects.count()) == (True, False, 1)
    assert queries.events(alice.actor.organisation).lines[0]["verb"] == "ended a session of"


def test_all_others_are_ended(alice):
    here, there, elsewhere = browser(alice), browser(alice, EDGE), browser(alice, PHONE)
    here.post("/account/sessions/end/")
    assert (inside(here), inside(there), inside(elsewhere)) == (True, False, False)
    assert queries.events(alice.actor.organisation).lines[0]["detail"] == "sessions: 2"


def test_session_of_somebody_else_is_not_theirs_to_end(alice, bob):
    theirs = browser(alice)
    session = OpenSession.objects.get(person=alice.actor.person).pk
    assert (bob.client.post(f"/account/sessions/{session}/end/").status_code, inside(theirs)) == (404, True)


def test_somebody_else_signs_in_in_the_same_browser(alice, bob):
    client = browser(alice)
    client.post("/sign-in/", {"email": bob.email, "password": bob.password})
    assert ("Bob Barlow" in client.get("/account/").content.decode(), listed(client)) == (True, [("Firefox on Linux", True)])


def test_signing_out_takes_the_session_off_the_list(alice):
    browser(alice).post("/sign-out/")
    assert OpenSession.objects.filter(person=alice.actor.person).count() == 0


def test_new_password_ends_sessions_and_keeps_this_one_on_the_list(alice):
    here, there = browser(alice), browser(alice, EDGE)
    here.post("/account/password/", {"old": alice.password, "new": "quiet harbour lantern"})
    assert (inside(there), listed(here), OpenSession.objects.count()) == (False, [("Firefox on Linux", True)], 1)


def test_new_password_by_mail_ends_all_sessions(alice):
    there = browser(alice)
    who, token = actions.reset_link(alice.email)
    actions.reset_password(who=who, token=token, password="quiet harbour lantern")
    assert (inside(there), OpenSession.objects.count()) == (False, 0)


def test_closing_an_account_ends_its_sessions(alice, bob):
    there = browser(alice)
    actions.close_account(by=bob.actor, person=alice.actor.person)
    assert (inside(there), OpenSession.objects.count(), Session.objects.count()) == (False, 0, 0)


def test_last_seen_is_written_once_in_five_minutes(alice, time_machine, django_assert_num_queries):
    time_machine.move_to("2026-11-02T09:00:00Z")
    client = browser(alice)
    seen = [OpenSession.objects.get().seen]
    for moment in ("09:04:59", "09:05:01", "09:09:00"):
        time_machine.move_to(f"2026-11-02T{moment}Z")
        client.get("/account/")
        seen.append(OpenSession.objects.get().seen)
    assert [f"{each:%H:%M:%S}" for each in seen] == ["09:00:00", "09:00:00", "09:05:01", "09:05:01"]


@pytest.mark.parametrize(("moment", "still"), [("20:59:00", True), ("21:00:01", False)])
def test_session_ends_at_a_fixed_hour_however_often_it_is_used(alice, time_machine, moment: str, still: bool):
    time_machine.move_to("2026-11-02T09:00:00Z", tick=False)
    client = browser(alice)
    time_machine.move_to("2026-11-02T20:00:00Z", tick=False)
    client.get("/account/")
    time_machine.move_to(f"2026-11-02T{moment}Z", tick=False)
    assert inside(client) is still


def test_sessions_that_ran_out_are_forgotten(alice, time_machine):
    time_machine.move_to("2026-11-02T09:00:00Z")
    client = browser(alice)
    time_machine.move_to("2026-11-03T09:00:00Z")
    assert queries.sessions_of(alice.actor.person, client.session.session_key) == ()
    assert (actions.forget_old_sessions(), OpenSession.objects.count()) == (1, 0)


def test_list_keeps_no_network_address(alice):
    fields = {field.name for field in OpenSession._meta.fields}
    assert fields == {"id", "person", "key", "begun", "seen", "browser"}


def test_account_page_asks_the_same_number_of_queries_whatever_its_length(alice, django_assert_num_queries):
    client = browser(alice)
    for count in (0, 3):
        for _ in range(count):
            browser(alice, EDGE)
        with django_assert_num_queries(8):
            client.get("/account/")
