"""How long the training lasts, and what prior learning takes off it."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_programme
from curricle.core.checks.rule import Note, apprenticeship, rule
from curricle.core.checks.words import count, hours, number
from curricle.core.hours import practical_months
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Severity

TOPIC = "Duration and prior learning"


@rule(
    "prior-learning-cap",
    topic=TOPIC,
    severity=Severity.BLOCKS,
    source="OTJ-FLOOR (EM)",
    confidence=Confidence.B,
    why="Prior learning may shorten the training only down to the floor; beyond it the apprenticeship cannot be funded.",
    applies=apprenticeship,
)
def prior_learning_cap(programme: Programme, context: Context) -> Iterator[Note]:
    """Prior learning takes off no more than the standard's minimum less 187 hours."""
    minimum = context.standard.facts.minimum_off_the_job if context.standard else None
    floor = context.funding.off_the_job_floor if context.funding else 0
    if minimum and floor and programme.prior_learning > max(0, minimum - floor):
        most = max(0, minimum - floor)
        confidence = context.standard.facts.minimum_confidence if context.standard else ""
        yield Note(
            says=f"Prior learning takes off {hours(programme.prior_learning)}; at most {hours(most)} may be taken off.",
            at=(of_programme(programme, "prior_learning"),),
            remedy=f"Lower the reduction to {hours(most)} or less.",
            facts=[programme.prior_learning, most],
            severity=Severity.BLOCKS if confidence in ("A", "B") else Severity.WARNS,
        )


@rule(
    "prior-learning-documented",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="Only a documented reduction may lower the hours (EM)",
    confidence=Confidence.B,
    why="Auditors read how prior learning was found and what was left out; a bare number does not stand.",
    applies=lambda programme, context: programme.apprenticeship and programme.prior_learning > 0,
)
def prior_learning_documented(programme: Programme, context: Context) -> Iterator[Note]:
    """A reduction for prior learning is explained in the specification."""
    if not programme.recognition_of_prior_learning.strip():
        yield Note(
            says=f"Prior learning takes off {hours(programme.prior_learning)}, and nothing says how it is recognised.",
            at=(of_programme(programme, "recognition_of_prior_learning"),),
            remedy="Write how prior learning is found, agreed with the employer and left out of the plan.",
        )


@rule(
    "duration",
    topic=TOPIC,
    severity=Severity.BLOCKS,
    source="DUR-8 and DUR-12 (EM)",
    confidence=Confidence.B,
    why="An apprenticeship whose practical period is shorter than the rules of its year allow cannot be funded.",
    applies=apprenticeship,
)
def duration(programme: Programme, context: Context) -> Iterator[Note]:
    """The practical period is at least 8 months; 12 for starts in 2024/25."""
    months = practical_months(programme, context.standard)
    least = context.funding.least_months if context.funding else 0
    if months and months < least:
        yield Note(
            says=f"The practical period is {count(months, 'month')}; at least {number(least)} are needed.",
            at=(of_programme(programme, "length"),),
            remedy=f"Plan the programme over {number(least)} months or more.",
            facts=[months, least],
        )
