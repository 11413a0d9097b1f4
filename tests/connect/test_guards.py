"""Every operation of the API says what it is about, and keeps to it: as strict as the walk over the pages."""

from __future__ import annotations

import pytest
from django.urls import get_resolver

from connect.conftest import ALL, READING, Program
from curricle.connect.api import api
from curricle.connect.scopes import SCOPES
from curricle.people import matrix, policy
from people.test_gate import routes

OPERATIONS = [
    (method, path, operation.view_func)
    for bound in api._get_bound_routers()
    for path, view in bound.path_operations.items()
    for operation in view.operations
    for method in operation.methods
]
NOBODY = "0b1d5b0e-0000-4000-8000-000000000001"
#: Names of parts of an address, of things that there are not.
PARTS = {"{code:code}": "NONE", "{code:module}": "NONE", "{uuidstr:job}": NOBODY, "{uuidstr:file}": NOBODY}


def address(path: str) -> str:
    for part, value in PARTS.items():
        path = path.replace(part, value)
    return path.lstrip("/").replace("{framework}", NOBODY).replace("{item}", NOBODY).replace("{lens}", NOBODY)


def asked(program: Program, method: str, path: str, **headers: str):
    return program.ask(method, address(path), None if method == "GET" else b"{}", **headers)


def test_every_operation_is_an_address_of_the_site_map():
    shown = {route: view for route, view in routes(get_resolver()) if route.startswith("api/v1/")}
    assert len({path for _, path, _ in OPERATIONS}) == len(shown)
    assert sum(len(view.operations) for view in shown.values()) == len(OPERATIONS) == 29


def test_every_operation_declares_what_the_matrix_and_the_rules_know():
    known = {row.object for row in matrix.rows()}
    wrong = []
    for method, path, view in OPERATIONS:
        wrong += [(method, path, kind) for kind, _ in view.guard if kind not in known]
        if not any(matrix.named(kind, action) and policy.declared(kind, action) for kind, action in view.guard):
            wrong.append((method, path, view.guard))
        if view.scope not in (None, *SCOPES):
            wrong.append((method, path, view.scope))
    assert wrong == []


@pytest.mark.django_db
def test_without_a_key_every_operation_is_401_but_for_what_everybody_may():
    answers = {(method, path): asked(Program(), method, path) for method, path, _ in OPERATIONS}
    refused = {
        each for each, answer in answers.items() if answer.status_code == 401 and answer["WWW-Authenticate"] == 'Bearer realm="Curricle"'
    }
    assert refused == {(method, path) for method, path, view in OPERATIONS if not view.visitors}
    assert {path for method, path, view in OPERATIONS if view.visitors and view.scope is None} == {"/health", "/openapi.json"}


def test_key_with_every_scope_but_the_one_is_403(house):
    answers, wanted = {}, {}
    for method, path, view in OPERATIONS:
        if view.scope and not view.visitors:
            program = house.program(scopes=tuple(name for name in ALL if name != view.scope.name))
            answer = asked(program, method, path)
            answers[method, path] = answer.status_code, answer.headers.get("WWW-Authenticate", "").partition("scope=")[2]
            wanted[method, path] = 403, f'"{view.scope.name}"'
    assert answers == wanted
    assert len(answers) == 21


def test_reading_key_writes_nothing(house):
    program = house.program(scopes=READING)
    statuses = {asked(program, method, path).status_code for method, path, _ in OPERATIONS if method != "GET"}
    assert statuses == {403}


def test_key_of_one_university_finds_nothing_of_another(stage):
    """404 as for what there is not, and no word of it."""
    program, wrong = stage.program(by=stage.dora), []
    for method, path, _ in OPERATIONS:
        if "{code:code}" in path:
            there = address(path.replace("{code:code}", stage.programme.code).replace("{lens}", stage.schema.id))
            body = None if method == "GET" else {"cells": [{"outcome": "o", "item": "i", "letter": None}]}
            headers = {} if method == "GET" else {"Idempotency_Key": there.replace("/", "-"), "If_Match": '"1"'}
            theirs, none = (program.ask(method, each, body, **headers) for each in (there, address(path)))
            if theirs.status_code != 404 or theirs.content != none.content:
                wrong.append((method, path, theirs.status_code, theirs.content))
    assert wrong == []


def test_lists_hold_no_word_of_another_university(stage, program):
    said = " ".join(program.get(path).content.decode() for path in ("programmes", "people", "record", "frameworks", "me"))
    assert ("Canary" in said, "dora" in said.lower(), "aire" in said.lower(), "WU-POD" in said) == (False, False, False, True)


def test_key_without_the_scope_of_frameworks_sees_what_a_visitor_sees(stage):
    draft = stage.program(by=stage.alice, scopes=("people:read",))
    assert [len(each.get("frameworks").json()) for each in (draft, Program(), stage.program())] == [1, 1, 1]
    assert draft.get(f"frameworks/{stage.schema.id}/document").status_code == 200
