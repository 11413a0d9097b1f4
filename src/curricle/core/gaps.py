"""The gap list: what is missed, never assessed, hangs by one thread, is optional only, or is over-covered, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from curricle.core.alignment import Coverage, ItemCoverage
from curricle.core.framework import Framework
from curricle.core.policyset import DEFAULT_POLICY, PolicySet
from curricle.core.programme import Programme


class GapKind(StrEnum):
    """Worst first."""

    MISSED = "missed"
    NEVER_ASSESSED = "never assessed"
    SINGLE_THREAD = "single thread"
    OPTIONAL_ONLY = "optional only"
    OVER_COVERED = "over-covered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One item and why it is on the list, in a sentence that names modules and outcomes."""

    kind: GapKind
    coverage: ItemCoverage
    says: str


def gaps(coverage: Coverage, *, policy: PolicySet = DEFAULT_POLICY, kinds: Iterable[GapKind] = tuple(GapKind)) -> tuple[Gap, ...]:
    """Every gap, worst kind first, then in framework order. An item may stand under several kinds."""
    wanted = tuple(kinds)
    found = [Gap(kind=kind, coverage=each, says=_says(kind, each)) for each in coverage.items for kind in gap_kinds(each, policy)]
    order = {kind: at for at, kind in enumerate(GapKind)}
    return tuple(sorted((gap for gap in found if gap.kind in wanted), key=lambda gap: order[gap.kind]))


def gap_kinds(each: ItemCoverage, policy: PolicySet = DEFAULT_POLICY) -> tuple[GapKind, ...]:
    """The kinds under which one item stands on the gap list."""
    if not each.taught:
        return (GapKind.MISSED,)
    kinds = []
    if not each.assessed:
        kinds.append(GapKind.NEVER_ASSESSED)
    if each.assessed_claims == 1:
        kinds.append(GapKind.SINGLE_THREAD)
    if each.optional_only:
        kinds.append(GapKind.OPTIONAL_ONLY)
    if each.assessed_claims > policy.over_covered:
        kinds.append(GapKind.OVER_COVERED)
    return tuple(kinds)


def not_checked(programme: Programme, lenses: Iterable[Framework]) -> tuple[str, ...]:
    """What an empty gap list does not speak of: lenses without a framework, items without text, modules without outcomes."""
    chosen = {framework.id: framework for framework in lenses}
    says = []
    if not chosen:
        says.append("No schema or standard has been chosen, so nothing was compared.")
    for lens in programme.lenses:
        if lens.framework not in chosen:
            says.append(f"{lens.title or lens.code} was not compared: this version is not at hand.")
    for framework in chosen.values():
        blank = sum(not item.statement.strip() for item in framework.items)
        if blank:
            says.append(f"{framework.title}: {blank} {'item has' if blank == 1 else 'items have'} no text.")
    for module in programme.modules:
        if not module.outcomes:
            says.append(f"{module.code} has no outcomes, so it can claim nothing.")
    if not programme.modules:
        says.append("The programme has no modules yet.")
        return tuple(says)
    says.extend(_not_given(programme))
    return tuple(says)


def _not_given(programme: Programme) -> Iterable[str]:
    """What rules could not look at because nobody has given it yet."""
    if programme.first_intake is None:
        yield "No first intake is given, so the newest funding rules were used."
    if not programme.award.credits:
        yield "The award has no credits yet, so nothing was compared with them."
    for what, missing in (
        ("hours", [module.code for module in programme.modules if not module.hours]),
        ("assessments", [module.code for module in programme.modules if not module.assessments]),
    ):
        if missing:
            it = "them" if len(missing) > 1 else "it"
            yield f"No {what} are given for {', '.join(missing)}, so the rules about {what} passed over {it}."


def _says(kind: GapKind, each: ItemCoverage) -> str:
    if kind is GapKind.MISSED:
        return "No module outcome claims it."
    places = ", ".join(dict.fromkeys(f"{use.module_code} {use.outcome_code} ({use.letter})" for use in each.uses))
    if kind is GapKind.NEVER_ASSESSED:
        if each.unbacked:
            return f"Claimed as assessed in {places}, but no assessment of the module assesses that outcome."
        return f"Taught in {places}, and assessed nowhere."
    if kind is GapKind.SINGLE_THREAD:
        use = next(use for use in each.uses if use.assessed)
        return f"Assessed once only: {use.module_code} {use.outcome_code}, by {', '.join(use.assessments)}."
    if kind is GapKind.OPTIONAL_ONLY:
        return f"Claimed in {places}, but on at least one route through the programme no core module claims it."
    return f"Assessed {each.assessed_claims} times: {places}."
