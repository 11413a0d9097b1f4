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
class House:
    """`alice` administers and leads at Wharfe, `dora` at Aire."""

    alice: Actor
    dora: Actor

    def program(self, by: Actor | None = None, scopes: tuple[str, ...] = ALL, days: int = 30) -> Program:
        return Program(actions.make_key(by=by or self.alice, label="Timetable", scopes=scopes, days=days).key)


@dataclass
class Stage(House):
    """With a programme at Wharfe that is mapped to a published schema, and one at Aire that only Aire may know of."""

    programme: Any
    schema: Any

    @property
    def at(self) -> str:
        """The address of the programme."""
        return f"programmes/{self.programme.code}"


@pytest.fixture
def house(db: None) -> House:
    PACE.forget()
    alice = person("alice", organisation("wharfe"), Role.LEAD, Role.UNIVERSITY_ADMIN)
    dora = person("dora", organisation("aire"), Role.LEAD, Role.UNIVERSITY_ADMIN)
    return House(alice, dora)


@pytest.fixture
def stage(house: House) -> Stage:
    national = organisation("national", OrganisationKind.NATIONAL)
    schema = demo_framework("schema-podiatry")
    publish(schema, person("nell", national, Role.NATIONAL_EDITOR), person("pat", national, Role.NATIONAL_PUBLISHER))
    programme = demo_programme("programme-podiatry")
    programme = replace(programme, modules=programme.modules[:1], placements=programme.placements[:1])
    design.replace_draft(by=house.alice, programme=programme)
    hidden = replace(programme, id="", code="AIRE-1", title="Canary of Aire", modules=(), placements=())
    design.replace_draft(by=house.dora, programme=hidden)
    return Stage(house.alice, house.dora, programme, schema)


@pytest.fixture
def program(house: House) -> Program:
    """With every scope, by somebody who administers and leads."""
    return house.program()
