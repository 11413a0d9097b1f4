"""What a person says of statements, and what comes of it: the list as it will be kept, and the recipe for the next edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from curricle.core.canonical import canonical, from_document
from curricle.door.strict_json import loads
from curricle.interop.prose.recipe import Known, Recipe, Verdict
from curricle.interop.prose.statements import Entry, Understanding, key_of

LONGEST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Of the statement with this key. `code`, `text` and `above` (the key of a group, "" for as read) hold for EDITED alone."""

    key: str
    verdict: Verdict
    code: str = ""
    text: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    made: tuple[Decision, ...] = ()

    def of(self, key: str) -> Decision | None:
        return next((each for each in self.made if each.key == key), None)

    def with_(self, decisions: Iterable[Decision]) -> Decisions:
        """These and those; a new one replaces an old one of the same statement."""
        held = {each.key: each for each in self.made} | {each.key: each for each in decisions}
        return Decisions(made=tuple(held.values()))

    def without(self, key: str) -> Decisions:
        return Decisions(made=tuple(each for each in self.made if each.key != key))


def to_json(decisions: Decisions) -> bytes:
    return canonical(decisions)


def from_json(data: str) -> Decisions:
    """Raises Refused or DocumentError for what is not the JSON of decisions."""
    return from_document(Decisions, loads(data.encode()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A statement with what a person, or an earlier edition, said of it. `open`: somebody must still look."""

    entry: Entry
    decision: Decision | None
    code: str
    text: str
    parent: int | None
    open: bool

    @property
    def skipped(self) -> bool:
        return self.decision is not None and self.decision.verdict is Verdict.SKIPPED


def settled(read: Understanding, decisions: Decisions, recipe: Recipe) -> list[Settled]:
    """Every statement in document order. What an earlier edition was told of the very same statement holds again."""
    earlier = {each.key: Decision(key=each.key, verdict=each.verdict, code=each.code, text=each.text) for each in recipe.known}
    made = {each.key: each for each in decisions.made}
    groups = {each.key: each.number for each in read.entries if each.group}
    found = []
    for entry in read.statements:
        decision = made.get(entry.key) or (earlier.get(entry.key) if entry.known else None)
        edited = decision is not None and decision.verdict is Verdict.EDITED
        found.append(
            Settled(
                entry=entry,
                decision=decision,
                code=decision.code if decision and edited else entry.code,
                text=decision.text if decision and edited else entry.text,
                parent=groups.get(decision.above, entry.parent) if decision and edited and decision.above else entry.parent,
                open=bool(entry.doubts) and decision is None,
            )
        )
    return found


def taught(recipe: Recipe, read: Understanding, statements: Iterable[Settled]) -> Recipe:
    """The recipe with what this edition said, so that the next one asks only about what differs.

    A statement that was edited is known as it was read, and as it was made: the next edition may have it either way."""
    known = []
    for each in statements:
        verdict = each.decision.verdict if each.decision else Verdict.CONFIRMED
        edited = verdict is Verdict.EDITED
        known.append(Known(key=each.entry.key, verdict=verdict, code=each.code, text=each.text if edited else ""))
        if edited:
            above = read.entries[each.parent].text if each.parent is not None else ""
            known.append(Known(key=key_of(each.code, each.text, above), verdict=Verdict.CONFIRMED, code=each.code))
    return replace(recipe, known=tuple(known))
