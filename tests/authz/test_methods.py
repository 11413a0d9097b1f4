"""Methods that a route does not have: nothing happens, whoever asks, and whatever a form claims its method to be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from authz.asking import Answer, answer_of, browser_of, send, undone, writes
from authz.cast import VISITOR, Asker
from authz.door import Door
from authz.doors import DOORS
from authz.stage import Stage
from authz.things import Thing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REFUSED = {302, 401, 403, 404, 405, 410}


def tried(stage: Stage, asker: Asker, address: str, method: str, data: object = None, **headers: str) -> Answer:
    client = browser_of(asker)
    with undone(), writes() as wrote:
        return answer_of(send(client, method, address, data, **headers), wrote)


def one_of_each(stage: Stage, *askers: str) -> Iterator[tuple[Asker, Door, Thing]]:
    """Every route once for each asker, with the first thing behind its first door."""
    for name in askers:
        asker, seen = stage.who(name), set()
        for door in DOORS:
            thing = next(iter(door.things(stage, asker)), None)
            if door.name not in seen and thing is not None:
                seen.add(door.name)
                yield asker, door, thing


def test_methods_without_a_door_are_refused_and_change_nothing(stage: Stage):
    wrong = []
    for asker, door, thing in one_of_each(stage, "north-uni lead", "south-uni lead", VISITOR):
        known = {each.method for each in DOORS if each.name == door.name}
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - known:
            answer = tried(stage, asker, door.address(thing), method)
            if answer.status not in REFUSED or answer.wrote:
                wrong.append((asker.name, method, door.name, answer.status, sorted(answer.wrote)))
    assert wrong == []


def test_whoever_may_open_a_page_is_told_405_for_methods_it_lacks(stage: Stage):
    wrong = []
    for asker, door, thing in one_of_each(stage, "north-uni lead", "north-nat nated"):
        if door.how != "api" and door.expected(asker, thing).lets_in:
            known = {each.method for each in DOORS if each.name == door.name}
            found = {method: tried(stage, asker, door.address(thing), method).status for method in {"PUT", "DELETE", "POST"} - known}
            wrong += [(door.name, method, status) for method, status in found.items() if status != 405]
    assert wrong == []


@pytest.mark.parametrize("claim", [{"data": {"_method": "DELETE"}}, {"X-HTTP-Method-Override": "DELETE"}, {"data": {"_method": "POST"}}])
def test_a_method_that_is_only_claimed_counts_for_nothing(stage: Stage, claim: dict):
    wrong = []
    for asker, door, thing in one_of_each(stage, "north-uni lead"):
        if not any(each.method == "POST" for each in DOORS if each.name == door.name):
            answer = tried(stage, asker, door.address(thing), "POST", **claim)
            wrong += [(door.name, answer.status, sorted(answer.wrote))] if answer.status not in REFUSED or answer.wrote else []
            answer = tried(stage, asker, door.address(thing), "GET", **claim)
            wrong += [(door.name, "GET", sorted(answer.wrote))] if answer.wrote else []
    assert wrong == []


def test_head_says_what_get_says_without_a_word(stage: Stage):
    wrong = []
    for asker, door, thing in one_of_each(stage, "north-uni lead", "north-uni rev", "south-uni lead", VISITOR):
        if door.method == "GET":
            get, head = (tried(stage, asker, door.address(thing), method) for method in ("GET", "HEAD"))
            if (head.status, head.body, head.location) != (get.status, b"", get.location):
                wrong.append((asker.name, door.name, get.status, head.status, len(head.body)))
    assert wrong == []


def test_a_part_for_htmx_is_refused_as_the_page_is(stage: Stage):
    """A visitor is told to leave for the sign-in page; the others get the very status of the whole page."""
    wrong = []
    for asker, door, thing in one_of_each(stage, "north-uni appr", "south-uni lead", VISITOR):
        if door.method == "GET" and not door.expected(asker, thing).lets_in:
            page, part = (tried(stage, asker, door.address(thing), "GET", **more) for more in ({}, {"HX-Request": "true"}))
            same = part.headers.get("HX-Redirect", "") == page.location if page.status == 302 else part.status == page.status
            wrong += [] if same else [(asker.name, door.name, page.status, part.status)]
    assert wrong == []
