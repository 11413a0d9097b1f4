"""The framework that comes of bringing a file to one that is here.

here  A ── A1, A2, A3      file  A ── A3, A1, A4      both  A ── A3, A2, A1, A4      (A2 stays, for the file may hold a part only)
                                                 asked to retire  A ── A3, A1, A4
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace

from curricle.core.framework import Facts, Framework, Item, Link, Rubric
from curricle.core.graph import Tree, tree_of
from curricle.core.imports.match import Match
from curricle.core.registry import CHILD_OF

LINKS = "links"  # beside the fields of an item: the file speaks of relations between items
_ITEM_FIELDS = frozenset(each.name for each in fields(Item)) - {"id", "statement", "extras"}
_STAYS = frozenset({"id", "line", "code", "items", "links", "facts", "extras"})  # of a framework: not taken field by field


def merge(base: Framework, incoming: Framework, matched: Match, *, says: frozenset[str] | None, retire: bool) -> Framework:
    """`says`: the fields of an item that the file's format speaks of, with LINKS; None for all. What it cannot say stays as it was.

    With `retire` the items that the file does not hold are left out. Raises CycleError where the file itself is no tree.
    """
    made = _Merge(base, incoming, matched, says, retire)
    items = made.items()
    tree_links, order = made.tree(items)
    return replace(
        made.facts(), items=tuple(items[id] for id in order), links=(*(tree_links[id] for id in order), *made.relations(items, order))
    )


@dataclass(slots=True)
class _Merge:
    base: Framework
    incoming: Framework
    matched: Match
    says: frozenset[str] | None
    retire: bool
    id: str = ""
    old_tree: Tree = field(init=False)
    new_tree: Tree = field(init=False)

    def __post_init__(self) -> None:
        self.id = version_id(self.base, self.incoming)
        self.old_tree, self.new_tree = tree_of(self.base), tree_of(self.incoming)

    def ours(self, id: str) -> str:
        """The id in the result of what the file calls `id`."""
        return self.id if id == self.incoming.id else self.matched.here.get(id, id)

    def facts(self) -> Framework:
        """What the framework says of itself; what the file leaves empty stays."""
        said = {
            each.name: getattr(self.incoming, each.name)
            for each in fields(Framework)
            if each.name not in _STAYS and getattr(self.incoming, each.name)
        }
        facts = self._own_facts()
        extras = tuple(sorted((dict(self.base.extras) | dict(self.incoming.extras)).items()))
        if self.incoming.rubrics:
            said["rubrics"] = tuple(self._rubric(each) for each in self.incoming.rubrics)
        return replace(self.base, id=self.id, facts=facts, extras=extras, **said)

    def _own_facts(self) -> Facts:
        """The file's; modules that it does not speak of, as a sheet of items cannot, stay with what belongs to them."""
        was, now = self.base.facts, self.incoming.facts
        if now == Facts():
            return was
        if now.modules or not was.modules:
            return now
        return replace(now, modules=was.modules, optional_modules=was.optional_modules, stands_on=now.stands_on or was.stands_on)

    def _rubric(self, rubric: Rubric) -> Rubric:
        """Level descriptors are about the items here, whatever the file calls them."""
        return replace(rubric, criteria=tuple(replace(each, item=self.ours(each.item)) for each in rubric.criteria))

    def items(self) -> dict[str, Item]:
        """Result id -> item."""
        here = {item.id: item for item in self.base.items}
        came = {self.ours(item.id): item for item in self.incoming.items}
        found = {id: item for id, item in here.items() if id in came or not self.retire}
        for id, item in came.items():
            found[id] = _merged(here[id], item, self.says) if id in here else replace(item, id=id)
        return found

    def tree(self, items: Mapping[str, Item]) -> tuple[dict[str, Link], list[str]]:
        """(result id -> its isChildOf link, ids depth first)."""
        parents = self._parents(items)
        children = self._children(parents)
        order = _walk(children)
        was, now = _hung(self.base), {self.ours(source): link for source, link in _hung(self.incoming).items()}
        links = {}
        for parent, ids in children.items():
            as_before = [id for id in self.old_tree.children.get(parent, ()) if id in items] == ids
            for place, id in enumerate(ids, 1):
                said = now.get(id) or was.get(id)
                link = said or Link(source=id, target="", type=CHILD_OF)
                kept = was.get(id)
                # A table says nothing of what a link holds beyond its ends, such as where an item taken over is at home.
                extras = link.extras or kept.extras if kept and self.says is not None else link.extras
                links[id] = replace(
                    link,
                    extras=extras,
                    source=id,
                    target=parent or self.id,
                    order=kept.order if kept and as_before else place,
                    id=link.id or (kept.id if kept else ""),
                )
        return links, order

    def _parents(self, items: Mapping[str, Item]) -> dict[str, str]:
        """Result id -> id of the parent, "" at the top.

        A file that does not hold an item's parent does not move the item, unless the file puts what is above it here below it.
        """
        held = {self.ours(item.id) for item in self.incoming.items}
        found = {id: up if up in items else "" for id, up in self.old_tree.parent.items() if id in items}
        stays: list[str] = []
        for item in self.incoming.items:
            id, said = self.ours(item.id), self.new_tree.parent[item.id]
            up = self.ours(said) if said else ""
            if not up and not self.retire and found.get(id, "") and found[id] not in held:
                stays.append(id)
            else:
                found[id] = up
        for id in stays:  # each ring holds one of them: the file's own tree has none, and neither has ours
            if _in_a_ring(id, found):
                found[id] = ""
        return found

    def _children(self, parents: Mapping[str, str]) -> dict[str, list[str]]:
        """Result id of the parent -> ids in order: the file's order where it says one, around what it does not hold."""
        before: dict[str, list[str]] = {}
        for id in self.old_tree.order:
            if id in parents:
                before.setdefault(parents[id], []).append(id)
        said: dict[str, list[str]] = {}
        for each in self.new_tree.order:
            id = self.ours(each)
            said.setdefault(parents[id], []).append(id)
        return {parent: _in_order(before.get(parent, []), said.get(parent, [])) for parent in before.keys() | said.keys()}

    def relations(self, items: Mapping[str, Item], order: Iterable[str]) -> list[Link]:
        """Links beside the tree, in the order of the items that they start from."""
        came = [replace(link, source=self.ours(link.source), target=self.ours(link.target)) for link in _beside(self.incoming)]
        held = {self.ours(item.id) for item in self.incoming.items}
        speaks = self.says is None or LINKS in self.says
        known = {item.id for item in self.base.items}
        gone = known - items.keys()
        found: dict[tuple[str, str, str, str], Link] = {}
        for link in _beside(self.base):
            start = link.source if link.source in known else link.target
            ours = replace(link, source=self._root(link.source), target=self._root(link.target))
            if not (speaks and start in held) and not ({link.source, link.target} & gone):
                found[_key(ours)] = ours
        was = {_key(link): link for link in _beside(self.base)}
        for link in came:
            kept = was.get(_key(link))
            found[_key(link)] = replace(link, id=link.id or (kept.id if kept else ""))
        place = {id: at for at, id in enumerate(order)}
        return sorted(found.values(), key=lambda link: (place.get(link.source, place.get(link.target, -1)), _key(link)))

    def _root(self, id: str) -> str:
        return self.id if id == self.base.id else id


def version_id(base: Framework, incoming: Framework) -> str:
    """The identifier of what comes of it: that of the version here where the label stays, else the file's, else one of its own."""
    if incoming.version == base.version:
        return base.id
    if incoming.id != base.id:
        return incoming.id
    try:
        return str(uuid.uuid5(uuid.UUID(base.id), incoming.version))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{base.id} {incoming.version}"))


def _in_a_ring(id: str, parents: Mapping[str, str]) -> bool:
    """Whether the way up from an item leads back to it; a ring farther up is another item's."""
    seen = {id}
    up = parents.get(id, "")
    while up and up not in seen:
        seen.add(up)
        up = parents.get(up, "")
    return up == id


def _merged(was: Item, now: Item, says: frozenset[str] | None) -> Item:
    if says is None:
        return replace(now, id=was.id)
    said = {name: getattr(now, name) for name in says & _ITEM_FIELDS}
    extras = tuple(sorted((dict(was.extras) | dict(now.extras)).items()))
    return replace(was, statement=now.statement, extras=extras, **said)


def _in_order(before: list[str], said: list[str]) -> list[str]:
    """Who was there keeps the place; those whom the file names stand in its order; each new one follows the one it follows there.

    before a b c d, said d x a  ->  d x b c a      said x b  ->  a x b c d      said x  ->  a b c d x
    """
    wanted = set(said)
    stayed = set(before)
    turn = iter([id for id in said if id in stayed])
    placed = [next(turn) if id in wanted else id for id in before]
    first = next((id for id in said if id in stayed), "")
    after: dict[str, list[str]] = {}
    ahead: list[str] = []  # new ones that the file puts before everybody who was there
    here = ""
    for id in said:
        if id in stayed:
            here = id
        else:
            (after.setdefault(here, []) if here else ahead).append(id)
    found: list[str] = []
    for id in placed:
        found += [*(ahead if id == first else ()), id, *after.get(id, [])]
    return found if first else [*found, *ahead]


def _walk(children: Mapping[str, list[str]]) -> list[str]:
    order: list[str] = []
    stack = list(reversed(children.get("", [])))
    while stack:
        here = stack.pop()
        order.append(here)
        stack.extend(reversed(children.get(here, [])))
    return order


def _hung(framework: Framework) -> dict[str, Link]:
    """Item -> the link that hangs it into the tree: its first isChildOf."""
    found: dict[str, Link] = {}
    for link in framework.links:
        if link.type == CHILD_OF:
            found.setdefault(link.source, link)
    return found


def _beside(framework: Framework) -> list[Link]:
    hung = _hung(framework)
    return [link for link in framework.links if hung.get(link.source) is not link]


def _key(link: Link) -> tuple[str, str, str, str]:
    return (link.source, link.type, link.target, link.group)
