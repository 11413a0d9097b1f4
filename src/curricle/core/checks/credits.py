"""Credits, levels and the award."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_award, of_hours, of_lens, of_module, of_pathway
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import count, first, hours, names
from curricle.core.module import Module
from curricle.core.programme import Pathway, Programme
from curricle.core.rulesets import award_rule, credit_framework
from curricle.core.terms import Confidence, Severity

TOPIC = "Credits and award"


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
    "usual-size",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="Module sizes in use (MODTPL)",
    confidence=Confidence.A,
    why="A module of an unusual size is hard to share with other programmes and to put on a timetable.",
    policy=True,
)
def usual_size(programme: Programme, context: Context) -> Iterator[Note]:
    """A module has one of the sizes that universities use."""
    sizes = credit_framework(context.rule_sets).usual_sizes
    for module in programme.modules:
        if module.credits > 0 and sizes and module.credits not in sizes:
            yield Note(
                says=f"{module.code} carries {count(module.credits, 'credit')}, which is an unusual size.",
                at=(of_module(module, "credits"),),
                remedy=f"Choose one of {names([str(size) for size in sizes], 9)} credits, or record why this size is needed.",
                facts=module.credits,
            )


@rule(
    "largest-module",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="Module descriptor templates (MODTPL): one university's limit",
    confidence=Confidence.A,
    why="Quality offices limit how much may rest on one module, because failing it would cost the learner the award.",
    policy=True,
)
def largest_module(programme: Programme, context: Context) -> Iterator[Note]:
    """No module is larger than the institution's limit."""
    limit = context.policy.largest_module
    for module in programme.modules:
        if module.credits > limit:
            yield Note(
                says=f"{module.code} carries {module.credits} credits; the limit is {limit}.",
                at=(of_module(module, "credits"),),
                remedy="Divide the module, or record why it has to be this large.",
                facts=[module.credits, limit],
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
    for pathway, core, optional in _routes(programme, context):
        held = sum(module.credits for module in core if module.level == award.level)
        room = max(0, award.credits - sum(module.credits for module in core))
        reach = held + min(room, sum(module.credits for module in optional if module.level == award.level))
        if reach < least:
            on = f" on {pathway.title or pathway.code}" if pathway else ""
            yield Note(
                says=f"The modules{on} give at most {count(reach, 'credit')} at level {award.level}; {least} are needed.",
                at=(of_pathway(pathway, "modules") if pathway else of_award(programme, "modules"),),
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
    for pathway, core, optional in _routes(programme, context):
        held = sum(module.credits for module in core)
        reach = _sums([module.credits for module in optional], wanted - held)
        if held <= wanted and wanted - held in reach:
            continue
        on = f" on {pathway.title or pathway.code}" if pathway else ""
        best = f"core modules carry {held} credits" if held > wanted else f"modules come to {held + max(reach)} credits at best"
        yield Note(
            says=f"The {best}{on}; the award has {wanted}.",
            at=(of_pathway(pathway, "modules") if pathway else of_award(programme, "modules"),),
            remedy="Add or take out modules, or change which are core, until they come to the award.",
            facts=[held, sorted(reach), wanted],
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


def _routes(programme: Programme, context: Context) -> Iterator[tuple[Pathway | None, list[Module], list[Module]]]:
    """(pathway, its core modules, its optional ones); one route of all modules where there are no pathways."""
    for pathway in programme.pathways or (None,):
        core: list[Module] = []
        optional: list[Module] = []
        for module in programme.modules:
            placement = context.placements.get(module.id)
            on = not placement or not placement.pathways or pathway is None or pathway.id in placement.pathways
            if on and module.credits > 0:
                (core if placement is None or placement.core else optional).append(module)
        yield pathway, core, optional


def _sums(credits: list[int], most: int) -> set[int]:
    """Every sum up to `most` that a choice of these credits makes, nothing included."""
    sums = {0}
    for each in credits:
        sums |= {each + other for other in sums if each + other <= most}
    return sums
