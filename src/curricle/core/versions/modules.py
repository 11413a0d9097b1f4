"""What became of the modules of a model curriculum from one version to the next: facts, outcomes, hours, assessments, claims.

before  MP1 20 credits, LO1 → C1 A      after  MP1 30 credits, LO1 → C1 D      MP1 changed: credits 20 became 30,
        MP2                                    MP3                             claim LO1 on C1 A became D; MP2 removed; MP3 added
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from enum import StrEnum

from curricle.core.checks.words import hours
from curricle.core.framework import Facts
from curricle.core.module import Assessment, Claim, Module, Outcome
from curricle.core.versions.field import FieldChange, worded
from curricle.core.versions.readable import name_of, text_of

PARTS = frozenset({"id", "outcomes", "assessments", "hours", "claims"})
NOT_AT_HAND = "items that are not at hand"
Entry = Outcome | Assessment


class Became(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleChange:
    """One module; `before` or `after` is None where it is not there. `name` is what the newer version calls it, else the older."""

    became: tuple[Became, ...]
    name: str
    before: Module | None
    after: Module | None
    fields: tuple[FieldChange, ...] = ()


def module_changes(before: Facts, after: Facts, names: Mapping[str, str]) -> tuple[ModuleChange, ...]:
    """Every module that differs, in the newer order, those that are gone last. They are matched by identifier, then by code.

    `names`: what items of other frameworks are called.
    """
    was = _matched(before.modules, after.modules)
    moved = _moved(before.modules, after.modules, was)
    found = []
    for module in after.modules:
        old = was.get(module.id)
        if old is None:
            whole = FieldChange(field="module", before="", after=text_of(module))
            found.append(ModuleChange(became=(Became.ADDED,), name=name_of(module), before=None, after=module, fields=(whole,)))
            continue
        core = old.id not in before.optional_modules, module.id not in after.optional_modules
        told = field_changes(old, module, names, core=core)
        became = (*((Became.CHANGED,) if told else ()), *((Became.MOVED,) if module.id in moved else ()))
        if became:
            found.append(ModuleChange(became=became, name=name_of(module), before=old, after=module, fields=told))
    still = {each.id for each in was.values()}
    gone = (each for each in before.modules if each.id not in still)
    return (*found, *map(_removed, gone))


def _removed(module: Module) -> ModuleChange:
    whole = FieldChange(field="module", before=text_of(module), after="")
    return ModuleChange(became=(Became.REMOVED,), name=name_of(module), before=module, after=None, fields=(whole,))


def field_changes(was: Module, now: Module, names: Mapping[str, str], *, core: tuple[bool, bool] = (True, True)) -> tuple[FieldChange, ...]:
    """What differs between two states of one module, as people read it."""
    found = [
        worded(each.name.replace("_", " "), text_of(getattr(was, each.name)), text_of(getattr(now, each.name)))
        for each in fields(Module)
        if each.name not in PARTS and getattr(was, each.name) != getattr(now, each.name)
    ]
    if core[0] != core[1]:
        before, after = ("core" if each else "optional" for each in core)
        found.append(FieldChange(field="core or optional", before=before, after=after))
    found += _entries("outcome", was.outcomes, now.outcomes, {})
    found += _hours(was, now)
    codes = {each.id: each.code for each in (*was.outcomes, *now.outcomes)}
    found += _entries("assessment", was.assessments, now.assessments, codes)
    found += _claims(was, now, codes, names)
    return tuple(found)


def _matched(before: Iterable[Module], after: Iterable[Module]) -> dict[str, Module]:
    """Newer id -> the older module."""
    old, codes = {each.id: each for each in before}, {each.code: each for each in before if each.code}
    found = {each.id: old[each.id] for each in after if each.id in old}
    taken = {each.id for each in found.values()}
    for each in after:
        same = codes.get(each.code)
        if each.id not in found and same and same.id not in taken:
            found[each.id] = same
            taken.add(same.id)
    return found


def _moved(before: Iterable[Module], after: Iterable[Module], was: Mapping[str, Module]) -> set[str]:
    """Newer ids of the modules that stand in another order among those of both versions."""
    became = {old.id: id for id, old in was.items()}
    old, new = [became[each.id] for each in before if each.id in became], [each.id for each in after if each.id in was]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return set(new) - {id for block in blocks for id in new[block.b : block.b + block.size]}


def _entries(what: str, was: Sequence[Entry], now: Sequence[Entry], codes: Mapping[str, str]) -> Iterator[FieldChange]:
    """Outcomes or assessments one by one; those that only changed places are one change."""
    old, new = ({each.id: each for each in side} for side in (was, now))
    differ = [id for id in dict.fromkeys((*new, *old)) if old.get(id) != new.get(id)]
    for id in differ:
        yield worded(f"{what} {(new.get(id) or old[id]).code}".strip(), text_of(old.get(id), codes), text_of(new.get(id), codes))
    if not differ and list(old) != list(new):
        yield FieldChange(field=f"order of {what}s", before=_codes(was), after=_codes(now))


def _codes(entries: Iterable[Entry]) -> str:
    return ", ".join(each.code for each in entries)


def _hours(was: Module, now: Module) -> Iterator[FieldChange]:
    """Hours by kind and delivery, as sums; where the sums are the same, that months, notes or paid time differ."""
    old, new = Counter[str](), Counter[str]()
    for module, sums in ((was, old), (now, new)):
        for row in module.hours:
            sums[f"hours, {row.kind}, {row.delivery}"] += row.minutes
            if row.paid:
                sums["hours in paid time"] += row.minutes
    differ = [each for each in dict.fromkeys((*new, *old)) if old[each] != new[each]]
    for each in differ:
        yield FieldChange(field=each, before=hours(old[each]) if old[each] else "", after=hours(new[each]) if new[each] else "")
    if not differ and was.hours != now.hours:
        yield FieldChange(field="hours", before=text_of(was.hours), after=text_of(now.hours))


def _claims(was: Module, now: Module, codes: Mapping[str, str], names: Mapping[str, str]) -> Iterator[FieldChange]:
    """Claims one by one where the item is at hand; else counted by outcome."""
    old, new = ({(each.outcome, each.framework, each.item): each for each in side.claims} for side in (was, now))
    differ = [key for key in dict.fromkeys((*new, *old)) if old.get(key) != new.get(key)]
    unknown: dict[str, None] = {}
    for outcome, framework, item in differ:
        if item in names:
            before, after = (_said(side.get((outcome, framework, item))) for side in (old, new))
            yield FieldChange(field=f"claim {codes.get(outcome, '?')} on {names[item]}", before=before, after=after)
        else:
            unknown[outcome] = None
    for outcome in unknown:
        kept = [[each for each in side.claims if each.outcome == outcome and each.item not in names] for side in (was, now)]
        before, after = map(_counted, kept)
        told = after if before != after else f"{after}, on others"
        yield FieldChange(field=f"claims {codes.get(outcome, '?')} on {NOT_AT_HAND}", before=before, after=told)


def _said(claim: Claim | None) -> str:
    return ", because ".join(filter(None, (claim.letter.value, claim.reason))) if claim else ""


def _counted(claims: Iterable[Claim]) -> str:
    counts = Counter(each.letter.value for each in claims)
    return ", ".join(f"{letter} {times}" for letter, times in sorted(counts.items()))
