"""Which item of a file is which item of the framework that is here: by identifier, then by code, then by text.

What is certain is matched; what is likely is a doubt that a person decides. A wrong match would give one item another's meaning,
so a doubt that nobody decided leaves two items.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from curricle.core.framework import Framework, Item
from curricle.core.versions.pairing import ALIKE, Decision, Verdict, pairing
from curricle.core.versions.words import likeness, words

MOST = 4_000  # items on both sides that are still held against one another by their words


class By(StrEnum):
    """Why an item of a file is taken for one that is here."""

    IDENTIFIER = "identifier"
    CODE = "code"
    TEXT = "the same words"
    PERSON = "a person's decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """An item here (`before`) and one of the file (`after`) that may be one. `code`: they share their code; `likeness` from 0 to 1."""

    before: str
    after: str
    likeness: float
    code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """`here`: id in the file -> id of the item here; `by`: the same keys. `unread`: too many were left to compare their words."""

    here: Mapping[str, str]
    by: Mapping[str, By]
    doubts: tuple[Doubt, ...] = ()
    unread: bool = False


def match(
    base: Framework, incoming: Framework, decisions: Iterable[Decision] = (), *, made_up: frozenset[str] = frozenset(), titles: bool = True
) -> Match:
    """Match the items of a file. A person's decision goes before code and text, and never against an identifier.

    `made_up`: ids that the reader made, for the file has none; `titles`: whether the file speaks of short titles at all.
    """
    made = _Matching(base, incoming, made_up, titles)
    made.by_identifier()
    made.by_decision(decisions)
    made.by_code()
    made.by_text()
    return Match(here=made.here, by=made.by, doubts=tuple(made.doubts), unread=made.unread)


@dataclass(slots=True)
class _Matching:
    """What is matched so far. One use."""

    base: Framework
    incoming: Framework
    made_up: frozenset[str]
    titles: bool
    here: dict[str, str] = field(default_factory=dict)
    by: dict[str, By] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    refused: set[tuple[str, str]] = field(default_factory=set)
    unread: bool = False
    old: dict[str, Item] = field(init=False)
    new: dict[str, Item] = field(init=False)
    speaks: bool = False  # whether the file's identifiers are ours: then another identifier is another item, until a person says no

    def __post_init__(self) -> None:
        self.old = {item.id: item for item in self.base.items}
        self.new = {item.id: item for item in self.incoming.items}

    def take(self, before: str, after: str, by: By) -> None:
        self.here[after] = before
        self.by[after] = by
        del self.old[before]
        del self.new[after]

    def by_identifier(self) -> None:
        for each in [id for id in self.new if id in self.old]:
            self.take(each, each, By.IDENTIFIER)
        self.speaks = bool(self.here)

    def by_decision(self, decisions: Iterable[Decision]) -> None:
        for each in decisions:
            if each.verdict is not Verdict.SAME:
                self.refused.add((each.before, each.after))
            elif each.before in self.old and each.after in self.new:
                self.take(each.before, each.after, By.PERSON)

    def by_code(self) -> None:
        """Codes that stand once on each side. Other words under the same code are a doubt: codes are given anew in many lists."""
        old, new = _once(self.old.values()), _once(self.new.values())
        for code, before in old.items():
            if not code or code not in new or (before, new[code]) in self.refused:
                continue
            after = new[code]
            alike = self._like(self.old[before], self.new[after])
            if alike >= ALIKE and not self._ours(after):
                self.take(before, after, By.CODE)
            elif alike >= ALIKE:
                self.doubts.append(Doubt(before=before, after=after, likeness=alike, code=True))

    def by_text(self) -> None:
        self._same_statements()
        held_old, held_new = {each.before for each in self.doubts}, {each.after for each in self.doubts}
        old = tuple(item for id, item in self.old.items() if id not in held_old)
        new = tuple(item for id, item in self.new.items() if id not in held_new)
        if not old or not new:
            return
        if len(old) > MOST and len(new) > MOST:
            self.unread = True
            return
        refusals = [Decision(before=before, after=after, verdict=Verdict.OTHER) for before, after in self.refused]
        if not self.titles:
            old, new = tuple(replace(item, title="") for item in old), tuple(replace(item, title="") for item in new)
        found = pairing(replace(self.base, items=old, links=()), replace(self.incoming, items=new, links=()), refusals)
        for pair in found.pairs:
            if pair.likeness == 1.0 and not self._ours(pair.after):
                self.take(pair.before, pair.after, By.TEXT)
            else:
                self.doubts.append(Doubt(before=pair.before, after=pair.after, likeness=pair.likeness))
        self.doubts.extend(Doubt(before=pair.before, after=pair.after, likeness=pair.likeness) for pair in found.doubtful)

    def _same_statements(self) -> None:
        """The same words, once on each side: certain where the file has no identifiers of ours."""
        old, new = _once(self.old.values(), "statement"), _once(self.new.values(), "statement")
        held = {each.before for each in self.doubts} | {each.after for each in self.doubts}
        for said, before in old.items():
            after = new.get(said, "")
            if after and not {before, after} & held and (before, after) not in self.refused and not self._ours(after):
                self.take(before, after, By.TEXT)

    def _ours(self, after: str) -> bool:
        """Whether the file gives this item an identifier of the kind that we have: then it is another item, until a person says no."""
        return self.speaks and after not in self.made_up

    def _like(self, one: Item, other: Item) -> float:
        if not self.titles:
            return round(likeness(words(one.statement), words(other.statement)), 3)
        return round(likeness(words(f"{one.title} {one.statement}"), words(f"{other.title} {other.statement}")), 3)


def _once(items: Iterable[Item], name: str = "code") -> dict[str, str]:
    """Code (or statement), as people compare it -> the only item that has it."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        found[" ".join(getattr(item, name).split()).casefold()].append(item.id)
    return {code: ids[0] for code, ids in found.items() if len(ids) == 1}
