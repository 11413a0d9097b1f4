"""What the papers will print: parts that are still empty."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_module, of_programme
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import count, first, names
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Severity

TOPIC = "Papers"


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
    "specification-empty",
    topic=TOPIC,
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
    topic=TOPIC,
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
    topic=TOPIC,
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
    topic=TOPIC,
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
