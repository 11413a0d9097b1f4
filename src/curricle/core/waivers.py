"""Waivers: a university says why it departs from its own limit. Bound to the facts; void when they change (meanings, 15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from curricle.core.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """`place` is the id of the finding's first place, `facts` the digest that the finding carried when it was waived."""

    rule: str
    place: str
    facts: str
    reason: str
    who: str
    when: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """A finding that is set aside, with the waiver that does so."""

    finding: Finding
    waiver: Waiver


class NotWaivable(ValueError):
    """Only an institution's own limits may be waived."""


def waive(finding: Finding, *, reason: str, who: str, when: date) -> Waiver:
    """The waiver of one policy finding. Raises NotWaivable for any other, ValueError without a reason."""
    if not finding.policy:
        raise NotWaivable(f"{finding.rule} is not an institution's limit, so it cannot be waived")
    if not reason.strip():
        raise ValueError("a waiver needs a reason")
    return Waiver(rule=finding.rule, place=finding.at[0].id, facts=finding.facts, reason=reason.strip(), who=who, when=when)


def apply(findings: Iterable[Finding], waivers: Iterable[Waiver]) -> tuple[tuple[Finding, ...], tuple[Waived, ...], tuple[Waiver, ...]]:
    """(open findings, waived ones, waivers that are void because the facts changed or nothing is found any more)."""
    held = {(waiver.rule, waiver.place, waiver.facts): waiver for waiver in waivers}
    still, waived, used = [], [], set()
    for finding in findings:
        key = (finding.rule, finding.at[0].id, finding.facts) if finding.policy and finding.at else None
        if key in held:
            waived.append(Waived(finding=finding, waiver=held[key]))
            used.add(key)
        else:
            still.append(finding)
    return tuple(still), tuple(waived), tuple(waiver for key, waiver in held.items() if key not in used)
