"""A form that is sent twice does one thing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone

from curricle.core.terms import Role
from curricle.people import actions
from curricle.people.gate import guarded
from curricle.people.models import AuditEvent, OnceRow
from curricle.people.once import not_once
from curricle.people.policy import ANONYMOUS, Actor, Forbidden
from people.test_gate import routes

pytestmark = pytest.mark.django_db
MAKE = {"label": "Timetable", "scopes": ["people:read"], "days": "30"}
BOB = Actor(person=1, name="Bob", organisation=None, roles=frozenset({Role.UNIVERSITY_ADMIN}))
CHARLIE = Actor(person=2, name="Charlie", organisation=None, roles=frozenset({Role.UNIVERSITY_ADMIN}))


def done() -> int:
    """How often the views below have done their work."""
    return AuditEvent.objects.filter(verb="noted").count()


def note() -> None:
    actions.record(by=ANONYMOUS, verb="noted", kind="page")


@guarded("user_and_role", "v")
def notes(request: HttpRequest) -> HttpResponse:
    """Does its work and leads on."""
    note()
    return HttpResponseRedirect("/people/")


def send(view, token: str = "t1", by: Actor = BOB, **entries: object) -> HttpResponse:
    request = RequestFactory().post("/any/", entries | ({"once": token} if token else {}))
    request.actor = by
    return view(request)


def replayed(*answers: HttpResponse) -> list[bool]:
    return ["Idempotent-Replayed" in answer for answer in answers]


def test_form_sent_twice_does_one_thing_and_is_answered_alike():
    first, second = send(notes), send(notes)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"]) == (302, "/people/")
    assert (replayed(first, second), done()) == ([False, True], 1)


def test_form_sent_again_with_other_entries_is_another_thing():
    assert replayed(send(notes), send(notes, name="x"), send(notes, name=["x", "y"]), send(notes, "t2")) == [False] * 4
    assert done() == 4


def test_form_with_another_file_is_another_thing():
    def sent(words: bytes) -> HttpResponse:
        return send(notes, file=SimpleUploadedFile("a.txt", words))

    assert replayed(sent(b"one"), sent(b"one"), sent(b"two")) == [False, True, False]


def test_form_without_its_token_or_with_an_endless_one_is_carried_out_each_time():
    for token in ("", "", "x" * 65, "x" * 65):
        send(notes, token)
    assert (done(), OnceRow.objects.count()) == (4, 0)


def test_token_of_another_person_is_another_thing():
    assert replayed(send(notes), send(notes, by=CHARLIE)) == [False, False]
    assert done() == 2


def test_refusing_answer_keeps_what_it_counted_and_frees_the_token():
    @guarded("user_and_role", "v")
    def counts(request: HttpRequest) -> HttpResponse:
        note()
        return HttpResponse("no", status=422)

    assert [send(counts).status_code for _ in range(2)] == [422, 422]
    assert (done(), OnceRow.objects.count()) == (2, 0)


def test_broken_answer_takes_its_work_back():
    @guarded("user_and_role", "v")
    def broken(request: HttpRequest) -> HttpResponse:
        note()
        return HttpResponse("broken", status=500)

    assert [send(broken).status_code for _ in range(2)] == [500, 500]
    assert (done(), OnceRow.objects.count()) == (0, 0)


def test_refusal_in_a_view_takes_its_work_back_and_frees_the_token():
    @guarded("user_and_role", "v")
    def refuses(request: HttpRequest) -> HttpResponse:
        note()
        raise Forbidden("not now")

    for _ in range(2):
        with pytest.raises(Forbidden):
            send(refuses)
    assert (done(), OnceRow.objects.count()) == (0, 0)


def test_view_that_runs_each_time_does():
    @guarded("user_and_role", "v")
    @not_once("each try is counted")
    def tries(request: HttpRequest) -> HttpResponse:
        note()
        return HttpResponseRedirect("/people/")

    assert (replayed(send(tries), send(tries)), done()) == ([False, False], 2)


def test_words_that_are_shown_once_are_kept_nowhere(bob):
    """The page of a new key answers in place: a repeat makes no second key, and is led to the list."""
    client = bob.client
    first, second = (client.post("/keys/", MAKE | {"once": "t"}) for _ in range(2))
    assert (first.status_code, second.status_code, second["Location"]) == (200, 303, "/keys/")
    assert (client.get("/keys/").content.decode().count("End the key Timetable"), OnceRow.objects.get().answer["body"]) == (1, "")


def test_every_form_of_a_page_has_a_token_of_its_own(bob):
    client = bob.client
    client.post("/keys/", MAKE)
    page = client.get("/keys/").content.decode()
    tokens = re.findall(r'name="once" value="([\w-]{22})"', page)
    assert len(tokens) == len(set(tokens)) == page.count('method="post"') == 3


def test_token_costs_two_queries_of_a_post_and_none_of_a_get(bob):
    client = bob.client

    def tables(ask) -> int:
        with CaptureQueriesContext(connection) as seen:
            ask()
        return len([each for each in seen if not re.match(r"BEGIN|SAVEPOINT|RELEASE|COMMIT", each["sql"])])

    client.post("/keys/", MAKE)
    assert tables(lambda: client.post("/keys/", MAKE | {"once": "t"})) - tables(lambda: client.post("/keys/", MAKE)) == 2
    with CaptureQueriesContext(connection) as seen:
        client.get("/keys/")
    assert [each["sql"] for each in seen if "oncerow" in each["sql"]] == []


def test_answers_are_forgotten_after_a_day():
    send(notes)
    OnceRow.objects.update(at=timezone.now() - timedelta(hours=23))
    assert actions.forget_answers() == 0
    OnceRow.objects.update(at=timezone.now() - timedelta(hours=25))
    assert (actions.forget_answers(), OnceRow.objects.count()) == (1, 0)


def test_views_that_run_each_time_say_why():
    marked = {route: view.not_once for route, view in routes(get_resolver()) if hasattr(view, "not_once")}
    assert [route for route, reason in marked.items() if len(reason) < 10] == []
    assert {"sign-in/", "sign-in/forgotten/", "account/password/"} <= set(marked)
