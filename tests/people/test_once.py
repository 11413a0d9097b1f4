"""A form that is sent twice does one thing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone

from curricle.core.terms import Role
from curricle.people import actions, queries
from curricle.people.gate import guarded
from curricle.people.models import Invitation, OnceRow
from curricle.people.policy import Actor, Forbidden
from people.test_gate import routes

pytestmark = pytest.mark.django_db
CARLA = {"email": "carla@north.example", "name": "Carla Cross", "role": Role.TUTOR.value}


def invited(email: str = CARLA["email"]) -> int:
    return Invitation.objects.filter(email=email).count()


def send(client, token: str = "t1", **entries: str) -> HttpResponse:
    return client.post("/people/invite/", CARLA | entries | ({"once": token} if token else {}))


def test_form_sent_twice_does_one_thing_and_is_answered_alike(bob):
    first, second = send(bob.client), send(bob.client)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"]) == (302, "/people/")
    assert [answer.get("Idempotent-Replayed") for answer in (first, second)] == [None, "true"]
    assert invited() == 1


def test_form_sent_again_with_other_entries_is_another_thing(bob):
    answers = [send(bob.client), send(bob.client, role=Role.LEAD.value), send(bob.client, "t2", role=Role.AUDITOR.value)]
    assert [(answer.status_code, answer.get("Idempotent-Replayed")) for answer in answers] == [(302, None)] * 3
    assert invited() == 3


def test_form_without_its_token_is_carried_out_each_time(bob):
    assert [send(bob.client, "").status_code for _ in range(2)] == [302, 422]  # the second is told that there is an invitation
    assert (invited(), OnceRow.objects.count()) == (1, 0)


def test_token_of_another_person_gives_away_nothing(world):
    send(world.bob.client)
    answer = send(world.charlie.client)
    assert (answer.status_code, answer.get("Idempotent-Replayed")) == (404, None)


def test_refused_form_keeps_nothing_and_may_be_sent_again(bob):
    assert [send(bob.client, email="nobody").status_code for _ in range(2)] == [422, 422]
    assert OnceRow.objects.count() == 0


def test_every_form_of_a_page_has_a_token_of_its_own(bob):
    send(bob.client)
    page = bob.client.get("/people/").content.decode()
    tokens = re.findall(r'name="once" value="([\w-]{22})"', page)
    assert len(tokens) == len(set(tokens)) == page.count('method="post"') > 2


def test_token_costs_two_queries_of_a_post_and_none_of_a_get(bob):
    client = bob.client

    def tables(ask) -> int:
        with CaptureQueriesContext(connection) as seen:
            ask()
        return len([each for each in seen if not re.match(r"BEGIN|SAVEPOINT|RELEASE|COMMIT", each["sql"])])

    send(client, "warm", email="a@north.example")
    assert tables(lambda: send(client, "t1", email="b@north.example")) - tables(lambda: send(client, "", email="c@north.example")) == 2
    with CaptureQueriesContext(connection) as seen:
        client.get("/people/")
    assert [each["sql"] for each in seen if "oncerow" in each["sql"]] == []


def asked(view, token: str = "t") -> HttpResponse:
    request = RequestFactory().post("/any/", {"once": token})
    request.actor = Actor(person=1, name="me", organisation=1, roles=frozenset({Role.UNIVERSITY_ADMIN}))
    return view(request)


def test_what_a_page_shows_in_place_is_kept_nowhere():
    """It may be a secret that is shown once, such as recovery codes: the repeat is led to the page instead."""

    @guarded("user_and_role", "v")
    def shows(request: HttpRequest) -> HttpResponse:
        return HttpResponse("shown once")

    first, second = asked(shows), asked(shows)
    assert (first.content, second.status_code, second["Location"]) == (b"shown once", 303, "/any/")
    assert OnceRow.objects.get().answer["body"] == ""


def test_broken_answer_takes_its_work_back(bob):
    @guarded("user_and_role", "v")
    def broken(request: HttpRequest) -> HttpResponse:
        actions.record(by=bob.actor, verb="tried", kind="page")
        return HttpResponse("broken", status=500)

    before = queries.events(bob.actor.organisation).total
    assert [asked(broken).status_code for _ in range(2)] == [500, 500]
    assert (queries.events(bob.actor.organisation).total, OnceRow.objects.count()) == (before, 0)


def test_refusal_in_a_view_frees_the_token(bob):
    @guarded("user_and_role", "v")
    def refuses(request: HttpRequest) -> HttpResponse:
        raise Forbidden("not now")

    for _ in range(2):
        with pytest.raises(Forbidden):
            asked(refuses)
    assert OnceRow.objects.count() == 0


def test_answers_are_forgotten_after_a_day(bob):
    send(bob.client)
    OnceRow.objects.update(at=timezone.now() - timedelta(hours=23))
    assert actions.forget_answers() == 0
    OnceRow.objects.update(at=timezone.now() - timedelta(hours=25))
    assert (actions.forget_answers(), OnceRow.objects.count()) == (1, 0)


def test_views_that_run_each_time_say_why():
    marked = {route: view.not_once for route, view in routes(get_resolver()) if hasattr(view, "not_once")}
    assert [route for route, reason in marked.items() if len(reason) < 10] == []
    assert {"sign-in/", "sign-in/forgotten/", "account/password/"} <= set(marked)
