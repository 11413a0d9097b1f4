"""Lay what a mapping sheet says over a programme that is richer than the sheet.

A mapping sheet knows modules, outcomes and claims; the programme it is laid over keeps its award, texts, hours, assessments.

    draft  M1 LO1 -> K1 A, essay, 200 h      sheet  M1 LO1 -> K2 D      gives  M1 LO1 -> K2 D, essay, 200 h
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from curricle.core.module import Assessment, Claim, Module, Outcome
from curricle.core.programme import Placement, Programme


def overlay(base: Programme, sheet: Programme, *, blank: Collection[str] = ()) -> Programme:
    """The base with the sheet's modules, outcomes and claims; modules and outcomes are matched by code, and keep their ids.

    Claims on the sheet's lenses are the sheet's; claims on other lenses stay. Modules that the sheet does not name stay as they
    are. What the sheet leaves empty (credits, title, level, assessments, hours, texts) stays; `blank` names wordings of outcomes that
    only stand in for a missing text.
    """
    lenses = {lens.framework for lens in sheet.lenses}
    held = {module.code: module for module in base.modules}
    laid = {module.code: _module(held.get(module.code), module, lenses, blank) for module in sheet.modules}
    modules = tuple(laid.pop(module.code, module) for module in base.modules) + tuple(laid.values())
    known = {lens.framework for lens in base.lenses}
    placed = {placement.module for placement in base.placements}
    new = tuple(Placement(module=module.id) for module in laid.values() if base.placements and module.id not in placed)
    return replace(
        base,
        title=sheet.title or base.title,
        modules=modules,
        placements=base.placements + new,
        lenses=base.lenses + tuple(lens for lens in sheet.lenses if lens.framework not in known),
    )


def _module(base: Module | None, sheet: Module, lenses: set[str], blank: Collection[str]) -> Module:
    if base is None:
        return sheet
    here = {outcome.code: outcome for outcome in base.outcomes}
    ids = {outcome.id: here[outcome.code].id if outcome.code in here else outcome.id for outcome in sheet.outcomes}
    outcomes = _outcomes(base, sheet, ids, blank)
    kept = {outcome.id for outcome in outcomes}
    claims = tuple(claim for claim in base.claims if claim.framework not in lenses and claim.outcome in kept)
    return replace(
        base,
        title=sheet.title or base.title,
        credits=sheet.credits or base.credits,
        outcomes=outcomes,
        assessments=_assessments(base, sheet, ids, kept),
        claims=claims + tuple(_moved(claim, ids) for claim in sheet.claims),
    )


def _outcomes(base: Module, sheet: Module, ids: Mapping[str, str], blank: Collection[str]) -> tuple[Outcome, ...]:
    """The base's outcomes with the sheet's wording where it gives one, then the sheet's new ones."""
    given = {ids[outcome.id]: outcome for outcome in sheet.outcomes}
    held = {outcome.id for outcome in base.outcomes}
    texts = {id: outcome.text for id, outcome in given.items() if outcome.text and outcome.text not in blank}
    old = tuple(replace(outcome, text=texts.get(outcome.id, outcome.text)) for outcome in base.outcomes)
    return old + tuple(replace(outcome, id=ids[outcome.id]) for outcome in sheet.outcomes if ids[outcome.id] not in held)


def _assessments(base: Module, sheet: Module, ids: Mapping[str, str], kept: set[str]) -> tuple[Assessment, ...]:
    """The sheet's assessments where it names any, else the base's. What the sheet does not say of one stays as the base has it."""
    if not sheet.assessments:
        return tuple(replace(each, outcomes=tuple(id for id in each.outcomes if id in kept)) for each in base.assessments)
    held = {each.title.casefold(): each for each in base.assessments} | {each.code.casefold(): each for each in base.assessments}
    laid = []
    for each in sheet.assessments:
        was = held.get(each.title.casefold()) or held.get(each.code.casefold())
        outcomes = tuple(ids.get(id, id) for id in each.outcomes)
        laid.append(replace(_filled(was, each) if was else each, outcomes=outcomes))
    return tuple(laid)


def _filled(base: Assessment, sheet: Assessment) -> Assessment:
    """The base's assessment with what the sheet gives; an empty field or a weight of 0 gives nothing."""
    given = {name: value for name in ("title", "type", "category", "weight", "size") if (value := getattr(sheet, name))}
    return replace(base, **given)


def _moved(claim: Claim, ids: Mapping[str, str]) -> Claim:
    return replace(claim, outcome=ids.get(claim.outcome, claim.outcome))
