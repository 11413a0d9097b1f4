"""What is counted, listed and summed is one's own: every page says the same in a world in which the other tenant does not exist."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from authz.cast import VISITOR, Asker
from authz.doors import DOORS
from authz.stage import Stage
from authz.test_questions import NEW_EACH_TIME, get, stable

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


ASKERS = (VISITOR, "north-uni lead", "north-uni hadm", "north-uni appr", "north-nat nated", "north-emp eadm")


def pages_of(stage: Stage, asker: Asker) -> dict[str, bytes | int]:
    """{address: body} of every page that the asker may open, each once."""
    found = {}
    for door in DOORS:
        if door.method == "GET" and door.how != "api" and door.name not in NEW_EACH_TIME:
            for thing in [each for each in door.things(stage, asker) if each.side != "south" and door.expected(asker, each).lets_in][:2]:
                address = door.address(thing)
                found[address] = stable(get(asker, address).body)
    return found


def test_pages_are_the_same_without_the_other_tenant(stages: Iterator[Stage]):
    alone = next(stages)
    askers = [alone.who(name) for name in ASKERS]
    before = {asker.name: pages_of(alone, asker) for asker in askers}
    both = next(stages)
    wrong = []
    for asker in askers:
        after = pages_of(both, asker)
        wrong += [(asker.name, address) for address, body in before[asker.name].items() if after.get(address) != body]
    assert (wrong, sum(map(len, before.values())) > 100) == ([], True)
