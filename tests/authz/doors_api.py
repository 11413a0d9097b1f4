"""Doors of the API. Who asks is a program with a key, or a visitor; a session counts for nothing here.

A key acts as its maker may today, within its scopes. So an API cell of a role is its row of the matrix, asked with a key of somebody who
has that role, and 403 where the key was not made for it. Roles whose row gives no key are asked as far as one person has them besides an
administrator's (a lead): for the others there is no program that could ask.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from authz.cast import Asker
from authz.door import Door, the_page
from authz.doors_frameworks import KINDS, versions
from authz.doors_people import here, papers
from authz.doors_programme import row_of
from authz.stage import Stage
from authz.things import Thing, framework, id_of, programme
from curricle.design.snapshot import snapshot
from curricle.interop.curricle import write_programme

FRAMEWORKS, PROGRAMMES, WRITING = "frameworks:read", "programmes:read", "programmes:write"


def programmes(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """Every programme of either university, also in review and taken away. What a matrix is read by is the national schema."""
    return [replace(thing, at={**thing.at, "lens": lens(thing)}) for thing in stage.of("programme_draft")]


def lens(thing: Thing) -> str:
    return framework(f"{thing.side}-nat", "schema", "schema_published-implemented").id


def mine(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """A programme that a program would create."""
    return here("programme_draft")(stage, asker)


def jobs(stage: Stage, asker: Asker) -> Iterable[Thing]:
    found = [stage.things[f"job of {side}-uni lead"] for side in ("north", "south")]
    return [replace(thing, at={"job": thing.id}) for thing in found]


def files(stage: Stage, asker: Asker) -> Iterable[Thing]:
    return [replace(thing, at={"file": thing.id}) for thing in papers(stage, asker)]


def any_framework(stage: Stage, asker: Asker) -> Iterable[Thing]:
    return [replace(thing, at={**thing.at, "framework": thing.at["version"]}) for thing in versions(stage, asker)]


def seen(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"If-Match": f'"{row_of(thing).revision}"'}


def once(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"Idempotency-Key": "a-key-of-our-own"}


def fresh(stage: Stage, asker: Asker, thing: Thing) -> bytes:
    return write_programme(replace(programme(asker.place or "north-uni", "FROM-A-PROGRAM", ()), id=id_of(asker.name)))


def changed(stage: Stage, asker: Asker, thing: Thing) -> bytes:
    return write_programme(replace(snapshot(row_of(thing)), mode="Part time"))


def letters(stage: Stage, asker: Asker, thing: Thing) -> bytes:
    cell = {"outcome": id_of(thing.place, thing.at["module"], "LO1"), "item": id_of(lens(thing), "2"), "letter": "D", "reason": "Seen."}
    return json.dumps({"cells": [cell]}).encode()


def api(name: str, kind: str, action: str, things: Any, scope: str, **more: Any) -> Door:
    return Door(name=f"connect:api:{name}", asks=((kind, action),), things=things, scope=scope, how="api", visitor=401, **more)


def reading(name: str, kind: str, action: str = "v", **more: Any) -> Door:
    return api(name, kind, action, programmes, PROGRAMMES, **more)


def writing(name: str, kind: str, action: str, method: str, **more: Any) -> Door:
    change = {"headers": seen, "writes": frozenset({"design_programmerow"}), "only": "draft"}
    return api(name, kind, action, programmes, WRITING, method=method, **change | more)


def of_frameworks(name: str, action: str = "v") -> Door:
    return api(name, "", action, any_framework, FRAMEWORKS, kinds=KINDS, open=True)


def public(name: str, **more: Any) -> Door:
    return Door(name=f"connect:{name}", asks=(("page", "v"),), things=the_page, how="api", open=True, **more)


DOORS = (
    public("nothing", success=404),
    public("nothing_there", success=404, fixed={"rest": "nothing/here"}),
    public("api:get_openapi"),
    public("api:health"),
    api("who_am_i", "account", "v", lambda stage, asker: [replace(each, about=asker.person) for each in here("account")(stage, asker)], ""),
    api("list_frameworks", "schema_published", "v", the_page, FRAMEWORKS, kinds=KINDS, open=True),
    *(of_frameworks(name) for name in ("get_framework", "list_items", "get_item")),
    of_frameworks("get_framework_document", "x"),
    api("list_programmes", "programme_draft", "v", mine, PROGRAMMES),
    api(
        "list_programmes",
        "programme_draft",
        "c",
        mine,
        WRITING,
        method="POST",
        headers=once,
        body=fresh,
        success=201,
        writes=frozenset({"design_programmerow"}),
    ),
    reading("get_programme", "programme_draft"),
    writing("get_programme", "programme_draft", "d", "DELETE", success=204),
    reading("get_programme_document", "programme_draft", "x"),
    writing("get_programme_document", "programme_draft", "e", "PUT", body=changed),
    reading("list_modules", "module"),
    reading("get_module", "module"),
    reading("get_hours", "programme_draft"),
    reading("list_cells", "mapping"),
    writing("list_cells", "mapping", "e", "PATCH", body=letters),
    reading("list_coverage", "mapping"),
    reading("list_covered_items", "mapping"),
    reading("list_gaps", "mapping"),
    reading("list_findings", "programme_draft"),
    reading("get_papers", "paper"),
    api("get_papers", "paper", "x", programmes, "papers:make", method="POST", headers=once, success=202, writes=frozenset({"people_job"})),
    api("get_job", "job", "v", jobs, "papers:make"),
    api("get_file", "paper", "x", files, PROGRAMMES, kinds=("file",), gate="v", hides=True),
    api("list_people", "user_and_role", "v", here("user_and_role"), "people:read"),
    api("list_events", "audit_event", "v", here("audit_event"), "record:read"),
)
