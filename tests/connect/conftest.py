"""Two universities with a programme each, their administrators, and programs that ask with a key."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from curricle.connect import actions
from curricle.connect.pace import PACE
from curricle.connect.scopes import SCOPES
from curricle.core.terms import OrganisationKind, Role
from curricle.design import actions as design
from curricle.people.policy import Actor
from world import demo_framework, demo_programme, organisation, person, publish

ALL = tuple(scope.name for scope in SCOPES)
READING = tuple(name for name in ALL if name.endswith(":read"))


@dataclass
class Program:
    """A program that asks with a key; "" asks as a visitor."""

    key: str = ""

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """`body` is bytes, or a value sent as JSON. Headers are written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.key:
            sent.setdefault("Authorization", f"Bearer {self.key}")
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        kind = sent.pop("Content-Type", "application/json")
        return Client().generic(method, path if path.startswith("/") else f"/api/v1/{path}", data, kind, headers=sent)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.ask("GET", path, **headers)


@dataclass
class Stage:
    """`alice` administers and leads at Wharfe, `dora` at Aire; `nell` and `pat` are the national team."""

    alice: Actor
    dora: Actor
    pat: Actor
    programme: Any
    schema: Any

    def program(self, by: Actor | None = None, scopes: tuple[str, ...] = ALL, days: int = 30) -> Program:
        return Program(actions.make_key(by=by or self.alice, label="Timetable", scopes=scopes, days=days).key)


@pytest.fixture
def stage(db: None) -> Stage:
    PACE.forget()
    national = organisation("national", OrganisationKind.NATIONAL)
    nell, pat = person("nell", national, Role.NATIONAL_EDITOR), person("pat", national, Role.NATIONAL_PUBLISHER)
    schema = demo_framework("schema-podiatry")
    publish(schema, nell, pat)
    alice = person("alice", organisation("wharfe"), Role.LEAD, Role.UNIVERSITY_ADMIN)
    dora = person("dora", organisation("aire"), Role.LEAD, Role.UNIVERSITY_ADMIN)
    programme = demo_programme("programme-podiatry")
    design.replace_draft(by=alice, programme=programme)
    hidden = replace(programme, id="", code="AIRE-1", title="Canary of Aire", modules=(), placements=())
    design.replace_draft(by=dora, programme=hidden)
    return Stage(alice=alice, dora=dora, pat=pat, programme=programme, schema=schema)


@pytest.fixture
def program(stage: Stage) -> Program:
    """With every scope, by somebody who administers and leads."""
    return stage.program()
