"""How outcomes are worded. All of it is our own advice: it suggests and never blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_outcome
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import count, first, names
from curricle.core.module import STAND_INS, Module, Outcome
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Severity

TOPIC = "Wording"
ADVICE = "Our advice on writing outcomes"

#: Openings that nobody can watch a learner do.
WEAK = (
    "understand",
    "know",
    "appreciate",
    "be aware of",
    "be familiar with",
    "learn",
    "have knowledge of",
    "gain",
    "realise",
    "recognise that",
)
#: Verbs that name something a learner can be seen to do; used to tell two demands from one.
VERBS = frozenset(
    re.findall(
        r"\w+",
        """
        analyse apply appraise argue articulate assess author build calculate choose coach collaborate communicate compare compose
        conduct consolidate construct consult contrast contribute coordinate create critique defend deliver demonstrate describe
        design develop devise diagnose discuss draw employ enable engage establish evaluate examine explain explore facilitate
        formulate identify implement influence initiate integrate interpret investigate judge justify lead list maintain manage
        mentor monitor negotiate observe organise perform plan practise prepare present prioritise produce promote propose reflect
        report research respond review select show solve state summarise supervise support synthesise teach test treat undertake use
        utilise work write
        """,
    )
)
#: Openings that ask for less than a master's level outcome should.
LOW = ("describe", "list", "identify", "state", "name", "outline", "define", "recall")
ADVERBS = re.compile(r"^(?:\w+ly|independently|also)\s+", re.IGNORECASE)
OPENING = re.compile(
    r"^(?:(?:by|at|on) (?:the )?(?:end|completion)[^,:]*[,:]\s*)?(?:(?:the )?(?:learner|student|apprentice)s? "
    r"(?:will |should |must |can )?)?(?:be able to )?(?:to )?",
    re.IGNORECASE,
)
TWO = re.compile(r"\b(?:and|then)\s+(?:to\s+)?(\w+)", re.IGNORECASE)
LONGEST = 40  # words


@lru_cache(maxsize=1024)
def opening(text: str) -> str:
    """The outcome from its verb on, in small letters: "By the end, critically evaluate …" -> "evaluate …"."""
    rest = OPENING.sub("", text.strip(), count=1)
    return ADVERBS.sub("", rest, count=1).casefold()


def starts_with(text: str, openings: tuple[str, ...]) -> bool:
    return text.startswith(openings) and any(text == each or text.startswith(each + " ") for each in openings)


def two_demands(text: str) -> bool:
    """True where a second verb is joined to the first: "evaluate evidence and lead change"."""
    start = opening(text)
    verb = start.split(" ", 1)[0].strip(",.;")
    return verb in VERBS and any(word in VERBS and word != verb for word in _after_and(start))


def _after_and(text: str) -> Iterator[str]:
    for found in TWO.finditer(text):
        yield found[1].casefold()


def _where(programme: Programme, holds: Callable[[Module, Outcome], bool]) -> list[tuple[Module, Outcome]]:
    return [(module, each) for module in programme.modules for each in module.outcomes if each.text.strip() and holds(module, each)]


def _note(found: list[tuple[Module, Outcome]], one: str, more: str, remedy: str) -> Iterator[Note]:
    if found:
        places = tuple(of_outcome(module, each, "text") for module, each in found)
        yield Note(
            says=f"{first(count(len(found), 'outcome'))} {one if len(found) == 1 else more}: {names([each.label for each in places])}.",
            at=places,
            remedy=remedy,
            facts=[[each.id, each.text] for _, each in found],
        )


@rule(
    "outcome-without-text",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="House arithmetic",
    confidence=Confidence.P,
    why="A panel reads the outcome itself; a code alone tells nobody what is learned.",
)
def outcome_without_text(programme: Programme, context: Context) -> Iterator[Note]:
    """Each outcome says what a learner will be able to do."""
    bare = [(module, each) for module in programme.modules for each in module.outcomes if not each.text.strip()]
    yield from _note(bare, "has no text", "have no text", "Write what a learner will be able to do.")


@rule(
    "measurable-verb",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source=ADVICE,
    confidence=Confidence.P,
    why="Nobody can watch a learner understand. A verb that can be seen tells markers what to look for.",
    advice=True,
)
def measurable_verb(programme: Programme, context: Context) -> Iterator[Note]:
    """We suggest opening an outcome with a verb that can be seen, rather than understand, know or appreciate."""
    found = _where(programme, lambda module, each: starts_with(opening(each.text), WEAK))
    yield from _note(
        found,
        "opens with a verb that cannot be assessed",
        "open with a verb that cannot be assessed",
        "We suggest a verb that shows it: explain, apply, evaluate, design.",
    )


@rule(
    "one-demand",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source=ADVICE,
    confidence=Confidence.P,
    why="A learner who does half of it has neither passed nor failed, and markers will differ.",
    advice=True,
)
def one_demand(programme: Programme, context: Context) -> Iterator[Note]:
    """We suggest one demand for each outcome."""
    found = _where(programme, lambda module, each: two_demands(each.text))
    yield from _note(found, "makes two demands", "make two demands", "We suggest dividing each, or keeping the stronger verb.")


@rule(
    "level-wording",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source=ADVICE,
    confidence=Confidence.P,
    why="Level 7 asks for judgement in complex situations; a panel reads an outcome that only describes as lower.",
    advice=True,
)
def level_wording(programme: Programme, context: Context) -> Iterator[Note]:
    """We suggest that a level 7 outcome asks for more than to describe, list or identify."""
    found = _where(programme, lambda module, each: module.level >= 7 and starts_with(opening(each.text), LOW))
    yield from _note(
        found,
        "at level 7 opens with a verb of a lower level",
        "at level 7 open with a verb of a lower level",
        "We suggest a verb of level 7: critically evaluate, synthesise, justify.",
    )


@rule(
    "outcome-length",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source=ADVICE,
    confidence=Confidence.P,
    why="An outcome that takes two breaths to read is hard to teach to and harder to mark.",
    advice=True,
)
def outcome_length(programme: Programme, context: Context) -> Iterator[Note]:
    """We suggest outcomes of no more than 40 words."""
    found = _where(programme, lambda module, each: len(each.text.split()) > LONGEST)
    remedy = "We suggest keeping the verb, the object and the situation, and moving the rest to the syllabus."
    yield from _note(found, f"is longer than {LONGEST} words", f"are longer than {LONGEST} words", remedy)


@rule(
    "outcome-twice",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source=ADVICE,
    confidence=Confidence.P,
    why="Two outcomes with the same words look like a slip in copying, and credit would be given twice for one thing.",
    advice=True,
)
def outcome_twice(programme: Programme, context: Context) -> Iterator[Note]:
    """We suggest that no two outcomes have the same words."""
    seen: dict[str, list[tuple[Module, Outcome]]] = {}
    for module in programme.modules:
        for each in module.outcomes:
            if each.text.strip() and each.text not in STAND_INS:
                seen.setdefault(" ".join(each.text.casefold().split()).rstrip("."), []).append((module, each))
    found = [each for same in seen.values() if len(same) > 1 for each in same]
    yield from _note(
        found, "repeats another", "have the same words as another", "We suggest saying what is different in each, or merging them."
    )
