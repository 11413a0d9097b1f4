"""Assessments: weights, and what they assess."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_assessment, of_outcome
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import names
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Letter, Severity

TOPIC = "Assessment"


@rule(
    "weights-100",
    topic=TOPIC,
    severity=Severity.BLOCKS,
    source="WEIGHT-100, house arithmetic",
    confidence=Confidence.P,
    why="A mark cannot be worked out unless the parts come to the whole, so no examination board can use the module.",
)
def weights_100(programme: Programme, context: Context) -> Iterator[Note]:
    """The weights of a module's assessments come to 100 per cent, unless all are pass or fail."""
    for module in programme.modules:
        total = sum(each.weight for each in module.assessments)
        if not any(each.weight for each in module.assessments) or total == 100:
            continue
        yield Note(
            says=f"The assessments of {module.code} come to {total} per cent.",
            at=(
                of_assessment(module, module.assessments[-1], "weight"),
                *(of_assessment(module, each, "weight") for each in module.assessments[:-1]),
            ),
            remedy="Change the weights so that they come to 100 per cent.",
            facts=[[each.id, each.weight] for each in module.assessments],
        )


@rule(
    "outcome-assessed",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="LO-ASSESSED (MODTPL)",
    confidence=Confidence.A,
    why="A panel asks of every module outcome how the university will know that it was reached.",
)
def outcome_assessed(programme: Programme, context: Context) -> Iterator[Note]:
    """Each module outcome is assessed by at least one assessment of its module."""
    for module in programme.modules:
        if not module.assessments:
            continue
        assessed = module.assessed_outcomes
        missed = [outcome for outcome in module.outcomes if outcome.id not in assessed]
        if missed:
            codes = names([outcome.code for outcome in missed])
            yield Note(
                says=f"No assessment of {module.code} assesses {codes}.",
                at=tuple(of_outcome(module, outcome, "assessments") for outcome in missed),
                remedy="Tick the assessment that assesses each of them, or take the outcome out.",
                facts=[outcome.id for outcome in missed],
            )


@rule(
    "a-without-assessment",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="Meanings 1; LO-ASSESSED (MODTPL)",
    confidence=Confidence.A,
    why="A reviewer who follows the A finds nothing behind it, so the item counts as taught only.",
)
def a_without_assessment(programme: Programme, context: Context) -> Iterator[Note]:
    """An A counts only where an assessment of that module assesses the outcome."""
    for module in programme.modules:
        assessed = module.assessed_outcomes
        bare = {claim.outcome for claim in module.claims if claim.letter is Letter.A and claim.outcome not in assessed}
        outcomes = [outcome for outcome in module.outcomes if outcome.id in bare]
        if outcomes:
            yield Note(
                says=f"{module.code} claims an A through {names([each.code for each in outcomes])}, "
                "but none of its assessments stands behind it.",
                at=tuple(of_outcome(module, each, "assessments") for each in outcomes),
                remedy="Tick the assessment that assesses the outcome, or change the A to a D.",
                facts=[each.id for each in outcomes],
            )
