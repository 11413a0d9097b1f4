"""What differs between two states of one programme, in words a person checks before confirming.

before  M1 LO1 -> K1 D          after  M1 LO1 -> K1 A      changed: M1 LO1, K1: D became A
        M1 LO2                         M1 LO3              removed: outcome M1 LO2; added: outcome M1 LO3
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from curricle.core.framework import Framework
from curricle.core.module import Assessment, Hours, Module, Outcome
from curricle.core.programme import Programme


class Verb(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`what` is module, outcome, assessment, hours, claim, lens or fact; `at` a label such as "PO701 LO2, K3"."""

    verb: Verb
    what: str
    at: str
    before: str = ""
    after: str = ""


def differences(before: Programme, after: Programme, frameworks: Iterable[Framework] = ()) -> tuple[Difference, ...]:
    """Every difference, in programme order. Modules, outcomes and assessments are matched by their codes."""
    names = {(lens.id, item.id): f"{lens.code} {item.name}" for lens in frameworks for item in lens.items}
    found = [*_facts(before, after), *_lenses(before, after)]
    was, now = ({module.code: module for module in each.modules} for each in (before, after))
    for code in dict.fromkeys((*was, *now)):
        if code not in now:
            found.append(Difference(verb=Verb.REMOVED, what="module", at=code, before=was[code].title))
        elif code not in was:
            found.append(Difference(verb=Verb.ADDED, what="module", at=code, after=now[code].title))
            found.extend(_claims(code, {}, _cells(now[code]), names))
        else:
            found.extend(_module(was[code], now[code], names))
    return tuple(found)


def _facts(before: Programme, after: Programme) -> Iterable[Difference]:
    for field in fields(Programme):
        if field.name in {"id", "modules", "lenses", "placements", "pathways", "award"}:
            continue
        yield from _pair("fact", field.name.replace("_", " "), getattr(before, field.name), getattr(after, field.name))
    for field in fields(type(before.award)):
        yield from _pair(
            "fact", f"award {field.name.replace('_', ' ')}", getattr(before.award, field.name), getattr(after.award, field.name)
        )
    yield from _pair("fact", "pathways", [each.code for each in before.pathways], [each.code for each in after.pathways])
    yield from _pair("fact", "how modules are held", _held(before), _held(after))


def _held(programme: Programme) -> list[str]:
    codes = {module.id: module.code for module in programme.modules}
    paths = {each.id: each.code for each in programme.pathways}
    held = []
    for each in programme.placements:
        on = [paths.get(id, id) for id in each.pathways]
        held.append(" ".join(part for part in (codes.get(each.module, "?"), "core" if each.core else "optional", *on, each.period) if part))
    return held


def _lenses(before: Programme, after: Programme) -> Iterable[Difference]:
    was = {lens.framework: f"{lens.code} {lens.version}".strip() for lens in before.lenses}
    now = {lens.framework: f"{lens.code} {lens.version}".strip() for lens in after.lenses}
    for id in was.keys() - now.keys():
        yield Difference(verb=Verb.REMOVED, what="lens", at=was[id])
    for id in now.keys() - was.keys():
        yield Difference(verb=Verb.ADDED, what="lens", at=now[id])


def _module(before: Module, after: Module, names: Mapping[tuple[str, str], str]) -> Iterable[Difference]:
    for field in fields(Module):
        if field.name not in {"id", "code", "outcomes", "assessments", "hours", "claims"}:
            yield from _pair(
                "module", f"{after.code} {field.name.replace('_', ' ')}", getattr(before, field.name), getattr(after, field.name)
            )
    yield from _coded(after.code, "outcome", _outcomes(before.outcomes), _outcomes(after.outcomes))
    yield from _coded(after.code, "assessment", _assessments(before), _assessments(after))
    yield from _pair("hours", after.code, _hours(before.hours), _hours(after.hours))
    yield from _claims(after.code, _cells(before), _cells(after), names)


Cells = Mapping[tuple[str, str, str], tuple[str, str]]  # (outcome code, framework, item) -> (letter, reason)


def _claims(module: str, was: Cells, now: Cells, names: Mapping[tuple[str, str], str]) -> Iterable[Difference]:
    """Letters; with their reasons where those differ."""
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key, ("", "")), now.get(key, ("", ""))
        if old == new:
            continue
        verb = Verb.CHANGED if old[0] and new[0] else (Verb.ADDED if new[0] else Verb.REMOVED)
        at = f"{module} {key[0]}, {names.get(key[1:], key[2])}"
        before, after = (": ".join(part for part in cell if part) if old[1] != new[1] else cell[0] for cell in (old, new))
        yield Difference(verb=verb, what="claim", at=at, before=before, after=after)


def _cells(module: Module) -> Cells:
    codes = {outcome.id: outcome.code for outcome in module.outcomes}
    return {(codes.get(claim.outcome, "?"), claim.framework, claim.item): (claim.letter.value, claim.reason) for claim in module.claims}


def _outcomes(outcomes: Iterable[Outcome]) -> dict[str, str]:
    return {each.code: f"{each.text} ({each.group})" if each.group else each.text for each in outcomes}


def _assessments(module: Module) -> dict[str, str]:
    codes = {outcome.id: outcome.code for outcome in module.outcomes}
    return {each.code: _assessment(each, codes) for each in module.assessments}


def _assessment(each: Assessment, codes: Mapping[str, str]) -> str:
    weight = "pass or fail" if each.pass_fail else f"{each.weight}%"
    assesses = ", ".join(codes.get(id, "?") for id in each.outcomes)
    parts = (each.title, weight, each.size, each.type, each.category, each.pass_rule, each.reassessment, f"assesses {assesses}")
    return "; ".join(part for part in parts if part)


def _hours(rows: Iterable[Hours]) -> list[str]:
    return [
        " ".join(
            part
            for part in (
                f"{row.minutes} min",
                row.kind.value,
                row.delivery.value,
                "paid" if row.paid else "",
                f"month {row.month}" if row.month else "",
                row.note,
            )
            if part
        )
        for row in rows
    ]


def _coded(module: str, what: str, was: Mapping[str, str], now: Mapping[str, str]) -> Iterable[Difference]:
    for code in dict.fromkeys((*was, *now)):
        at = f"{module} {code}"
        if code not in now:
            yield Difference(verb=Verb.REMOVED, what=what, at=at, before=was[code])
        elif code not in was:
            yield Difference(verb=Verb.ADDED, what=what, at=at, after=now[code])
        elif was[code] != now[code]:
            yield Difference(verb=Verb.CHANGED, what=what, at=at, before=was[code], after=now[code])


def _pair(what: str, at: str, before: Any, after: Any) -> Iterable[Difference]:
    if before != after:
        yield Difference(verb=Verb.CHANGED, what=what, at=at, before=_text(before), after=_text(after))


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(each) for each in value)
    return "" if value is None else str(value)
