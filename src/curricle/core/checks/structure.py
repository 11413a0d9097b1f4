"""Modules, routes and the parts that papers print: is everything there?"""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_module, of_outcome, of_pathway, of_programme
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import count, first, names
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Delivery, HoursKind, Severity

TOPIC = "Modules and routes"


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
