"""Items and links by id: parents, children, order, depth. No recursion, so depth is limited by memory alone.

F (the framework)
├── clinical            depth 1
│   ├── A1              depth 2
│   └── A2
└── research
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from curricle.core.framework import Framework, Link
from curricle.core.registry import CHILD_OF


class CycleError(ValueError):
    """Items that are each other's ancestor. `members` are the ids of one ring."""

    def __init__(self, members: tuple[str, ...]) -> None:
        super().__init__("items are each other's ancestor: " + " → ".join(members))
        self.members = members


@dataclass(frozen=True, slots=True)
class Tree:
    """An index over the isChildOf links of one framework; make it with `tree_of`."""

    root: str
    order: tuple[str, ...]  # ids, depth first, siblings by link order then document order
    parent: Mapping[str, str]  # id -> parent id ("" for a top item)
    children: Mapping[str, tuple[str, ...]]  # id -> child ids; "" holds the top items
    depth: Mapping[str, int]  # 1 for a top item
    position: Mapping[str, int]  # 1 for the first of its siblings

    def ancestors(self, id: str) -> Iterator[str]:
        """Parent, grandparent … up to the top item."""
        here = self.parent[id]
        while here:
            yield here
            here = self.parent[here]

    def descendants(self, id: str) -> Iterator[str]:
        """Everything below, depth first."""
        stack = list(reversed(self.children.get(id, ())))
        while stack:
            here = stack.pop()
            yield here
            stack.extend(reversed(self.children.get(here, ())))

    def is_leaf(self, id: str) -> bool:
        return not self.children.get(id)


def tree_of(framework: Framework) -> Tree:
    """The framework's tree. The first isChildOf link of an item names its parent; items without one stand at the top.

    Raises CycleError when items are each other's ancestor. Links to unknown parents count as none.
    """
    ids = [item.id for item in framework.items]
    known = set(ids)
    parent, order = _parents(framework.links, known)
    place = {id: at for at, id in enumerate(ids)}
    grouped: dict[str, list[str]] = {}
    for id in ids:
        grouped.setdefault(parent.get(id, ""), []).append(id)
    children = {
        up: tuple(sorted(down, key=lambda id: (order.get(id) is None, order.get(id) or 0, place[id]))) for up, down in grouped.items()
    }
    walk, depth = _walk(children)
    if len(walk) < len(ids):
        raise CycleError(_ring(parent, next(id for id in ids if id not in depth)))
    position = {id: at for down in children.values() for at, id in enumerate(down, 1)}
    return Tree(
        root=framework.id,
        order=tuple(walk),
        parent={id: parent.get(id, "") for id in ids},
        children=children,
        depth=depth,
        position=position,
    )


def _parents(links: Iterable[Link], known: set[str]) -> tuple[dict[str, str], dict[str, int | None]]:
    parent: dict[str, str] = {}
    order: dict[str, int | None] = {}
    for link in links:
        if link.type != CHILD_OF or link.source not in known or link.source in order:
            continue
        order[link.source] = link.order
        if link.target in known:
            parent[link.source] = link.target
    return parent, order


def _walk(children: Mapping[str, tuple[str, ...]]) -> tuple[list[str], dict[str, int]]:
    walk: list[str] = []
    depth: dict[str, int] = {}
    stack = [(id, 1) for id in reversed(children.get("", ()))]
    while stack:
        id, level = stack.pop()
        walk.append(id)
        depth[id] = level
        stack.extend((child, level + 1) for child in reversed(children.get(id, ())))
    return walk, depth


def _ring(parent: Mapping[str, str], start: str) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    path: list[str] = []
    here = start
    while here not in seen:
        seen[here] = len(path)
        path.append(here)
        here = parent[here]
    return tuple(path[seen[here] :])
