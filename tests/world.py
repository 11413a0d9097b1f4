"""The people of the tests: alice leads programmes at Wharfe, bob teaches there, charlie leads at another university."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

from curricle.core.canonical import from_document
from curricle.core.framework import Framework
from curricle.core.programme import Programme
from curricle.core.terms import OrganisationKind, Role, Stage
from curricle.frameworks import actions as frameworks
from curricle.people.models import Membership, Organisation, Person
from curricle.people.policy import Actor
from curricle.people.queries import actor_for

DEMO = files("curricle.cli") / "demo"


def organisation(code: str, kind: OrganisationKind = OrganisationKind.UNIVERSITY) -> Organisation:
    return Organisation.objects.create(code=code, name=code.capitalize(), kind=kind.value)


def person(name: str, at: Organisation, *roles: Role) -> Actor:
    """A person who holds these roles since the beginning of 2020."""
    made = Person.objects.create(email=f"{name}@{at.code}.example", name=name.capitalize())
    for role in roles:
        Membership.objects.create(person=made, organisation=at, role=role.value, starts=date(2020, 1, 1))
    return actor_for(made)


def demo_framework(name: str) -> Framework:
    return from_document(Framework, json.loads((DEMO / f"{name}.json").read_text("utf-8"))["framework"])


def demo_programme(name: str) -> Programme:
    return from_document(Programme, json.loads((DEMO / f"{name}.json").read_text("utf-8"))["programme"])


def publish(framework: Framework, editor: Actor, publisher: Actor) -> None:
    version = frameworks.keep(by=editor, framework=framework).version
    frameworks.move(by=editor, version=version, to=Stage.SUBMITTED)
    frameworks.move(by=publisher, version=version, to=Stage.IMPLEMENTED)
