"""The award: its size, its level, and whether every route leads to it."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_award, of_lens, of_module
from curricle.core.checks.routes import least_by_credit, routes
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import count, first, names
from curricle.core.programme import Programme
from curricle.core.rulesets import award_rule, credit_framework
from curricle.core.terms import Confidence, Severity

TOPIC = "Award"


@rule(
    "level-of-modules",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="Level of the award against its modules (house arithmetic)",
    confidence=Confidence.P,
    why="A panel compares the level of each module with the award's and asks about any that stands apart.",
    applies=lambda programme, context: bool(programme.award.credits),
)
def level_of_modules(programme: Programme, context: Context) -> Iterator[Note]:
    """No module stands above the award's level, or more than one level below it."""
    level = programme.award.level
    low, high = credit_framework(context.rule_sets).levels
    apart = [each for each in programme.modules if low <= each.level <= high and not level - 1 <= each.level <= level]
    if apart:
        yield Note(
            says=f"{first(count(len(apart), 'module'))} {'stands' if len(apart) == 1 else 'stand'} apart from the award's level {level}: "
            f"{names([f'{module.code} at level {module.level}' for module in apart])}.",
            at=tuple(of_module(module, "level") for module in apart),
            remedy="Check the level of each module and of the award, and change the one that is wrong.",
            facts=[level, [[module.id, module.level] for module in apart]],
        )


@rule(
    "award-credits",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="AWARD-CREDITS (QAA)",
    confidence=Confidence.D,
    why="The title of an award promises a size; the credit framework sets it at 60, 120 or 180 credits.",
)
def award_credits(programme: Programme, context: Context) -> Iterator[Note]:
    """A PgCert has 60 credits, a PgDip 120, a Master's 180."""
    wanted = award_rule(context.rule_sets, programme.award.type)
    if wanted and programme.award.credits != wanted.credits:
        yield Note(
            says=f"The award is a {wanted.name} of {count(programme.award.credits, 'credit')}; {wanted.credits} would be expected.",
            at=(of_award(programme, "credits"),),
            remedy=f"Enter {wanted.credits} credits, or change the type of award.",
            facts=[wanted.name, programme.award.credits],
        )


@rule(
    "award-level-credits",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="AWARD-CREDITS (QAA)",
    confidence=Confidence.D,
    why="An award at this level needs a least amount of credit at the level itself; a registrar counts it.",
    applies=lambda programme, context: bool(programme.modules),
)
def award_level_credits(programme: Programme, context: Context) -> Iterator[Note]:
    """At level 7 a PgCert has at least 40 credits, a PgDip 90, a Master's 150; an award may state a higher figure."""
    award = programme.award
    wanted = award_rule(context.rule_sets, award.type)
    least = max(award.minimum_at_level, wanted.least if wanted and wanted.level == award.level else 0)
    own = award.minimum_at_level == least
    for route in routes(programme, context):
        held = sum(module.credits for module in route.core if module.level == award.level)
        room = max(0, award.credits - route.core_credits)
        reach = held + min(room, sum(module.credits for module in route.optional if module.level == award.level))
        if reach < least:
            yield Note(
                says=f"The modules{route.on} give at most {count(reach, 'credit')} at level {award.level}; {least} are needed.",
                at=(route.place(programme),),
                remedy=f"Raise modules to level {award.level}, or change the award.",
                facts=[reach, least],
                confidence=Confidence.P if own else None,
                source="The award's own minimum" if own else "",
            )


@rule(
    "modules-make-award",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="Credits of core and optional modules (house arithmetic)",
    confidence=Confidence.P,
    why="Every route has to lead to the award: the core modules and a choice of optional ones must come to its credits.",
    applies=lambda programme, context: bool(programme.award.credits and programme.modules),
)
def modules_make_award(programme: Programme, context: Context) -> Iterator[Note]:
    """On every route the credits of the core modules, with a choice of optional ones, come to the award's."""
    wanted = programme.award.credits
    for route in routes(programme, context):
        held = route.core_credits
        reach = least_by_credit(route.optional, {}, wanted - held)
        if held <= wanted and wanted - held in reach:
            continue
        best = f"core modules carry {held} credits" if held > wanted else f"modules come to {held + max(reach)} credits at best"
        yield Note(
            says=f"The {best}{route.on}; the award has {wanted}.",
            at=(route.place(programme),),
            remedy="Add or take out modules, or change which are core, until they come to the award.",
            facts=[held, max(reach), wanted],
        )


@rule(
    "level-confusion",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="Occupation ST0895: apprenticeship level and award level are two facts (OCC)",
    confidence=Confidence.A,
    why="Funding follows the level of the apprenticeship, the certificate that of the award; readers mix the two up.",
    applies=lambda programme, context: programme.apprenticeship and bool(programme.award.credits) and context.standard is not None,
)
def level_confusion(programme: Programme, context: Context) -> Iterator[Note]:
    """Where the apprenticeship and the award stand at different levels, both are stated."""
    standard = context.standard
    if standard and standard.facts.level and standard.facts.level != programme.award.level:
        yield Note(
            says=f"The apprenticeship stands at level {standard.facts.level} and the award at level {programme.award.level}.",
            at=(of_award(programme, "level"), of_lens(standard)),
            remedy="Say both levels in the aims, and which is which.",
            facts=[standard.facts.level, programme.award.level],
        )
