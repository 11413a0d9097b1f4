"""Dated, cited rule sets: the numbers that rules read. The year of the first intake chooses; nothing here is a constant of a rule.

Golden rule of time: the rules of the funding year in which the apprentice started hold for the whole programme (B, EM citing
2026/27 paragraphs 2-3). So several sets live together. EM is a third party's reading of the official documents by paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a rule stands: a source key of the domain reference and, where known, the paragraph."""

    source: str
    paragraph: str = ""

    @property
    def says(self) -> str:
        return f"{self.source}, paragraph {self.paragraph}" if self.paragraph else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRule:
    """An award's size, and the least credit at its level. `also` holds its names in small letters alone."""

    name: str
    also: tuple[str, ...]
    credits: int
    level: int
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditFramework:
    """Levels (lowest, highest), sizes of modules in use, awards."""

    levels: tuple[int, int] = (4, 8)
    usual_sizes: tuple[int, ...] = ()
    awards: tuple[AwardRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """One dated set. `starts` and `until` (both included) bound the first intake; `until` is None for an open end.

    Time is in minutes. `least_months` 0 and `off_the_job_floor` 0 mean that the set has no such rule;
    `off_the_job_weekly` is the average a week where the set counts that way instead of by standard.
    """

    id: str
    title: str
    starts: date
    until: date | None = None
    funding_year: str = ""
    document: str = ""
    least_months: int = 0
    off_the_job_floor: int = 0
    off_the_job_weekly: int = 0
    by_standard: bool = False  # the standard publishes a fixed minimum of off-the-job hours
    credit: CreditFramework | None = None
    citations: Mapping[str, Citation] = field(default_factory=lambda: MappingProxyType({}))

    def holds_on(self, day: date) -> bool:
        return self.starts <= day and (self.until is None or day <= self.until)


def _cites(year: str, **paragraphs: str) -> Mapping[str, Citation]:
    source = f"Apprenticeship funding rules {year} (EM)"
    return MappingProxyType({rule.replace("_", "-"): Citation(source=source, paragraph=at) for rule, at in paragraphs.items()})


FUNDING_2024 = RuleSet(
    id="funding-2024-25",
    title="Apprenticeship funding rules 2024/25, version 2",
    funding_year="2024/25",
    starts=date(2024, 8, 1),
    until=date(2025, 7, 31),
    document="Apprenticeship funding rules 2024 to 2025, version 2",
    least_months=12,
    off_the_job_weekly=6 * 60,
    citations=_cites(
        "2024/25",
        otj_weekly="84",
        otj_not_planned="84",
        otj_month="94",
        otj_block="93",
        duration="75",
        assessment_organisation="119; 100.2.1",
    ),
)
FUNDING_2025 = RuleSet(
    id="funding-2025-26",
    title="Apprenticeship funding rules 2025/26, version 3",
    funding_year="2025/26",
    starts=date(2025, 8, 1),
    until=date(2026, 7, 31),
    document="Apprenticeship funding rules 2025 to 2026, version 3",
    least_months=8,
    off_the_job_floor=187 * 60,
    by_standard=True,
    citations=_cites(
        "2025/26",
        otj_minimum="81",
        otj_floor="81.2",
        otj_not_planned="81",
        otj_month="89",
        otj_block="88",
        prior_learning_cap="81.2; 35.1.1",
        duration="73",
        assessment_organisation="115; 96.2.1",
    ),
)
FUNDING_2026 = RuleSet(
    id="funding-2026-27",
    title="Apprenticeship funding rules 2026/27, version 3",
    funding_year="2026/27",
    starts=date(2026, 8, 1),
    until=date(2027, 7, 31),
    document="Apprenticeship funding rules 2026 to 2027, version 3",
    least_months=8,
    off_the_job_floor=187 * 60,
    by_standard=True,
    citations=_cites(
        "2026/27",
        otj_minimum="86",
        otj_floor="86.2",
        otj_not_planned="86",
        otj_month="94",
        otj_block="93",
        prior_learning_cap="86.2",
        duration="77",
        assessment_organisation="143; 100.2.1",
    ),
)
ACADEMIC = RuleSet(
    id="academic-practice",
    title="Higher education credit and panel practice",
    starts=date(2000, 1, 1),
    document="Module descriptor templates (MODTPL); Higher education credit framework for England, 2nd edition, May 2021 (QAA)",
    credit=CreditFramework(
        levels=(4, 8),  # A, FHEQ
        usual_sizes=(10, 15, 20, 30, 40, 60),  # A, MODTPL
        awards=(  # D, QAA
            AwardRule(name="PgCert", also=("pgcert", "postgraduatecertificate"), credits=60, level=7, least=40),
            AwardRule(name="PgDip", also=("pgdip", "postgraduatediploma"), credits=120, level=7, least=90),
            AwardRule(name="Master's", also=("masters", "master", "msc", "ma", "mres"), credits=180, level=7, least=150),
        ),
    ),
    citations=MappingProxyType(
        {
            "credits-10": Citation(source="CREDIT-10: module descriptor templates (MODTPL)"),
            "award-credits": Citation(source="AWARD-CREDITS: higher education credit framework for England (QAA)"),
            "outcome-assessed": Citation(
                source="LO-ASSESSED: module descriptor templates (MODTPL), Open University form", paragraph="note 4"
            ),
            "level-tags": Citation(source="Frameworks for higher education qualifications (QAA)"),
        }
    ),
)
FUNDING = (FUNDING_2024, FUNDING_2025, FUNDING_2026)
LATEST = FUNDING[-1]
ALL = (*FUNDING, ACADEMIC)


def funding_rules(intake: date | None) -> RuleSet | None:
    """The funding rules for a first intake: its year's, the latest after the last known year or without a date, None before the first."""
    if intake is None or (LATEST.until and intake > LATEST.until):
        return LATEST
    return next((each for each in FUNDING if each.holds_on(intake)), None)


def for_intake(intake: date | None, *, apprenticeship: bool = True) -> tuple[RuleSet, ...]:
    """Every rule set that a programme with this first intake answers to; funding rules only for an apprenticeship."""
    funding = funding_rules(intake) if apprenticeship else None
    academic = tuple(each for each in ALL if each not in FUNDING and (intake is None or each.holds_on(intake)))
    return (funding, *academic) if funding else academic


def credit_framework(rule_sets: tuple[RuleSet, ...]) -> CreditFramework:
    """The credit framework among the rule sets; an empty one, which asks for nothing, where none is chosen."""
    return next((each.credit for each in rule_sets if each.credit), CreditFramework())


def award_rule(rule_sets: tuple[RuleSet, ...], type: str) -> AwardRule | None:
    """What the credit framework asks of a type of award, by any of its usual names."""
    plain = "".join(letter for letter in type.casefold() if letter.isalpha())
    return next((each for each in credit_framework(rule_sets).awards if plain and plain in each.also), None)
