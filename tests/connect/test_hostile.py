"""Requests that nobody should send: each is answered in one shape, with a place, and changes nothing."""

from __future__ import annotations

import json
import sqlite3
from http import HTTPStatus

import pytest
from django.db import OperationalError
from django.test import Client, override_settings

from connect.conftest import Program
from curricle.core.canonical import to_document
from curricle.design import queries
from curricle.people import queries as people

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"
GOOD = b'{"cells": [{"outcome": "o", "item": "i", "letter": null}]}'
BODIES = {
    "empty": (b"", 422, "$"),
    "not JSON": (b"{cells: []}", 400, "line 1, column 2"),
    "two keys of one name": (b'{"cells": [], "cells": []}', 400, "$"),
    "NaN": (b'{"cells": NaN}', 400, "$.cells"),
    "infinity": (b'{"cells": [-Infinity]}', 400, "$.cells[0]"),
    "fraction": (b'{"cells": 1.5}', 400, "$.cells"),
    "NUL byte": (b'{"cells": "\x00"}', 400, "line 1, column 12"),
    "NUL escape": (b'{"cells": "\\u0000"}', 400, "$.cells"),
    "lone surrogate": (b'{"cells": "\\ud800"}', 400, "$.cells"),
    "not UTF-8": (b'{"cells": "\xff"}', 400, "line 1, column 12"),
    "deep": (b'{"cells": ' + b"[" * 5000 + b"]" * 5000 + b"}", 400, ""),
    "long number": (b'{"cells": ' + b"9" * 5000 + b"}", 400, "$.cells"),
    "text after the end": (GOOD + b"x", 400, f"line 1, column {len(GOOD) + 1}"),
    "a list": (b"[]", 422, "$"),
    "null": (b"null", 422, "$"),
    "no cells": (b'{"cells": []}', 422, "$.cells"),
    "unknown name": (GOOD[:-1] + b', "more": 1}', 422, "$.more"),
}


@pytest.mark.parametrize("name", BODIES)
def test_hostile_body_is_refused_with_a_place(stage, program, name):
    body, status, place = BODIES[name]
    answer = program.ask("PATCH", f"{stage.at}/mappings/{stage.schema.id}", body, If_Match='"1"')
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"], told["status"]) == (status, PROBLEM, status)
    assert told["errors"][0]["at"].startswith(place)
    assert queries.programme(stage.alice.organisation, stage.programme.code).revision == 1


@pytest.mark.parametrize("name", [name for name, (_, status, _) in BODIES.items() if status == 400])
def test_hostile_document_is_refused_with_a_place(house, program, name):
    answer = program.ask("POST", "programmes", BODIES[name][0], Idempotency_Key="k")
    assert (answer.status_code, answer["Content-Type"], bool(answer.json()["errors"][0]["at"])) == (400, PROBLEM, True)


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({}, "$.curricle"),
        ({"curricle": 2, "programme": {}}, "$.curricle"),
        ({"curricle": True, "programme": {}}, "$.curricle"),
        ({"curricle": 1}, "$.programme"),
        ({"curricle": 1, "programme": {}, "framework": {}}, "$.framework"),
        ({"curricle": 1, "programme": []}, "$.programme"),
        ({"curricle": 1, "programme": {"id": "x", "code": "c", "title": 3}}, "$.programme.title"),
        ({"curricle": 1, "programme": {"id": "x", "code": "c", "title": "t", "owner": 1}}, "$.programme.owner"),
        ({"curricle": 1, "programme": {"id": "x", "code": "c", "title": "t", "organisation": 2}}, "$.programme.organisation"),
        ({"curricle": 1, "programme": {"id": "x", "code": "c", "title": "t", "first_intake": "soon"}}, "$.programme.first_intake"),
    ],
)
def test_document_of_another_shape_is_refused_at_its_path(house, program, document, place):
    answer = program.ask("POST", "programmes", document, Idempotency_Key="k")
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, place)


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_too_large_body_is_413(house, program):
    answer = program.ask("POST", "programmes", b'"' + b"x" * 2000 + b'"', Idempotency_Key="k")
    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=latin-1",
        "text/json",
    ],
)
def test_body_of_another_kind_is_415(house, program, kind):
    assert program.ask("POST", "programmes", b"{}", Idempotency_Key="k", Content_Type=kind).status_code == 415


@pytest.mark.parametrize(
    ("accept", "status"), [("text/html", 406), ("image/*", 406), ("*/*", 200), ("text/html, application/json;q=0.1", 200)]
)
def test_answer_in_another_form_is_406(house, program, accept, status):
    assert program.get("me", Accept=accept).status_code == status


@pytest.mark.parametrize(
    "query", ["x=1", "limit=1&limit=2", "__class__=1", "organisation=aire", "limit=0", "limit=201", "offset=-1", "limit=x"]
)
def test_parameter_that_nobody_reads_is_422(house, program, query):
    answer = program.get(f"programmes?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["at"][0]) == (422, "?")


@pytest.mark.parametrize(
    ("path", "errors"),
    [
        ("programmes?limit=0&offset=-1", [("?limit", "write at least 1"), ("?offset", "write at least 0")]),
        ("programmes?limit=201&offset=x", [("?limit", "write at most 200"), ("?offset", "write a whole number")]),
        ("programmes?limit=1.5", [("?limit", "write a whole number")]),
        ("frameworks?q=" + "x" * 201, [("?q", "it is too long: at most 200 characters")]),
        (
            "programmes/WU-POD/gaps?kind=none",
            [("?kind", "write missed, never assessed, single thread, optional only or over-covered")],
        ),
        (
            "programmes?x=1&limit=1&y=2&limit=2",
            [
                ("?x", "there is no parameter of this name"),
                ("?y", "there is no parameter of this name"),
                ("?limit", "this parameter is given more than once"),
            ],
        ),
    ],
)
def test_wrong_parameters_are_all_named_in_our_words(house, program, path, errors):
    told = program.get(path).json()
    assert [(each["at"], each["says"]) for each in told["errors"]] == errors


def test_full_disk_is_507_in_its_own_words(house, program, monkeypatch):
    def full(organisation):
        stop = OperationalError("database or disk is full")
        stop.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise stop

    monkeypatch.setattr(people, "people_of", full)
    answer = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {program.key}"}).get("/api/v1/people")
    assert (answer.status_code, answer.json()["title"], answer["Retry-After"]) == (507, "The disk of Curricle is full", "60")


def test_nul_in_an_address_is_400_in_the_one_shape(house, program):
    answers = [program.get("programmes/%00"), program.get("programmes?limit=%00"), program.get("frameworks/%00/items")]
    assert [(answer.status_code, answer["Content-Type"]) for answer in answers] == [(400, PROBLEM)] * 3


@pytest.mark.parametrize("key", ["", " ", "a b", "k" * 201, "\u00fc", "a\x7f"])
def test_key_of_a_repeat_in_another_form_is_400(house, program, key):
    assert program.ask("POST", "programmes", b"{}", Idempotency_Key=key).status_code == 400


def test_method_that_is_not_known_is_405_and_says_which_are(house, program):
    answer = program.ask("POST", "me", b"{}")
    assert (answer.status_code, answer["Allow"], answer["Content-Type"]) == (405, "GET, HEAD, OPTIONS", PROBLEM)
    assert (program.ask("OPTIONS", "me").status_code, program.ask("TRACE", "me").status_code) == (204, 405)


@pytest.mark.parametrize("path", ["nothing", "/api/", "/api/v2/me", "me/", "programmes//document", "/api/v1"])
def test_address_that_there_is_not_is_404_in_the_one_shape(house, program, path):
    answer = program.get(path)
    assert (answer.status_code, answer["Content-Type"], answer.get("Vary", "")) == (404, PROBLEM, "")


def test_fault_of_the_program_is_500_in_the_one_shape(house, program, monkeypatch):
    monkeypatch.setattr(people, "people_of", lambda organisation: 1 / 0)
    asking = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {program.key}"})
    answer = asking.get("/api/v1/people")
    assert (answer.status_code, answer["Content-Type"], "division" in answer.content.decode()) == (500, PROBLEM, False)


def test_database_that_is_away_is_503_with_a_time_to_wait(house, program, monkeypatch):
    def away(organisation):
        raise OperationalError("away")

    monkeypatch.setattr(people, "people_of", away)
    asking = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {program.key}"})
    answer = asking.get("/api/v1/people")
    assert (answer.status_code, answer["Content-Type"], answer["Retry-After"]) == (HTTPStatus.SERVICE_UNAVAILABLE, PROBLEM, "60")


def test_every_answer_keeps_to_itself(stage, program):
    for asker, path in ((program, stage.at), (Program(), "nothing"), (Program(), "me"), (Program(), "openapi.json")):
        answer = asker.get(path)
        assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert (answer["X-Content-Type-Options"], answer.cookies, "Set-Cookie" in answer) == ("nosniff", {}, False)
        assert "Access-Control-Allow-Origin" not in answer


def test_reasons_of_a_refusal_are_json(house, program):
    assert json.loads(program.get("programmes/AIRE-1").content)["title"] == "There is no such thing"


def test_demonstration_document_is_taken_as_it_stands(stage, program):
    document = {"curricle": 1, "programme": to_document(stage.programme)}
    answer = program.ask("PUT", f"{stage.at}/document", document, If_Match='"1"', Content_Type="application/json; charset=utf-8")
    assert (answer.status_code, answer.json()["revision"]) == (200, 1)


@pytest.mark.parametrize("key", ["", "cur_nonsense"])
def test_head_of_what_is_refused_has_no_body_either(house, key):
    """It would be sent, and the next answer on the connection be misread."""
    answer = Program(key).ask("HEAD", "me")
    assert (answer.status_code, answer.content) == (401, b"")
