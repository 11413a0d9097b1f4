"""All rules over one programme: `run` gives the findings, what was waived, by which rule sets, and what was not checked.

One rule is one small function in the module of its topic; docs/reference/rules.md is printed from their drawn examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from curricle.core.alignment import Coverage
from curricle.core.checks import (
    assessment,
    award,
    claims,
    codes,
    coverage,
    credits,
    documents,
    duration,
    intake,
    lenses,
    limits,
    offthejob,
    pillars,
    structure,
    wording,
)
from curricle.core.checks.context import Context, context_of
from curricle.core.checks.rule import RULES, Note, Rule, rule
from curricle.core.findings import Finding
from curricle.core.framework import Framework
from curricle.core.gaps import not_checked
from curricle.core.policyset import DEFAULT_POLICY, PolicySet
from curricle.core.programme import Programme
from curricle.core.rulesets import RuleSet, for_intake
from curricle.core.terms import Severity
from curricle.core.waivers import Waived, Waiver
from curricle.core.waivers import apply as apply_waivers

__all__ = ["RULES", "Context", "Note", "Report", "Rule", "book", "context_of", "rule", "run"]

#: Topics in the order of the rule book.
TOPICS = (
    coverage,
    claims,
    pillars,
    assessment,
    credits,
    award,
    structure,
    codes,
    lenses,
    intake,
    offthejob,
    duration,
    limits,
    documents,
    wording,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the checks say. `findings` are open, worst first, then in programme order; `void` are waivers whose facts changed."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    rule_sets: tuple[RuleSet, ...]
    not_checked: tuple[str, ...]
    void: tuple[Waiver, ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.BLOCKS)

    @property
    def sourced(self) -> tuple[Finding, ...]:
        """Findings that rest on a rule."""
        return tuple(finding for finding in self.findings if not finding.advice)

    @property
    def advice(self) -> tuple[Finding, ...]:
        """Our own suggestions, shown apart."""
        return tuple(finding for finding in self.findings if finding.advice)


def run(
    programme: Programme,
    frameworks: Iterable[Framework],
    *,
    policy: PolicySet = DEFAULT_POLICY,
    rule_sets: tuple[RuleSet, ...] | None = None,
    waivers: Iterable[Waiver] = (),
    digests: Mapping[str, str] | None = None,
    coverages: Iterable[Coverage] = (),
) -> Report:
    """Every rule over the programme and its lenses. Never raises for a finding.

    `rule_sets` None means those of the first intake. `digests` spares the reckoning for frameworks whose digest is kept (by id),
    `coverages` that for lenses already looked through (over all pathways).
    """
    chosen = tuple(frameworks)
    if rule_sets is None:
        rule_sets = for_intake(programme.first_intake, apprenticeship=programme.apprenticeship)
    context = context_of(programme, chosen, policy=policy, rule_sets=rule_sets, digests=digests, coverages=coverages)
    found = [finding for each in book() for finding in each.check(programme, context)]
    position = _positions(programme)
    rank = {severity: at for at, severity in enumerate(Severity)}
    found.sort(key=lambda finding: (rank[finding.severity], position.get(finding.at[0].id, len(position))))
    still, waived, void = apply_waivers(found, waivers)
    return Report(findings=still, waived=waived, rule_sets=rule_sets, not_checked=not_checked(programme, chosen), void=void)


def book() -> tuple[Rule, ...]:
    """All rules in the order of the rule book: by topic's module, then as written there."""
    order = {topic.__name__: at for at, topic in enumerate(TOPICS)}
    return tuple(sorted(RULES.values(), key=lambda each: order.get(each.finds.__module__, len(order))))


def _positions(programme: Programme) -> Mapping[str, int]:
    """Where each place stands when one reads the programme from the top."""
    ids = [programme.id, *(each.id for each in programme.pathways), *(each.framework for each in programme.lenses)]
    for module in programme.modules:
        ids += [module.id, *(each.id for each in module.outcomes), *(each.id for each in module.assessments)]
    return {id: at for at, id in reversed(list(enumerate(ids)))}
