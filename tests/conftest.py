"""Shared people: alice leads programmes at one university, bob administers it, charlie leads at the other and must see nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client, TransactionTestCase

import outside
import postgres

outside.watch()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="run on PostgreSQL (the packaged server, or CURRICLE_DATABASE_URL)")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--postgres"):
        postgres.start_for(config)


@pytest.fixture(autouse=True)
def _no_request_leaves() -> Iterator[None]:
    """A test that wants to reach another machine fails, even where the product forgave the refusal."""
    yield
    attempts = [*outside.ATTEMPTS]
    outside.ATTEMPTS.clear()
    assert attempts == []


@dataclass(frozen=True)
class Someone:
    """A person of the tests: who they act as, and the password they sign in with."""

    actor: Any
    email: str
    password: str

    @property
    def client(self) -> Client:
        """A browser in which they have signed in."""
        from curricle.people.models import Person

        browser = Client()
        browser.force_login(Person.objects.get(email=self.email))
        return browser


@dataclass(frozen=True)
class World:
    alice: Someone
    bob: Someone
    charlie: Someone
    north: Any
    south: Any


@pytest.fixture
def world(db: None) -> World:
    """Two universities. Built by the product's own actions."""
    from curricle.core.terms import OrganisationKind, Role
    from curricle.people import actions, queries
    from curricle.people.policy import OPERATOR

    def found(code: str, name: str, email: str, person: str) -> Someone:
        kind = OrganisationKind.UNIVERSITY
        made = actions.first_administrator(by=OPERATOR, email=email, name=person, code=code, organisation=name, kind=kind)
        return Someone(queries.actor_by_email(email), email, made.password)

    def join(by: Someone, email: str, name: str, role: Role) -> Someone:
        made = actions.add_person(by=by.actor, email=email, name=name, role=role)
        return Someone(queries.actor_by_email(email), email, made.password)

    bob = found("north", "University of the North", "bob@north.example", "Bob Barlow")
    dora = found("south", "University of the South", "dora@south.example", "Dora Dunne")
    return World(
        alice=join(bob, "alice@north.example", "Alice Archer", Role.LEAD),
        bob=bob,
        charlie=join(dora, "charlie@south.example", "Charlie Cole", Role.LEAD),
        north=queries.organisation("north"),
        south=queries.organisation("south"),
    )


@pytest.fixture
def alice(world: World) -> Someone:
    return world.alice


@pytest.fixture
def bob(world: World) -> Someone:
    return world.bob


@pytest.fixture
def charlie(world: World) -> Someone:
    return world.charlie


_empty_tables = TransactionTestCase._fixture_teardown


def _with_triggers_lifted(self: TransactionTestCase) -> None:
    """Tests that commit are cleaned up by emptying all tables, which frozen rows rightly refuse."""
    from curricle.people.frozen import lifted

    with lifted():
        _empty_tables(self)


TransactionTestCase._fixture_teardown = _with_triggers_lifted
