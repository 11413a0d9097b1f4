"""Which of a door's things a person is asked about, where asking about all would only repeat what the matrix cannot tell apart.

Every cell is asked by everybody in each scope and each state that any rule of it names, at one of the doors that it opens; and at every
door everybody meets each way in which the two can stand to each other and each answer, about one thing of several in turn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from authz.cast import Asker
from authz.door import NOBODY, Door
from authz.oracle import allowed, facts_of, scopes_of
from authz.things import Thing
from curricle.people import matrix


@dataclass
class Turns:
    """What has been asked: `cells`, each by whom, how, and about which sort of thing; `count` says whose turn it is."""

    cells: set[Hashable] = field(default_factory=set)
    count: int = 0

    def of(self, door: Door, asker: Asker, things: Iterable[Thing]) -> Iterator[Thing]:
        """Of each way one, and each sort of thing that these cells have not been asked about by this person."""
        ways: dict[Hashable, dict[Hashable, list[Thing]]] = defaultdict(lambda: defaultdict(list))
        for thing in things:
            way = _way(door, asker, thing)
            ways[way][_sort(door, asker, thing, way)].append(thing)
        for sorts in ways.values():
            self.count += 1
            new = [key for key in sorts if _cell(door, asker, key) not in self.cells]
            for key in new or [list(sorts)[self.count % len(sorts)]]:
                self.cells.add(_cell(door, asker, key))
                yield sorts[key][self.count % len(sorts[key])]


def cells_of(door: Door, asker: Asker, things: Iterable[Thing]) -> set[Hashable]:
    """Every cell that asking about all of them would reach."""
    return {_cell(door, asker, _sort(door, asker, thing, _way(door, asker, thing))) for thing in things}


def _cell(door: Door, asker: Asker, sort: Hashable) -> Hashable:
    return asker.name, door.asks, door.how, door.method, door.private, sort


def _way(door: Door, asker: Asker, thing: Thing) -> Hashable:
    """How asker and thing stand to each other, and what is to come of it. Where more than everybody is let in, each object and state
    is a way of its own: there the page itself may differ."""
    expected = door.expected(asker, thing)
    let_in = (thing.kind, facts_of(asker, thing)) if expected.lets_in and not _for_everybody(door, thing) else ()
    return expected, scopes_of(asker, thing), thing.there, thing.made_by == asker.person, let_in


def _for_everybody(door: Door, thing: Thing) -> bool:
    return all(allowed(NOBODY, kind or thing.kind, action, thing) for kind, action in door.asks)


def _sort(door: Door, asker: Asker, thing: Thing, way: Hashable) -> Hashable:
    """What the matrix could go by: the object, the way, and of the thing's state what some rule of these cells names."""
    return thing.kind, facts_of(asker, thing) & _named(door.asks, door.only, thing.kind), way


@cache
def _named(asks: tuple[tuple[str, str], ...], only: str, kind: str) -> frozenset[str]:
    """The conditions that rows of any role put on the cells of a door, and on seeing what it is about."""
    asked = {(each or kind, action) for each, action in asks}
    cells = asked | {(each, "v") for each, _ in asked} | {(kind, "v")}
    return frozenset().union(*(_conditions().get(cell, frozenset()) for cell in cells)) | ({only} if only else frozenset())


@cache
def _conditions() -> dict[tuple[str, str], frozenset[str]]:
    """{(object, action): every condition that some row names}."""
    found: dict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    for row in matrix.rows():
        found[row.object, row.action] |= row.conditions
    return dict(found)
