"""Which year's rules hold, and what else turns on the first intake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_lens, of_programme
from curricle.core.checks.rule import Note, apprenticeship, rule
from curricle.core.programme import Programme
from curricle.core.rulesets import FUNDING, LATEST
from curricle.core.terms import Confidence, Severity

TOPIC = "First intake"
GOLDEN = "The rules of the year of the start hold throughout (EM, citing 2026/27 paragraphs 2 and 3)"
#: Level 7 apprenticeships: no funding for new starters aged 22 or over from this day (A, PQ-L7).
LEVEL_7_UNTIL = date(2025, 12, 31)


@rule(
    "intake-missing",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source=GOLDEN,
    confidence=Confidence.B,
    why="Each funding year has rules of its own; without the date nobody can say which ones the programme must meet.",
    applies=apprenticeship,
)
def intake_missing(programme: Programme, context: Context) -> Iterator[Note]:
    """An apprenticeship names its first intake, because its date chooses the rules."""
    if programme.first_intake is None:
        yield Note(
            says=f"The first intake has no date, so the rules of {LATEST.funding_year} were used.",
            at=(of_programme(programme, "first_intake"),),
            remedy="Enter the date of the first intake.",
        )


@rule(
    "intake-later-than-rules",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source=GOLDEN,
    confidence=Confidence.B,
    why="The rules of that year are not known here; they may differ from those that were used.",
    applies=apprenticeship,
)
def intake_later_than_rules(programme: Programme, context: Context) -> Iterator[Note]:
    """A first intake after the last known funding year is checked by the latest rules, and says so."""
    if programme.first_intake and LATEST.until and programme.first_intake > LATEST.until:
        yield Note(
            says=f"The first intake is later than the last known rules, so those of {LATEST.funding_year} were used.",
            at=(of_programme(programme, "first_intake"),),
            remedy="Check the programme again when the rules of that year are out.",
            facts=LATEST.id,
        )


@rule(
    "intake-earlier-than-rules",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source=GOLDEN,
    confidence=Confidence.B,
    why="Off-the-job time, duration and prior learning were not checked, so their silence means nothing.",
    applies=apprenticeship,
)
def intake_earlier_than_rules(programme: Programme, context: Context) -> Iterator[Note]:
    """A first intake before the first known funding year is checked by no funding rules, and says so."""
    if programme.first_intake and programme.first_intake < FUNDING[0].starts:
        yield Note(
            says=f"The first intake is earlier than the rules of {FUNDING[0].funding_year}, the first known here.",
            at=(of_programme(programme, "first_intake"),),
            remedy="Check the date; if it is right, check the funding rules of that year by hand.",
        )


@rule(
    "level-7-age",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="L7-22: written answer 65099 (PQ-L7)",
    confidence=Confidence.A,
    why="Most registered professionals are older, so few of your apprentices could be funded.",
    applies=lambda programme, context: programme.apprenticeship and context.standard is not None,
)
def level_7_age(programme: Programme, context: Context) -> Iterator[Note]:
    """From 1 January 2026 a level 7 apprenticeship is funded only below the age of 22, with few exceptions."""
    standard = context.standard
    late = programme.first_intake is None or programme.first_intake > LEVEL_7_UNTIL
    if standard and standard.facts.level == 7 and late:
        yield Note(
            says="The apprenticeship stands at level 7, which is funded only for starters under 22.",
            at=(of_programme(programme, "first_intake"), of_lens(standard)),
            remedy="Check who can be funded, or use a standard at level 6; the award may stay at level 7.",
        )
