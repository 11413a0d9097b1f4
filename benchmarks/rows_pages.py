"""Pages through Django's test client, on a database in memory, made by the product's own actions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from row import Row, best, typical

import samples


@cache
def world() -> dict[str, Any]:
    """A university with two programmes (75 and 300 items) and a published schema of 3,000 items."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from curricle.core.terms import OrganisationKind, Role, Stage
    from curricle.design import actions as design
    from curricle.frameworks import actions as frameworks
    from curricle.people import actions, queries
    from curricle.people.policy import OPERATOR

    setup_test_environment()
    call_command("migrate", verbosity=0)

    def found(code: str, kind: OrganisationKind, roles: dict[str, Role]) -> dict[str, Any]:
        actions.first_administrator(by=OPERATOR, email=f"admin@{code}.example", name="Admin", code=code, organisation=code, kind=kind)
        admin = queries.actor_by_email(f"admin@{code}.example")
        for name, role in roles.items():
            actions.add_person(by=admin, email=f"{name}@{code}.example", name=name, role=role)
        return {name: queries.actor_by_email(f"{name}@{code}.example") for name in roles}

    alice = found("bench", OrganisationKind.UNIVERSITY, {"alice": Role.LEAD})["alice"]
    national = found("nation", OrganisationKind.NATIONAL, {"editor": Role.NATIONAL_EDITOR, "publisher": Role.NATIONAL_PUBLISHER})
    versions = {}
    for count in (75, 300, 3_000):
        schema = samples.framework(count, code=f"S{count}")
        version = versions[count] = frameworks.keep(by=national["editor"], framework=schema).version
        frameworks.move(by=national["editor"], version=version, to=Stage.SUBMITTED)
        frameworks.move(by=national["publisher"], version=version, to=Stage.IMPLEMENTED)
        if count < 3_000:
            modules = count // 25
            design.replace_draft(by=alice, programme=samples.programme(schema, modules, modules * 7, count * 10 // 3, code=f"P{count}"))
    client = Client()
    client.force_login(_person("alice@bench.example"))
    return {"client": client, "versions": versions}


def _person(email: str) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(email=email)


def _measure(address: str, client: Any = None) -> tuple[float, int]:
    """(CPU seconds of the middle one of several, queries of one) of a page that answers 200."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client or world()["client"]
    first = client.get(address)
    if first.status_code != 200:
        raise RuntimeError(f"{address} answered {first.status_code}")
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    queries = len(caught)  # now: the next request empties the log
    return typical(lambda: client.get(address)), queries


def permission() -> Iterator[Row]:
    """What every page asks first: who it is, whether a rule could let them in, whether it does for this thing."""
    world()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from curricle.design.policy import TABLE, programme
    from curricle.people import policy, queries

    person = _person("alice@bench.example")

    def ask() -> None:
        actor = queries.actor_for(person)
        policy.may_ever(actor, "v", "programme_draft")
        policy.require(TABLE, actor, "v", programme(actor.organisation or 0))

    with CaptureQueriesContext(connection) as caught:
        ask()
    yield Row("permission check of a page", best(ask, times=50) * 1000, 1, "ms")
    yield Row("its queries", len(caught), 2, "", exact=True)


def programme_page() -> Iterator[Row]:
    from django.urls import reverse

    world()
    _, small = _measure(reverse("design:programme", args=["P75"]))
    seconds, queries = _measure(reverse("design:programme", args=["P300"]))
    yield Row("programme page for 300 items", seconds * 1000, 35, "ms")
    yield Row("its queries", queries, 12, "", exact=True, more={"for 75 items": small})


def tree_page() -> Iterator[Row]:
    from django.urls import reverse

    counts = []
    for items, reach in ((300, 10), (3_000, 15)):
        seconds, queries = _measure(reverse("frameworks:version", args=[world()["versions"][items].uuid]))
        counts.append(queries)
        yield Row(f"tree page of {items:,} items, first response", seconds * 1000, reach, "ms", more={"queries": queries})
    yield Row("its queries, beyond those for 300 items", counts[1] - counts[0], 0, "", exact=True)


def draft_page() -> Iterator[Row]:
    """The page on which a framework of 300 items is written, by its editor."""
    from dataclasses import replace

    from django.test import Client
    from django.urls import reverse

    world()
    from curricle.frameworks import actions
    from curricle.people import queries

    editor = queries.actor_by_email("editor@nation.example")
    draft = actions.begin_draft(by=editor, framework=replace(samples.framework(300, code="S300"), version="2.0"))
    client = Client()
    client.force_login(_person("editor@nation.example"))
    seconds, asked = _measure(reverse("frameworks:draft", args=[draft.uuid]), client)
    yield Row("tree page of a draft of 300 items", seconds * 1000, 12, "ms", more={"queries": asked})
