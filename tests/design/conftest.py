"""A programme in the database, and the browsers of those who may or may not change it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from django.http import HttpResponse
from django.test import Client

from curricle.core.module import Module
from curricle.core.programme import Programme
from curricle.core.terms import OrganisationKind, Role
from curricle.design import actions, queries
from curricle.design.snapshot import snapshot
from curricle.people.actions import assign
from curricle.people.models import Person
from curricle.people.policy import Actor
from form_of import form_of
from world import demo_framework, demo_programme, organisation, person, publish

LENS = "3ae23856-31ce-5be3-928f-f208624815c0"


@dataclass(frozen=True)
class Desk:
    """alice leads, bob teaches, mira leads modules, charlie leads at another university. `missed`: an item that nothing claims."""

    alice: Actor
    bob: Actor
    mira: Actor
    charlie: Actor
    first: Programme
    missed: str

    @property
    def row(self):
        return queries.programme(self.alice.organisation, "WU-POD")

    @property
    def now(self) -> Programme:
        return snapshot(self.row)

    @property
    def changes(self) -> list[str]:
        """What was done, newest first."""
        return [change.what for change in queries.changes(self.row)]

    def browser(self, actor: Actor) -> Client:
        client = Client()
        client.force_login(Person.objects.get(pk=actor.person))
        return client

    def send(self, address: str, by: Actor | None = None, **changed: object) -> HttpResponse:
        """Open a page, change some fields of its form, and send it. Two underscores in a name stand for a hyphen."""
        client = self.browser(by or self.alice)
        data = form_of(client.get(address).content.decode())
        return client.post(address, data | {name.replace("__", "-"): value for name, value in changed.items()})

    def give(self, actor: Actor, thing: str) -> None:
        assign(by=self.alice, person=actor.person, kind="module", thing=thing, label="a module")


@pytest.fixture
def desk(db: None) -> Desk:
    body = organisation("national", OrganisationKind.NATIONAL)
    cast = person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)
    for name in ("schema-podiatry", "standard-enhanced-practice"):
        publish(demo_framework(name), *cast)
    wharfe, value = organisation("wharfe"), demo_programme("programme-podiatry")
    missed = next(claim.item for claim in reversed(value.modules[0].claims) if claim.framework == LENS)
    value = replace(value, modules=tuple(_without(module, missed) for module in value.modules))
    people = {"alice": Role.LEAD, "bob": Role.TUTOR, "mira": Role.MODULE_LEAD}
    actors = {name: person(name, wharfe, role) for name, role in people.items()}
    actions.replace_draft(by=actors["alice"], programme=value)
    return Desk(**actors, charlie=person("charlie", organisation("aire"), Role.LEAD), first=value, missed=missed)


def _without(module: Module, item: str) -> Module:
    return replace(module, claims=tuple(claim for claim in module.claims if claim.item != item))
