"""A national team that publishes, and a visitor's browser."""

from __future__ import annotations

import pytest

from case.stage import CANARY, SECRET, Nation, schema, uuid
from curricle.core.framework import Item, Link, Rubric
from curricle.core.terms import OrganisationKind, Role
from world import organisation, person


@pytest.fixture
def nation(db: None) -> Nation:
    national = organisation("national", OrganisationKind.NATIONAL)
    return Nation(person("nell", national, Role.NATIONAL_EDITOR), person("pat", national, Role.NATIONAL_PUBLISHER))


@pytest.fixture
def published(nation: Nation) -> Nation:
    """One version in force, and a draft that nobody outside may hear of."""
    nation.publish(schema())
    hidden = Item(id=uuid(31), kind="capability", statement=CANARY, code="X")
    nation.keep(
        schema(
            id=SECRET,
            line=uuid(5),
            code="SECRET",
            title=CANARY,
            items=(hidden,),
            links=(Link(source=hidden.id, target=SECRET, type="isChildOf", id=uuid(32)),),
            rubrics=(Rubric(id=uuid(33), title=CANARY),),
            licence=CANARY,
        )
    )
    return nation
