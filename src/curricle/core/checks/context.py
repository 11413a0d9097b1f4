"""What a rule may look at besides the programme: lenses, coverage (computed once), limits, rule sets, the standard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from curricle.core.alignment import Coverage, coverage
from curricle.core.framework import Framework
from curricle.core.hours import BalanceSheet, balance_sheet
from curricle.core.policyset import PolicySet
from curricle.core.programme import Placement, Programme
from curricle.core.rulesets import Citation, RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`lenses`: frameworks by id, in the given order; `coverages`: one for each; `placements`: by module id."""

    lenses: Mapping[str, Framework]
    coverages: tuple[Coverage, ...]
    policy: PolicySet
    rule_sets: tuple[RuleSet, ...]
    standard: Framework | None
    sheet: BalanceSheet
    placements: Mapping[str, Placement]
    digests: Mapping[str, str]  # of frameworks whose digest is known already, by id

    @property
    def funding(self) -> RuleSet | None:
        """The funding rules among the rule sets."""
        return next((each for each in self.rule_sets if each.funding_year), None)

    def citation(self, rule: str) -> Citation | None:
        """The paragraph that the chosen rule sets give for a rule."""
        return next((each.citations[rule] for each in self.rule_sets if rule in each.citations), None)


def context_of(
    programme: Programme,
    frameworks: Iterable[Framework],
    *,
    policy: PolicySet,
    rule_sets: tuple[RuleSet, ...],
    digests: Mapping[str, str] | None = None,
    coverages: Iterable[Coverage] = (),
) -> Context:
    """Everything that the rules share, computed once; `coverages` that are at hand already are not computed again."""
    known = {each.framework.id: each for each in coverages}
    lenses = {framework.id: framework for framework in frameworks}
    standard = next((each for each in lenses.values() if each.kind == "standard"), None)
    placements: dict[str, Placement] = {}
    for placement in programme.placements:
        placements.setdefault(placement.module, placement)
    return Context(
        lenses=lenses,
        coverages=tuple(known.get(id) or coverage(programme, framework) for id, framework in lenses.items()),
        policy=policy,
        rule_sets=rule_sets,
        standard=standard,
        sheet=balance_sheet(programme, standard),
        placements=placements,
        digests=digests or {},
    )
