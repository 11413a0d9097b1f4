"""Modules, routes and the parts that papers print: is everything there?"""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.checks.assessment import scaled
from curricle.core.checks.context import Context
from curricle.core.checks.places import of_module, of_outcome, of_pathway, of_programme
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import count, first, names
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Delivery, HoursKind, Severity

TOPIC = "Modules and routes"
FIELDS = "Fields of programme specifications (PSTPL); incomplete papers go back (SWANSEA)"

#: Fields of a specification that no panel goes without, with the words for them (A/C, PSTPL).
SPECIFICATION = {
    "aims": "aims",
    "admissions": "admissions",
    "teaching_strategy": "teaching strategy",
    "assessment_strategy": "assessment strategy",
    "progression": "progression and award",
    "support": "student support",
    "quality": "quality management",
}
#: Fields of a module descriptor that no panel goes without (A/C, MODTPL).
DESCRIPTOR = ("aims", "syllabus")


@rule(
    "modules-missing",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="House arithmetic",
    confidence=Confidence.P,
    why="A programme is what its modules teach; until there is one, nothing can be covered or printed.",
)
def modules_missing(programme: Programme, context: Context) -> Iterator[Note]:
    """A programme has modules."""
    if not programme.modules:
        yield Note(
            says="The programme has no modules yet.",
            at=(of_programme(programme, "modules"),),
            remedy="Bring a spreadsheet, or add the first module.",
        )


@rule(
    "outcomes-missing",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="Module descriptor templates (MODTPL)",
    confidence=Confidence.A,
    why="Claims start from outcomes: a module without them covers nothing and cannot be described to a panel.",
)
def outcomes_missing(programme: Programme, context: Context) -> Iterator[Note]:
    """Each module has outcomes."""
    bare = [module for module in programme.modules if not module.outcomes]
    if bare:
        yield Note(
            says=f"{first(count(len(bare), 'module'))} {'has' if len(bare) == 1 else 'have'} no outcomes: "
            f"{names([module.code for module in bare])}.",
            at=tuple(of_module(module, "outcomes") for module in bare),
            remedy="Write what a learner will be able to do at the end of each module.",
        )


@rule(
    "outcomes-per-module",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="Module descriptor templates (MODTPL): limits of single universities",
    confidence=Confidence.A,
    why="Quality offices keep a limit, because each outcome has to be taught and assessed in the time of the module.",
    policy=True,
)
def outcomes_per_module(programme: Programme, context: Context) -> Iterator[Note]:
    """A module has no more outcomes than the institution's limit for its size."""
    policy = context.policy
    for module in programme.modules:
        limit = scaled(policy.outcomes_per_unit, module, policy.modular_unit)
        if len(module.outcomes) > limit:
            yield Note(
                says=f"{module.code} has {count(len(module.outcomes), 'outcome')}; the limit for {module.credits} credits is {limit}.",
                at=(of_module(module, "outcomes"),),
                remedy="Merge outcomes, or record why this module needs more.",
                facts=[len(module.outcomes), module.credits, limit],
            )


@rule(
    "codes-missing",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="House arithmetic",
    confidence=Confidence.P,
    why="Mappings and comments name things by code; what has none cannot be pointed to.",
)
def codes_missing(programme: Programme, context: Context) -> Iterator[Note]:
    """Modules and outcomes have codes."""
    bare = [of_module(module, "code") for module in programme.modules if not module.code.strip()]
    for module in programme.modules:
        bare += [of_outcome(module, each, "code") for each in module.outcomes if not each.code.strip()]
    if bare:
        yield Note(
            says=f"{first(count(len(bare), 'module or outcome', 'modules or outcomes'))} {'has' if len(bare) == 1 else 'have'} no code.",
            at=tuple(bare),
            remedy="Give each a short code, such as LO1.",
        )


@rule(
    "pathway-empty",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="House arithmetic",
    confidence=Confidence.P,
    why="A route that holds nothing of its own cannot be told apart from the others by applicants or reviewers.",
    applies=lambda programme, context: bool(programme.modules),
)
def pathway_empty(programme: Programme, context: Context) -> Iterator[Note]:
    """Each pathway has modules."""
    every = any(not each.pathways for each in context.placements.values()) or len(context.placements) < len(programme.modules)
    named = {id for each in context.placements.values() for id in each.pathways}
    bare = [each for each in programme.pathways if not every and each.id not in named]
    if bare:
        yield Note(
            says=f"{first(count(len(bare), 'pathway'))} {'holds' if len(bare) == 1 else 'hold'} no modules: "
            f"{names([each.title or each.code for each in bare])}.",
            at=tuple(of_pathway(each, "modules") for each in bare),
            remedy="Place modules on the pathway, or take it out.",
        )


@rule(
    "placement-unknown",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="House arithmetic",
    confidence=Confidence.P,
    why="The structure printed in the papers would name a module or a pathway that does not exist.",
)
def placement_unknown(programme: Programme, context: Context) -> Iterator[Note]:
    """The structure places modules of the programme on pathways of the programme."""
    modules = {module.id for module in programme.modules}
    pathways = {each.id for each in programme.pathways}
    lost = [each.module for each in programme.placements if each.module not in modules or set(each.pathways) - pathways]
    if lost:
        yield Note(
            says=f"{first(count(len(lost), 'line'))} of the structure {'names' if len(lost) == 1 else 'name'} "
            "a module or a pathway that the programme does not have.",
            at=(of_programme(programme, "placements"),),
            remedy="Choose the module and its pathways again, or take the line out.",
            facts=lost,
        )


@rule(
    "specification-empty",
    topic="Papers",
    severity=Severity.INFORMS,
    source=FIELDS,
    confidence=Confidence.A,
    why="Quality offices check papers for completeness first and send incomplete ones back unread.",
)
def specification_empty(programme: Programme, context: Context) -> Iterator[Note]:
    """The parts that every specification has are written."""
    bare = [field for field in SPECIFICATION if not getattr(programme, field).strip()]
    if bare:
        yield Note(
            says=f"{first(count(len(bare), 'part'))} of the specification {'is' if len(bare) == 1 else 'are'} empty: "
            f"{names([SPECIFICATION[field] for field in bare], len(SPECIFICATION))}.",
            at=tuple(of_programme(programme, field) for field in bare),
            remedy="Write them, or paste them from the papers you have.",
            facts=bare,
        )


@rule(
    "descriptor-empty",
    topic="Papers",
    severity=Severity.INFORMS,
    source="Fields of module descriptors (MODTPL); incomplete papers go back (SWANSEA)",
    confidence=Confidence.A,
    why="A descriptor without aims and syllabus is sent back before a panel sees it.",
)
def descriptor_empty(programme: Programme, context: Context) -> Iterator[Note]:
    """Each module has aims and an outline syllabus."""
    bare = [(module, field) for module in programme.modules for field in DESCRIPTOR if not getattr(module, field).strip()]
    if bare:
        modules = list(dict.fromkeys(module.code for module, _ in bare))
        yield Note(
            says=f"{first(count(len(modules), 'module'))} {'lacks' if len(modules) == 1 else 'lack'} aims or syllabus: {names(modules)}.",
            at=tuple(of_module(module, field) for module, field in bare),
            remedy="Write two or three sentences of aims and the topics of the syllabus.",
            facts=[[module.id, field] for module, field in bare],
        )


@rule(
    "blended-statement",
    topic="Papers",
    severity=Severity.INFORMS,
    source="Blended learning is expected (SEED); quality handbook 2.3 (BROOKES)",
    confidence=Confidence.A,
    why="Panels ask blended programmes for a statement and for samples of the online material.",
)
def blended_statement(programme: Programme, context: Context) -> Iterator[Note]:
    """A programme that teaches online says how in its blended learning statement."""
    share = context.sheet.blended
    if share and not programme.blended_statement.strip():
        per_cent = round(share * 100)
        yield Note(
            says=f"{per_cent} per cent of the taught time is online, and the blended learning statement is empty.",
            at=(of_programme(programme, "blended_statement"),),
            remedy="Write how learners are taught and supported online.",
            facts=per_cent,
        )


@rule(
    "blended-none",
    topic="Papers",
    severity=Severity.INFORMS,
    source="Strong blended learning is expected (SEED)",
    confidence=Confidence.A,
    why="The national programme expects strong blended learning, because clinicians are spread over many places.",
)
def blended_none(programme: Programme, context: Context) -> Iterator[Note]:
    """Some of the taught time is online."""
    if context.sheet.blended == 0:
        yield Note(
            says="None of the taught time is online.",
            at=(of_programme(programme, "blended_statement"),),
            remedy="Plan part of the teaching online, or say in the blended learning statement why not.",
        )


@rule(
    "work-based-elsewhere",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="Hours by kind and delivery (MODTPL)",
    confidence=Confidence.A,
    why="Work-based hours that take place away from work make a reader doubt the whole balance sheet.",
)
def work_based_elsewhere(programme: Programme, context: Context) -> Iterator[Note]:
    """Work-based hours take place at the workplace or in simulation."""
    at_work = (Delivery.WORKPLACE, Delivery.SIMULATION)
    odd = [
        module
        for module in programme.modules
        if any(row.kind is HoursKind.WORK_BASED and row.delivery not in at_work for row in module.hours)
    ]
    if odd:
        yield Note(
            says=f"{first(count(len(odd), 'module'))} {'plans' if len(odd) == 1 else 'plan'} work-based hours away from the workplace: "
            f"{names([module.code for module in odd])}.",
            at=tuple(of_module(module, "hours") for module in odd),
            remedy="Change the delivery of these hours to workplace, or their kind.",
        )
