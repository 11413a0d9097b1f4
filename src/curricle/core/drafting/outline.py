"""A framework as it is edited: items by id with their parents, the children of each in order, and links that are not of the tree.

framework  A ├── A1        outline  children {"": (A, B), A: (A1, A2)}; a framework made of it has its items in this order, depth first,
             └── A2                 and one isChildOf link an item, numbered from 1 among its siblings.
           B
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from curricle.core.framework import Framework, Item, Link
from curricle.core.graph import tree_of
from curricle.core.registry import CHILD_OF

TOP = ""


class CannotEdit(ValueError):
    """The act is not possible as the outline stands; the text says why, for the person who asked. `field`: the entry it is about."""

    def __init__(self, says: str, *, field: str = "") -> None:
        super().__init__(says)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item where it stands: under which parent ("" for the top), at which place among its siblings, from 0.

    `link` is the isChildOf link as it came, with an identifier and a note of its own; its target and its order are left out.
    """

    item: Item
    parent: str
    place: int
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """`about` is the framework without items and links; `links` are all that are not of the tree."""

    about: Framework
    items: Mapping[str, Item]
    parent: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    ties: Mapping[str, Link]
    links: tuple[Link, ...]

    def under(self, id: str) -> tuple[str, ...]:
        """The ids below an item ("" for the top), in order."""
        return self.children.get(id, ())

    def walk(self, start: str = TOP) -> Iterator[str]:
        """Every id below, depth first."""
        stack = list(reversed(self.under(start)))
        while stack:
            here = stack.pop()
            yield here
            stack.extend(reversed(self.under(here)))

    def above(self, id: str) -> Iterator[str]:
        """Parent, grandparent … up to the top item."""
        here = self.parent[id]
        while here:
            yield here
            here = self.parent[here]

    def item(self, id: str) -> Item:
        """One item. Raises CannotEdit where it is not (any more) in the draft."""
        if id not in self.items:
            raise CannotEdit("This item is not in the draft any more.")
        return self.items[id]

    def entries(self) -> dict[str, Entry]:
        """Every item where it stands, depth first."""
        place = {id: at for down in self.children.values() for at, id in enumerate(down)}
        return {id: Entry(item=self.items[id], parent=self.parent[id], place=place[id], link=self.ties.get(id)) for id in self.walk()}


def outline_of(framework: Framework) -> Outline:
    """The outline of a framework. Raises CycleError where it is no tree, CannotEdit where an item has no identifier.

    A second isChildOf link of an item stays among the other links, as do those whose parent is not in the framework.
    """
    if any(not item.id for item in framework.items):  # the top of the tree goes by the empty one
        raise CannotEdit("An item has no identifier.")
    tree = tree_of(framework)
    ties: dict[str, Link] = {}
    others: list[Link] = []
    ends = {framework.id, *tree.parent}
    for link in framework.links:
        if link.type == CHILD_OF and link.source in tree.parent and link.source not in ties and link.target in ends:
            ties[link.source] = replace(link, target=TOP, order=None)
        else:
            others.append(link)
    return Outline(
        about=replace(framework, items=(), links=()),
        items={item.id: item for item in framework.items},
        parent=tree.parent,
        children=tree.children,
        ties={id: tie for id, tie in ties.items() if tie != Link(source=id, target=TOP, type=CHILD_OF)},
        links=tuple(others),
    )


def outline_from(about: Framework, entries: Mapping[str, Entry], links: Iterable[Link]) -> Outline:
    """The outline that these entries make. An entry whose parent is not among them stands at the top, after the others."""
    grouped: dict[str, list[str]] = {}
    for id, entry in sorted(entries.items(), key=lambda pair: (pair[1].parent not in entries, pair[1].place)):
        grouped.setdefault(entry.parent if entry.parent in entries else TOP, []).append(id)
    return Outline(
        about=about,
        items={id: entry.item for id, entry in entries.items()},
        parent={id: entry.parent if entry.parent in entries else TOP for id, entry in entries.items()},
        children={up: tuple(down) for up, down in grouped.items()},
        ties={id: entry.link for id, entry in entries.items() if entry.link},
        links=tuple(links),
    )


def framework_of(outline: Outline) -> Framework:
    """The framework that the outline says, in normal form."""
    root = outline.about.id
    items, tree = [], []
    for id, entry in outline.entries().items():
        items.append(entry.item)
        tie = entry.link or Link(source=id, target=root, type=CHILD_OF)
        tree.append(replace(tie, source=id, target=entry.parent or root, order=entry.place + 1))
    return replace(outline.about, items=tuple(items), links=(*tree, *outline.links))


def renamed(framework: Framework, *, id: str, line: str, version: str) -> Framework:
    """The same content as another version: links that end at the framework itself end at the new one."""
    own = framework.id
    links = tuple(
        replace(link, source=id if link.source == own else link.source, target=id if link.target == own else link.target)
        if own in (link.source, link.target)
        else link
        for link in framework.links
    )
    return replace(framework, id=id, line=line, version=version, links=links)
