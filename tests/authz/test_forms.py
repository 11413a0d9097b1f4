"""A form changes its own fields alone: whatever else is posted with it, the rows come out the same (S10)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from authz.asking import answer_of, ask, browser_of, send, undone, writes
from authz.cast import Asker
from authz.door import Door
from authz.doors import DOORS
from authz.dump import Dump, columns, differing, dump
from authz.stage import Stage
from authz.things import Thing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
#: What attackers add to a form, besides every column that there is.
MORE = ("is_staff", "is_superuser", "groups", "user_permissions", "permissions", "actor", "roles", "admin", "owner", "_state", "pk", "id")
ASKERS = ("north-uni lead", "north-uni hadm", "north-uni mlead assigned", "north-uni tutor assigned", "north-nat nated", "north-nat natpub")
PAGES = {"frameworks:confirm": "frameworks:preview", "design:confirm": "design:preview"}  # where the form stands


def writing(stage: Stage, asker: Asker) -> Iterator[tuple[Door, Thing]]:
    """Doors that change something, with the first thing to which the asker may do it."""
    for door in DOORS:
        if door.method == "POST" and door.writes and door.how != "api":
            yield from [(door, each) for each in door.things(stage, asker) if door.expected(asker, each).lets_in][:1]


def foreign(stage: Stage, asker: Asker, door: Door, thing: Thing, own: Mapping[str, Any]) -> dict[str, str]:
    """Every column's name that is no field of the form: not sent, and not on its page."""
    shown_on = replace(door, name=PAGES.get(door.name, door.name))
    page = answer_of(send(browser_of(asker), "GET", shown_on.address(thing)), set()).text
    fields = set(own) | set(re.findall(r'name="([^"]+)"', page))
    other = stage.who("south-uni lead")
    values = {"organisation": other.organisation, "organisation_id": other.organisation, "person": other.person, "role": "hadm"}
    values |= {"is_active": "", "operator": "on", "state": "approved", "revision": "999", "removed": "2026-01-01", "ends": "2020-01-01"}
    return {name: str(values.get(name, "1")) for name in (*columns(), *MORE) if name not in fields}


def after(asker: Asker, door: Door, thing: Thing, data: Mapping[str, Any]) -> tuple[int, Dump]:
    client = browser_of(asker)
    with undone():
        answer = send(client, "POST", door.address(thing), data)
        return answer.status_code, dump(frozenset({"people_oncerow"}))  # what is kept for repeats holds the form


@pytest.mark.parametrize("name", ASKERS)
def test_fields_that_are_not_the_forms_own_change_nothing(stage: Stage, name: str):
    asker, wrong, tried = stage.who(name), [], 0
    for door, thing in writing(stage, asker):
        more = foreign(stage, asker, door, thing, door.form(stage, asker, thing))
        once, again, spoilt = (after(asker, door, thing, {**door.form(stage, asker, thing), **each}) for each in ({}, {}, more))
        differ = differing(once[1], spoilt[1]) - differing(once[1], again[1])
        wrong += [(door.name, spoilt[0], sorted(differ))] if differ or spoilt[0] != once[0] else []
        tried += 1
    assert (wrong, tried > 0) == ([], True)


@pytest.mark.parametrize("name", ["north-uni appr", "north-uni rev", "north-uni tutor", "south-uni lead", "north-emp eadm"])
def test_whoever_is_refused_is_refused_with_more_fields_too(stage: Stage, name: str):
    asker, wrong = stage.who(name), []
    spoilt = dict.fromkeys((*columns(), *MORE), "1")
    for door in DOORS:
        if door.method == "POST" and door.writes and door.how != "api":
            for thing in [each for each in door.things(stage, asker) if not door.expected(asker, each).lets_in][:1]:
                client, data = browser_of(asker), {**spoilt, **door.form(stage, asker, thing)}
                client.cookies.load(dict(door.cookies(stage, asker, thing)))
                with undone(), writes() as wrote:
                    answer = answer_of(send(client, "POST", door.address(thing), data), wrote)
                if (answer.status, answer.wrote) != (ask(stage, door, asker, thing).status, frozenset()):
                    wrong.append((door.name, answer.status, sorted(answer.wrote)))
    assert wrong == []
