"""The institution's own limits, which it may waive with a reason (meanings, 15)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_module
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import count, names, number
from curricle.core.module import Module
from curricle.core.programme import Programme
from curricle.core.rulesets import credit_framework
from curricle.core.terms import Confidence, Severity

TOPIC = "Institution's limits"


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
    "elements-per-module",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="Module descriptor templates (MODTPL): one university's limit",
    confidence=Confidence.A,
    why="Many small assessments cost learners and markers time; quality offices keep a limit for each size of module.",
    policy=True,
)
def elements_per_module(programme: Programme, context: Context) -> Iterator[Note]:
    """A module has no more assessments than the institution's limit for its size."""
    policy = context.policy
    for module in programme.modules:
        limit = scaled(policy.elements_per_unit, module, policy.modular_unit)
        if len(module.assessments) > limit:
            yield Note(
                says=f"{module.code} has {count(len(module.assessments), 'assessment')}; the limit for "
                f"{module.credits} credits is {number(limit)}.",
                at=(of_module(module, "assessments"),),
                remedy="Merge assessments, or record why this module needs more.",
                facts=[len(module.assessments), module.credits, limit],
            )


@rule(
    "assessment-load",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="Usual load a credit (our advice)",
    confidence=Confidence.P,
    why="Clinicians study beside their work. Too many words a credit is the first thing that student members ask about.",
    advice=True,
    policy=True,
)
def assessment_load(programme: Programme, context: Context) -> Iterator[Note]:
    """We suggest no more words of assessment than the institution's figure a credit."""
    for module in programme.modules:
        asked = sum(words_of(each.size) for each in module.assessments)
        usual = context.policy.words_per_credit * module.credits
        if module.credits > 0 and asked > usual:
            yield Note(
                says=f"{module.code} asks for {asked:,} words; {usual:,} would be usual for {module.credits} credits.",
                at=(of_module(module, "assessments"),),
                remedy="We suggest shortening the written work or putting another form of assessment in its place.",
                facts=[asked, usual],
            )


def scaled(limit: int, module: Module, unit: int) -> int:
    """The limit for the module's size: proportional to its credits, never below the limit of one unit."""
    return max(limit, limit * module.credits // unit) if unit else limit


def words_of(size: str) -> int:
    """The words in a size: "3,000 words" -> 3000, "20 minutes" -> 0; of a range the larger."""
    found = _WORDS.search(size)
    if not found:
        return 0
    return max(int(part.replace(",", "")) for part in found.groups() if part)


_WORDS = re.compile(r"(?:(\d[\d,]{0,8})\s{0,2}(?:-|–|to)\s{0,2})?(\d[\d,]{0,8})[\s-]{0,2}words?\b", re.IGNORECASE)


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
                says=f"{module.code} has {count(len(module.outcomes), 'outcome')}; "
                f"the limit for {module.credits} credits is {number(limit)}.",
                at=(of_module(module, "outcomes"),),
                remedy="Merge outcomes, or record why this module needs more.",
                facts=[len(module.outcomes), module.credits, limit],
            )
