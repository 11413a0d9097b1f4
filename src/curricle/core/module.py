"""A module: what is taught, for how long, how it is assessed and which items it claims. Belongs to an organisation."""

from __future__ import annotations

from dataclasses import dataclass

from curricle.core.terms import Delivery, HoursKind, Letter

#: Wordings that stand in for an outcome's text where a person's sheet gives none; no rule about wording speaks of them.
STAND_INS = ("Outcomes not given in the sheet", "Outcome text not given in the sheet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A module outcome is said to introduce, develop or assess an item of one framework version (meanings, 4)."""

    outcome: str  # Outcome.id
    framework: str  # Framework.id, the version's UUID
    item: str  # Item.id
    letter: Letter
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a learner will be able to do at the end of the module."""

    id: str
    code: str  # "LO1"
    text: str
    group: str = ""  # knowledge and understanding / cognitive / practical-professional / transferable


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One summative element. `weight` is in whole per cent; `outcomes` holds ids of the outcomes it assesses."""

    id: str
    code: str  # "A1"
    title: str
    type: str = ""  # essay, portfolio, practical examination …
    category: str = ""  # exam, coursework, practical
    weight: int = 0
    pass_fail: bool = False
    size: str = ""  # "3,000 words", "20 minutes"
    outcomes: tuple[str, ...] = ()
    pass_rule: str = ""
    reassessment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Planned learning time, in whole minutes. `paid`: inside normal paid working hours, so it counts as off-the-job."""

    kind: HoursKind
    delivery: Delivery
    minutes: int
    paid: bool = False
    month: int | None = None  # month of the programme, 1 for the first
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A unit of credit. Fields follow the union of descriptors seen in universities; empty ones are left out of papers."""

    id: str
    code: str
    title: str
    credits: int
    level: int  # FHEQ 4-8
    outcomes: tuple[Outcome, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    hours: tuple[Hours, ...] = ()
    claims: tuple[Claim, ...] = ()
    school: str = ""
    leader: str = ""
    type: str = ""  # standard, dissertation, work-based
    prerequisites: str = ""
    corequisites: str = ""
    excluded: str = ""
    sites: str = ""
    version: str = ""
    approved: str = ""
    rationale: str = ""
    aims: str = ""
    syllabus: str = ""
    delivery_pattern: str = ""
    reading: str = ""
    resources: str = ""
    psrb_notes: str = ""
    statements: str = ""  # sustainability, equality, diversity and inclusion

    @property
    def assessed_outcomes(self) -> frozenset[str]:
        """Ids of the outcomes that at least one assessment of this module assesses."""
        return frozenset(outcome for assessment in self.assessments for outcome in assessment.outcomes)
