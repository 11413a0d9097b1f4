"""Credits, levels and the award."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_hours, of_module
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import count, first, hours, names
from curricle.core.programme import Programme
from curricle.core.rulesets import credit_framework
from curricle.core.terms import Confidence, Severity

TOPIC = "Credits and hours"


@rule(
    "credits-10",
    topic=TOPIC,
    severity=Severity.BLOCKS,
    source="CREDIT-10 (MODTPL)",
    confidence=Confidence.A,
    why="One credit stands for ten hours of learning. A panel adds the hours up and returns a module whose sum is off.",
)
def credits_10(programme: Programme, context: Context) -> Iterator[Note]:
    """The planned hours of a module come to its credits times ten."""
    for line in context.sheet.lines:
        if line.module.hours and line.difference:
            over = "more" if line.difference > 0 else "fewer"
            yield Note(
                says=f"{line.module.code} plans {hours(line.planned)}: {hours(abs(line.difference))} {over} than its "
                f"{line.module.credits} credits need.",
                at=(of_hours(line.module),),
                remedy=f"Change the hours so that they come to {hours(line.needed)}, or change the credits.",
                facts=[line.module.credits, line.planned],
            )


@rule(
    "hours-missing",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="CREDIT-10 (MODTPL)",
    confidence=Confidence.A,
    why="The descriptor shows how the learning hours are spent, and the off-the-job total is counted from them.",
)
def hours_missing(programme: Programme, context: Context) -> Iterator[Note]:
    """Each module with credits has planned hours."""
    bare = [module for module in programme.modules if module.credits > 0 and not module.hours]
    if bare:
        yield Note(
            says=f"{first(count(len(bare), 'module'))} {'has' if len(bare) == 1 else 'have'} no planned hours: "
            f"{names([module.code for module in bare])}.",
            at=tuple(of_hours(module) for module in bare),
            remedy="Enter the hours by kind and delivery so that they come to ten for each credit.",
        )


@rule(
    "credits-missing",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="Module descriptor templates (MODTPL)",
    confidence=Confidence.A,
    why="Without credits a module counts neither towards the award nor in the hours.",
)
def credits_missing(programme: Programme, context: Context) -> Iterator[Note]:
    """Each module carries credits."""
    bare = [module for module in programme.modules if module.credits <= 0]
    if bare:
        yield Note(
            says=f"{first(count(len(bare), 'module'))} {'carries' if len(bare) == 1 else 'carry'} no credits: "
            f"{names([module.code for module in bare])}.",
            at=tuple(of_module(module, "credits") for module in bare),
            remedy="Enter the credits of each module.",
        )


@rule(
    "level-tags",
    topic=TOPIC,
    severity=Severity.BLOCKS,
    source="Frameworks for higher education qualifications (QAA)",
    confidence=Confidence.A,
    why="A module has to stand at a level of the national framework; postgraduate taught modules stand at level 7.",
)
def level_tags(programme: Programme, context: Context) -> Iterator[Note]:
    """Each module stands at a level of the framework for higher education qualifications, 4 to 8."""
    low, high = credit_framework(context.rule_sets).levels
    off = [module for module in programme.modules if not low <= module.level <= high]
    if off:
        yield Note(
            says=f"{first(count(len(off), 'module'))} {'has' if len(off) == 1 else 'have'} no level between {low} and {high}: "
            f"{names([module.code for module in off])}.",
            at=tuple(of_module(module, "level") for module in off),
            remedy=f"Enter a level from {low} to {high} for each.",
            facts=[[module.id, module.level] for module in off],
        )
