"""Assessments: weights, what they assess, how many and how much."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_assessment, of_module, of_outcome
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import count, first, names
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Letter, Severity

TOPIC = "Assessment"
LO_ASSESSED = "LO-ASSESSED: module descriptor templates (MODTPL)"


@rule(
    "weights-100",
    topic=TOPIC,
    severity=Severity.BLOCKS,
    source="WEIGHT-100 (house arithmetic)",
    confidence=Confidence.P,
    why="A mark cannot be worked out unless the parts come to the whole, so no examination board can use the module.",
)
def weights_100(programme: Programme, context: Context) -> Iterator[Note]:
    """The weights of a module's assessments come to 100 per cent, unless all are pass or fail."""
    for module in programme.modules:
        weights = [each.weight for each in module.assessments]
        if not any(weights) or (sum(weights) == 100 and min(weights) >= 0):
            continue
        last, *others = reversed(module.assessments)
        yield Note(
            says=f"The assessments of {module.code} come to {sum(weights)} per cent."
            if sum(weights) != 100
            else f"An assessment of {module.code} has a weight below nought.",
            at=(of_assessment(module, last, "weight"), *(of_assessment(module, each, "weight") for each in others)),
            remedy="Change the weights so that they come to 100 per cent.",
            facts=[[each.id, each.weight] for each in module.assessments],
        )


@rule(
    "weights-missing",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="WEIGHT-100 (house arithmetic)",
    confidence=Confidence.P,
    why="The descriptor has to say how much each assessment counts, or that it is passed or failed.",
)
def weights_missing(programme: Programme, context: Context) -> Iterator[Note]:
    """Each module gives its assessments weights, or says that all are pass or fail."""
    bare = [
        module
        for module in programme.modules
        if module.assessments
        and not any(each.weight for each in module.assessments)
        and not all(each.pass_fail for each in module.assessments)
    ]
    if bare:
        yield Note(
            says=f"The assessments of {count(len(bare), 'module')} have no weights: {names([module.code for module in bare])}.",
            at=tuple(of_module(module, "assessments") for module in bare),
            remedy="Enter the weights in per cent, or mark the assessments as pass or fail.",
            facts=[module.id for module in bare],
        )


@rule(
    "outcome-assessed",
    topic=TOPIC,
    severity=Severity.WARNS,
    source=LO_ASSESSED,
    confidence=Confidence.A,
    why="A panel asks of every module outcome how the university will know that it was reached.",
)
def outcome_assessed(programme: Programme, context: Context) -> Iterator[Note]:
    """Each module outcome is assessed by at least one assessment of its module."""
    missed = []
    for module in programme.modules:
        assessed = module.assessed_outcomes if module.assessments else None
        if assessed is not None:
            missed += [of_outcome(module, each, "assessments") for each in module.outcomes if each.id not in assessed]
    if missed:
        yield Note(
            says=f"{first(count(len(missed), 'outcome'))} {'is' if len(missed) == 1 else 'are'} assessed by nothing: "
            f"{names([place.label for place in missed])}.",
            at=tuple(missed),
            remedy="Tick the assessment that assesses each of them, or take the outcome out.",
        )


@rule(
    "a-without-assessment",
    topic=TOPIC,
    severity=Severity.WARNS,
    source=LO_ASSESSED,
    confidence=Confidence.A,
    why="A reviewer who follows the A finds nothing behind it, so the item counts as taught only.",
)
def a_without_assessment(programme: Programme, context: Context) -> Iterator[Note]:
    """An A counts only where an assessment of that module assesses the outcome."""
    bare = []
    for module in programme.modules:
        assessed = module.assessed_outcomes
        wanting = {claim.outcome for claim in module.claims if claim.letter is Letter.A} - assessed
        bare += [of_outcome(module, each, "assessments") for each in module.outcomes if each.id in wanting]
    if bare:
        yield Note(
            says=f"{first(count(len(bare), 'outcome'))} {'claims' if len(bare) == 1 else 'claim'} an A "
            f"with no assessment behind it: {names([place.label for place in bare])}.",
            at=tuple(bare),
            remedy="Tick the assessment that assesses the outcome, or change the A to a D.",
        )


@rule(
    "module-without-assessment",
    topic=TOPIC,
    severity=Severity.WARNS,
    source=LO_ASSESSED,
    confidence=Confidence.A,
    why="Credit is awarded for outcomes that have been shown; a module that assesses nothing cannot award any.",
)
def module_without_assessment(programme: Programme, context: Context) -> Iterator[Note]:
    """Each module with outcomes has at least one assessment."""
    bare = [module for module in programme.modules if module.outcomes and not module.assessments]
    if bare:
        yield Note(
            says=f"{first(count(len(bare), 'module'))} {'has' if len(bare) == 1 else 'have'} no assessment: "
            f"{names([module.code for module in bare])}.",
            at=tuple(of_module(module, "assessments") for module in bare),
            remedy="Add an assessment and tick the outcomes that it assesses.",
        )


@rule(
    "assessment-of-nothing",
    topic=TOPIC,
    severity=Severity.WARNS,
    source=LO_ASSESSED,
    confidence=Confidence.A,
    why="An assessment that assesses no outcome adds work for learners and proves nothing to the panel.",
)
def assessment_of_nothing(programme: Programme, context: Context) -> Iterator[Note]:
    """Each assessment assesses at least one outcome of its module."""
    bare = []
    for module in programme.modules:
        known = {outcome.id for outcome in module.outcomes}
        bare += [of_assessment(module, each, "outcomes") for each in module.assessments if known and known.isdisjoint(each.outcomes)]
    if bare:
        yield Note(
            says=f"{first(count(len(bare), 'assessment'))} {'assesses' if len(bare) == 1 else 'assess'} no outcome: "
            f"{names([place.label for place in bare])}.",
            at=tuple(bare),
            remedy="Tick the outcomes that it assesses, or take the assessment out.",
        )


@rule(
    "assessment-of-unknown",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="House arithmetic",
    confidence=Confidence.P,
    why="The printed assessment map would point to an outcome that the module does not have.",
)
def assessment_of_unknown(programme: Programme, context: Context) -> Iterator[Note]:
    """An assessment names outcomes of its own module only."""
    lost = []
    for module in programme.modules:
        known = {outcome.id for outcome in module.outcomes}
        lost += [of_assessment(module, each, "outcomes") for each in module.assessments if set(each.outcomes) - known]
    if lost:
        yield Note(
            says=f"{first(count(len(lost), 'assessment'))} {'names' if len(lost) == 1 else 'name'} an outcome "
            f"that the module does not have: {names([place.label for place in lost])}.",
            at=tuple(lost),
            remedy="Tick the outcomes that it assesses again, or add the missing outcome.",
        )
