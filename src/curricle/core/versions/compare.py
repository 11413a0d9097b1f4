"""What became of each item from one version to the next, in the newer version's order.

before  A  clinical            after  A  clinical            K1 reworded and recoded; K2 moved from A to B; K3 removed;
        ├── K1                        ├── K1a                K5 added
        ├── K2                        └── K5
        └── K3                        B  research
                                      └── K2
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from curricle.core.framework import Facts, Framework, Item
from curricle.core.graph import Tree, tree_of
from curricle.core.versions.field import FieldChange, worded
from curricle.core.versions.modules import ModuleChange, module_changes
from curricle.core.versions.pairing import By, Decision, Pair, Pairing, pairing
from curricle.core.versions.readable import name_of, text_of
from curricle.core.versions.words import spans

WORDING = ("statement", "title", "notes", "label")
NO_TAGS = frozenset({"id", "code", *WORDING})
NO_FACTS = frozenset({"id", "line", "version", "items", "links", "facts"})
OF_MODULES = frozenset({"modules", "optional_modules"})


class Act(StrEnum):
    """What may become of an item. One item may be reworded, recoded, retagged and moved at once."""

    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    REWORDED = "reworded"
    RECODED = "recoded"
    RETAGGED = "retagged"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """What became of one item, or of several that were split or merged. `before` and `after` hold items of either version.

    `new_meaning` says that the newer version itself calls it a new item (replacedBy); with the same id the meaning stayed.
    """

    acts: tuple[Act, ...]
    before: tuple[Item, ...]
    after: tuple[Item, ...]
    fields: tuple[FieldChange, ...] = ()
    under_before: str = ""
    under_after: str = ""
    by: By | None = None
    new_meaning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDifference:
    """Items in the newer version's order, what is gone at the place where it stood. `same` counts the items that did not change.

    `modules`: what became of the modules of a model curriculum.
    """

    facts: tuple[FieldChange, ...]
    items: tuple[ItemChange, ...]
    doubtful: tuple[Pair, ...]
    same: int
    modules: tuple[ModuleChange, ...] = ()

    def count(self, act: Act) -> int:
        return sum(act in change.acts for change in self.items)


def difference(
    before: Framework, after: Framework, decisions: Iterable[Decision] = (), names: Mapping[str, str] | None = None
) -> VersionDifference:
    """Everything that differs between two versions. Raises CycleError where one of them is no tree.

    `names`: what items of other frameworks are called, for the claims of modules.
    """
    matched = pairing(before, after, decisions)
    sides = _Sides(before, after, matched)
    changed = [change for pair in matched.pairs if (change := sides.pair(pair))]
    found = changed + sides.alone(matched)
    return VersionDifference(
        facts=_facts(before, after),
        items=tuple(sorted(found, key=sides.place)),
        doubtful=matched.doubtful,
        same=len(matched.pairs) - len(changed),
        modules=module_changes(before.facts, after.facts, names or {}),
    )


class _Sides:
    """Both versions with their trees, and how far down the newer one each item stands."""

    def __init__(self, before: Framework, after: Framework, matched: Pairing) -> None:
        self.old = {item.id: item for item in before.items}
        self.new = {item.id: item for item in after.items}
        self.old_tree, self.new_tree = tree_of(before), tree_of(after)
        self.became = {pair.before: pair.after for pair in matched.pairs}
        self.old_at = {id: at for at, id in enumerate(self.old_tree.order)}
        self.new_at = {id: at for at, id in enumerate(self.new_tree.order)}
        self.reordered = reordered(self.old_tree, self.new_tree, self.became)

    def pair(self, pair: Pair) -> ItemChange | None:
        """What changed of an item that is in both; None where nothing did."""
        was, now = self.old[pair.before], self.new[pair.after]
        wording = [_field(name, was, now, in_words=True) for name in WORDING if getattr(was, name) != getattr(now, name)]
        tags = [_field(each.name, was, now) for each in fields(Item) if each.name not in NO_TAGS and _differ(each.name, was, now)]
        code = [_field("code", was, now)] if was.code != now.code else []
        up_was, up_now = self.old_tree.parent[was.id], self.new_tree.parent[now.id]
        moved = self.became.get(up_was, up_was) != up_now
        acts = [
            act
            for act, true in (
                (Act.REWORDED, wording),
                (Act.RECODED, code),
                (Act.RETAGGED, tags),
                (Act.MOVED, moved or now.id in self.reordered),
            )
            if true
        ]
        if not acts and pair.by is not By.REPLACED:
            return None
        return ItemChange(
            acts=tuple(acts) or (Act.REWORDED,),
            before=(was,),
            after=(now,),
            fields=tuple(wording + code + tags),
            under_before=self._name(self.old, up_was) if moved else "",
            under_after=self._name(self.new, up_now) if moved else "",
            by=pair.by,
            new_meaning=pair.by is By.REPLACED,
        )

    def alone(self, matched: Pairing) -> list[ItemChange]:
        """What was added, removed, split and merged."""
        found = [ItemChange(acts=(Act.REMOVED,), before=(self.old[id],), after=()) for id in matched.removed]
        found += [ItemChange(acts=(Act.ADDED,), before=(), after=(self.new[id],)) for id in matched.added]
        for old, parts in matched.splits:
            found.append(
                ItemChange(acts=(Act.SPLIT,), before=(self.old[old],), after=tuple(self.new[id] for id in parts), new_meaning=True)
            )
        for olds, new in matched.merges:
            found.append(
                ItemChange(acts=(Act.MERGED,), before=tuple(self.old[id] for id in olds), after=(self.new[new],), new_meaning=True)
            )
        return found

    def place(self, change: ItemChange) -> tuple[int, int, int]:
        """Where it stands: by the newer order; what is gone follows the item before it that is still there."""
        if change.after:
            return (self.new_at[change.after[0].id], 0, 0)
        at = self.old_at[change.before[0].id]
        for earlier in range(at - 1, -1, -1):
            now = self.became.get(self.old_tree.order[earlier])
            if now is not None:
                return (self.new_at[now], 1, at)
        return (-1, 1, at)

    @staticmethod
    def _name(items: Mapping[str, Item], id: str) -> str:
        return items[id].name if id in items else "the top"


def reordered(old: Tree, new: Tree, became: Mapping[str, str]) -> set[str]:
    """Ids (newer) of the fewest items that changed places among the brothers and sisters they have in both versions."""
    moved: set[str] = set()
    was = {after: before for before, after in became.items()}
    for parent, children in new.children.items():
        stayed = [child for child in children if child in was and became.get(old.parent[was[child]], "") == parent]
        keep = _longest_rise([old.position[was[child]] for child in stayed])
        moved |= {child for at, child in enumerate(stayed) if at not in keep}
    return moved


def _longest_rise(numbers: list[int]) -> set[int]:
    """Indexes of a longest rising part of the list, in n log n."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        slot = bisect_left(tails, number)
        before.append(ends[slot - 1] if slot else -1)
        tails[slot : slot + 1] = [number]
        ends[slot : slot + 1] = [at]
    found: set[int] = set()
    here = ends[-1] if ends else -1
    while here >= 0:
        found.add(here)
        here = before[here]
    return found


def _differ(name: str, was: Item, now: Item) -> bool:
    return bool(getattr(was, name) != getattr(now, name))


def _field(name: str, was: Item, now: Item, *, in_words: bool = False) -> FieldChange:
    before, after = text_of(getattr(was, name)), text_of(getattr(now, name))
    return FieldChange(field=name, before=before, after=after, spans=spans(before, after) if in_words else ())


def _facts(before: Framework, after: Framework) -> tuple[FieldChange, ...]:
    """What the framework says of itself; the version's own label and ids always differ, and are no change."""
    names = {item.id: item.name for side in (before, after) for item in side.items}
    pairs = [(each.name, getattr(before, each.name), getattr(after, each.name)) for each in fields(Framework) if each.name not in NO_FACTS]
    own = [each.name for each in fields(Facts) if each.name not in OF_MODULES]
    pairs += [(name, getattr(before.facts, name), getattr(after.facts, name)) for name in own]
    found: list[FieldChange] = []
    for name, was, now in pairs:
        if was != now:
            found += _entries(name, was, now, names) if _listed(was) or _listed(now) else [_fact(name, was, now, names)]
    return tuple(found)


def _listed(value: object) -> bool:
    return isinstance(value, tuple) and any(is_dataclass(each) for each in value)


def _entries(name: str, was: tuple[object, ...], now: tuple[object, ...], names: Mapping[str, str]) -> list[FieldChange]:
    """Assessment methods and figures one by one, by what they are called; those that only changed places are one change."""
    old, new = _by_name(was), _by_name(now)
    differ = [each for each in dict.fromkeys((*old, *new)) if old.get(each) != new.get(each)]
    found = [_fact(f"{name}: {each}" if each else name, old.get(each), new.get(each), names) for each in differ]
    order = FieldChange(field=name, before=", ".join(old), after=", ".join(new))
    return found or [order]


def _by_name(entries: tuple[object, ...]) -> dict[str, object]:
    """Entries by what they are called; a second one of the same name by its number too."""
    found: dict[str, object] = {}
    for each in entries:
        name, times = name_of(each), 1
        while (key := f"{name} ({times})".strip() if times > 1 else name) in found:
            times += 1
        found[key] = each
    return found


def _fact(name: str, was: object, now: object, names: Mapping[str, str]) -> FieldChange:
    return worded(name, text_of(was, names), text_of(now, names))
