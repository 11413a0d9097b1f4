"""The hours balance sheet: credits against hours, the blended share, off-the-job time against the least required.

All amounts are whole minutes. Credits x 10 hours (A, MODTPL). Off-the-job is what the hours rows mark as inside paid time,
never derived from credits (meanings, 13). The floor stands in the rule set of the first intake's year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from curricle.core.framework import Framework
from curricle.core.module import Hours, Module
from curricle.core.programme import Programme
from curricle.core.rulesets import LATEST, funding_rules
from curricle.core.terms import Delivery, HoursKind

MINUTES_A_CREDIT = 10 * 60
FLOOR = LATEST.off_the_job_floor


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleHours:
    """One line of the sheet. `difference` = planned − needed; `blended` is None where no scheduled or guided time is planned."""

    module: Module
    needed: int
    planned: int
    by_kind: tuple[tuple[HoursKind, int], ...]
    by_delivery: tuple[tuple[Delivery, int], ...]
    blended: Fraction | None
    off_the_job: int

    @property
    def difference(self) -> int:
        return self.planned - self.needed


@dataclass(frozen=True, slots=True, kw_only=True)
class OffTheJob:
    """Planned off-the-job minutes against max(187 h, minimum − prior learning). `minimum` is None where none is published.

    The floor is that of the first intake's funding year; 2024/25 has none and counts by the week instead of by standard.
    """

    planned: int
    minimum: int | None
    prior_learning: int
    required: int
    standard: str
    source: str
    confidence: str

    @property
    def short(self) -> int:
        return max(0, self.required - self.planned)


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceSheet:
    """One line a module, and the whole. `off_the_job` is None for a programme that is not an apprenticeship."""

    lines: tuple[ModuleHours, ...]
    needed: int
    planned: int
    by_kind: tuple[tuple[HoursKind, int], ...]
    by_delivery: tuple[tuple[Delivery, int], ...]
    blended: Fraction | None
    off_the_job: OffTheJob | None


def balance_sheet(programme: Programme, standard: Framework | None = None, *, pathway: str | None = None) -> BalanceSheet:
    """The sheet over all modules, or over those of one pathway (by id)."""
    modules = [module for module in programme.modules if _on(programme, module, pathway)]
    lines = tuple(module_hours(module) for module in modules)
    rows = [row for module in modules for row in module.hours]
    return BalanceSheet(
        lines=lines,
        needed=sum(line.needed for line in lines),
        planned=sum(line.planned for line in lines),
        by_kind=_by_kind(rows),
        by_delivery=_by_delivery(rows),
        blended=blended_share(rows),
        off_the_job=off_the_job(programme, standard, planned=sum(line.off_the_job for line in lines)),
    )


def module_hours(module: Module) -> ModuleHours:
    """One module's line."""
    return ModuleHours(
        module=module,
        needed=module.credits * MINUTES_A_CREDIT,
        planned=sum(row.minutes for row in module.hours),
        by_kind=_by_kind(module.hours),
        by_delivery=_by_delivery(module.hours),
        blended=blended_share(module.hours),
        off_the_job=sum(row.minutes for row in module.hours if row.paid),
    )


def blended_share(rows: list[Hours] | tuple[Hours, ...]) -> Fraction | None:
    """Online minutes of scheduled and guided time ÷ all of it; None when there is none."""
    taught = [row for row in rows if row.kind in (HoursKind.SCHEDULED, HoursKind.GUIDED)]
    whole = sum(row.minutes for row in taught)
    return Fraction(sum(row.minutes for row in taught if row.delivery.online), whole) if whole else None


def off_the_job(programme: Programme, standard: Framework | None, *, planned: int) -> OffTheJob | None:
    """The comparison, or None for a programme that is not an apprenticeship."""
    if not programme.apprenticeship:
        return None
    facts = standard.facts if standard else None
    minimum = facts.minimum_off_the_job if facts else None
    funding = funding_rules(programme.first_intake)
    required = max(funding.off_the_job_floor, (minimum or 0) - programme.prior_learning) if funding else 0
    if funding and not funding.by_standard:
        required = funding.off_the_job_weekly * practical_months(programme, standard) * 52 // 12
    return OffTheJob(
        planned=planned,
        minimum=minimum,
        prior_learning=programme.prior_learning,
        required=required,
        standard=standard.title if standard else "",
        source=facts.minimum_source if facts else "",
        confidence=facts.minimum_confidence if facts else "",
    )


def practical_months(programme: Programme, standard: Framework | None) -> int:
    """Whole months of training: from the programme's own length, else the standard's typical ones, else 0 for unknown."""
    return months_of(programme.length) or (standard.facts.months or 0 if standard else 0)


def months_of(text: str) -> int:
    """ "18 months" -> 18, "1.5 years" -> 18, "1 year 6 months" -> 18, "78 weeks" -> 18, anything else -> 0."""
    found = {unit.lower(): float(amount) for amount, unit in _LENGTH.findall(text)}
    months = found.get("year", 0) * 12 + found.get("month", 0)
    return round(months or found.get("week", 0) * 12 / 52)


_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)[\s-]{0,3}(year|month|week)s?\b", re.IGNORECASE)


def _on(programme: Programme, module: Module, pathway: str | None) -> bool:
    placement = programme.placement_of(module.id)
    return pathway is None or not placement.pathways or pathway in placement.pathways


def _by_kind(rows: list[Hours] | tuple[Hours, ...]) -> tuple[tuple[HoursKind, int], ...]:
    return tuple((kind, sum(row.minutes for row in rows if row.kind is kind)) for kind in HoursKind)


def _by_delivery(rows: list[Hours] | tuple[Hours, ...]) -> tuple[tuple[Delivery, int], ...]:
    return tuple((delivery, sum(row.minutes for row in rows if row.delivery is delivery)) for delivery in Delivery)
