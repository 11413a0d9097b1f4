"""The plan of an import: every change as a row, what a person must decide, and what disagrees, before anything is kept.

The rows are read off the result itself, so what is shown is what is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from curricle.core.framework import Facts, Framework, Item
from curricle.core.graph import tree_of
from curricle.core.imports.match import By, Doubt, match
from curricle.core.imports.merge import merge
from curricle.core.versions.compare import reordered
from curricle.core.versions.pairing import Decision

_NO_FACTS = frozenset({"id", "line", "items", "links", "facts", "extras"})


class Act(StrEnum):
    """What would happen to an item. Updated and moved may come together."""

    ADD = "add"
    UPDATE = "update"
    MOVE = "move"
    RETIRE = "retire"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One change. `source` is the item's id in the file ("" for what is retired); `fields` that differ; `says` of a conflict."""

    acts: tuple[Act, ...]
    before: Item | None = None
    after: Item | None = None
    source: str = ""
    fields: tuple[str, ...] = ()
    under_before: str = ""
    under_after: str = ""
    by: By | None = None
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`base` None: a framework that is new here. `facts`: its own fields that change (name, before, after).

    `kept`: items that the file does not hold and that stay; `links`: how many links beside the tree come or go.
    """

    incoming: Framework
    result: Framework
    base: Framework | None = None
    says: frozenset[str] | None = None
    retire: bool = False
    made_up: frozenset[str] = frozenset()
    rows: tuple[Row, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    facts: tuple[tuple[str, str, str], ...] = ()
    links: int = 0
    kept: int = 0
    same: int = 0
    unread: bool = False
    sources: Mapping[str, str] = field(default_factory=dict)  # id in the result -> id in the file

    def count(self, act: Act) -> int:
        return sum(act in row.acts for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        return {act.value: self.count(act) for act in Act} | {"same": self.same, "kept": self.kept, "links": self.links}

    @property
    def changes(self) -> bool:
        """Whether anything would be other than it is."""
        return self.base is None or bool(self.facts or self.links or any(set(row.acts) - {Act.CONFLICT} for row in self.rows))


def plan(
    incoming: Framework,
    base: Framework | None = None,
    *,
    decisions: Iterable[Decision] = (),
    says: frozenset[str] | None = None,
    retire: bool = False,
    made_up: frozenset[str] = frozenset(),
) -> Plan:
    """What bringing the file would do. `says` and `retire` as merge.merge has them; `made_up` as match.match."""
    if base is None:
        new = (Row(acts=(Act.ADD,), after=item, source=item.id) for item in incoming.items)
        own = {item.id: item.id for item in incoming.items}
        return Plan(incoming=incoming, result=incoming, says=says, retire=retire, rows=(*_twice(incoming, own), *new), sources=own)
    matched = match(base, incoming, decisions, made_up=made_up, titles=says is None or "title" in says)
    merged = merge(base, incoming, matched, says=says, retire=retire)
    sources = {matched.here.get(item.id, item.id): item.id for item in incoming.items}
    by = {matched.here[id]: why for id, why in matched.by.items()}
    rows, same = _rows(base, merged, sources, by)
    links = len(_links(base) ^ _links(merged))
    facts = tuple(_facts(base, merged))
    return Plan(
        incoming=incoming,
        result=merged if rows or links or facts else base,
        base=base,
        says=says,
        retire=retire,
        made_up=made_up,
        rows=(*_twice(merged, sources), *rows),
        doubts=matched.doubts,
        facts=facts,
        links=links,
        kept=sum(item.id not in sources for item in merged.items),
        same=same,
        unread=matched.unread,
        sources=sources,
    )


def apply(made: Plan, decisions: Iterable[Decision] = ()) -> Framework:
    """The framework of a plan; with `decisions` that of the plan which they make of it. A doubt without one leaves two items."""
    given = tuple(decisions)
    if not given:
        return made.result
    return plan(made.incoming, made.base, decisions=given, says=made.says, retire=made.retire, made_up=made.made_up).result


def _rows(base: Framework, merged: Framework, sources: Mapping[str, str], by: Mapping[str, By]) -> tuple[list[Row], int]:
    """(changes in the result's order, then what is retired; how many items are in both and did not change)."""
    old = {item.id: item for item in base.items}
    new = {item.id: item for item in merged.items}
    was, now = tree_of(base), tree_of(merged)
    turned = reordered(was, now, {id: id for id in old if id in new})
    rows: list[Row] = []
    same = 0
    for id in now.order:
        before, after = old.get(id), new[id]
        if before is None:
            rows.append(Row(acts=(Act.ADD,), after=after, source=sources.get(id, "")))
            continue
        differ = tuple(each.name for each in fields(Item) if getattr(before, each.name) != getattr(after, each.name))
        moved = was.parent[id] != now.parent[id]
        acts = ((Act.UPDATE,) if differ else ()) + ((Act.MOVE,) if moved or id in turned else ())
        if not acts:
            same += 1
            continue
        rows.append(
            Row(
                acts=acts,
                before=before,
                after=after,
                source=sources.get(id, ""),
                fields=differ,
                under_before=_name(old, was.parent[id]) if moved else "",
                under_after=_name(new, now.parent[id]) if moved else "",
                by=by.get(id),
            )
        )
    rows += [Row(acts=(Act.RETIRE,), before=old[id]) for id in was.order if id not in new]
    return rows, same


def _twice(framework: Framework, sources: Mapping[str, str]) -> list[Row]:
    """A conflict for each item whose code another item has too."""
    seen: dict[str, Item] = {}
    found = []
    for item in framework.items:
        code = " ".join(item.code.split()).casefold()
        if code and code in seen:
            says = f"{seen[code].name} is already the code of another item: {seen[code].statement[:80]}"
            found.append(Row(acts=(Act.CONFLICT,), after=item, source=sources.get(item.id, ""), says=says))
        elif code:
            seen[code] = item
    return found


def _facts(base: Framework, merged: Framework) -> Iterable[tuple[str, str, str]]:
    for each in fields(Framework):
        was, now = getattr(base, each.name), getattr(merged, each.name)
        if each.name not in _NO_FACTS and was != now:
            yield (each.name, _text(was), _text(now))
    for each in fields(Facts):
        was, now = getattr(base.facts, each.name), getattr(merged.facts, each.name)
        if was != now:
            yield (each.name, _text(was), _text(now))
    if base.extras != merged.extras:
        names = Counter(name for name, _ in set(base.extras) ^ set(merged.extras))
        yield ("what only the file's format holds", "", ", ".join(sorted(names)))


def _links(framework: Framework) -> set[tuple[str, str, str, str, str]]:
    """Links beside the tree, and what is said of them; the framework's own id is not the matter."""

    def end(id: str) -> str:
        return "" if id == framework.id else id

    hung: set[str] = set()
    found = set()
    for link in framework.links:
        if link.type == "isChildOf" and link.source not in hung:
            hung.add(link.source)
        else:
            found.add((end(link.source), link.type, end(link.target), link.group, link.note))
    return found


def _name(items: Mapping[str, Item], id: str) -> str:
    return items[id].name if id in items else "the top"


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_text(each) for each in value) if all(isinstance(each, str) for each in value) else f"{len(value)} entries"
    return "" if value is None else str(value)
