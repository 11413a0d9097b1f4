"""What the mapping leaves open, lens by lens. The arithmetic stands in core/alignment.py; here it is put into letters."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.alignment import Coverage, ItemCoverage
from curricle.core.checks.context import Context
from curricle.core.checks.places import of_item, of_lens
from curricle.core.checks.routes import Choices
from curricle.core.checks.rule import Note, apprenticeship, rule
from curricle.core.checks.words import count, first, names
from curricle.core.framework import AssessmentMethod
from curricle.core.programme import Programme
from curricle.core.registry import KINDS
from curricle.core.terms import Confidence, Severity

TOPIC = "Coverage"
MAPPING = "What panels ask of a mapping (house practice)"
#: Words by which a standard's assessment method tells that a portfolio stands behind it.
PORTFOLIO = "portfolio"
#: How a document names the reformed model of assessment, in which the employer verifies behaviours (A, GOV-REQ).
REFORMED = ("aap", "reformed", "apprenticeship assessment")


def items_of(coverage: Coverage, found: list[ItemCoverage]) -> str:
    """ "three KSBs" for a standard, "three capabilities" where all are of one kind, else "three items"."""
    kinds = {each.item.kind for each in found}
    if coverage.framework.kind == "standard":
        return count(len(found), "KSB")
    kind = kinds.pop() if len(kinds) == 1 else "item"
    one = KINDS.get(kind, kind).lower()
    more = {"capability": "capabilities", "competency": "competencies", "knowledge": "knowledge items"}.get(one, one + "s")
    return count(len(found), "knowledge item" if one == "knowledge" else one, more)


def _note(coverage: Coverage, found: list[ItemCoverage], says: str, remedy: str, severity: Severity | None = None) -> Note:
    labels = names([each.item.name for each in found])
    return Note(
        says=f"{first(items_of(coverage, found))} {says}: {labels}.",
        at=(of_lens(coverage.framework, "mapping"), *(of_item(each.item) for each in found)),
        remedy=remedy,
        facts=[coverage.framework.id, [[each.item.id, each.assessed_claims] for each in found]],
        severity=severity,
    )


def _are(found: list[ItemCoverage], one: str, more: str) -> str:
    return one if len(found) == 1 else more


def _missed(context: Context, *, standard: bool) -> Iterator[Note]:
    for coverage in context.coverages:
        found = [each for each in coverage.items if not each.taught]
        if found and (coverage.framework.kind == "standard") is standard:
            says = _are(found, "is taught nowhere", "are taught nowhere")
            yield _note(coverage, found, says, "Open the mapping and claim each of them through a module outcome that teaches it.")


def _never_assessed(context: Context, *, standard: bool) -> Iterator[Note]:
    for coverage in context.coverages:
        if (coverage.framework.kind == "standard") is not standard:
            continue
        elsewhere = evidenced_elsewhere(coverage) if standard else frozenset()
        found = [each for each in coverage.items if each.taught and not each.assessed and each.item.id not in elsewhere]
        if found:
            says = _are(found, "is taught but never assessed", "are taught but never assessed")
            yield _note(coverage, found, says, "Open the mapping and give each an A through an outcome that an assessment assesses.")


def evidenced_elsewhere(coverage: Coverage) -> frozenset[str]:
    """Items of a standard that a portfolio evidences, and behaviours where the employer verifies them (A, GOV-REQ)."""
    facts = coverage.framework.facts
    portfolio = {item for method in facts.assessment_methods if _uses_portfolio(method) for item in method.items}
    if any(word in facts.assessment_model.casefold() for word in REFORMED):
        portfolio |= {each.item.id for each in coverage.items if each.item.kind == "behaviour"}
    return frozenset(portfolio)


def _uses_portfolio(method: AssessmentMethod) -> bool:
    return any(PORTFOLIO in text.casefold() for text in (method.name, method.notes, *method.components))


@rule(
    "ksb-taught",
    topic=TOPIC,
    severity=Severity.WARNS,
    source=MAPPING,
    confidence=Confidence.P,
    why="The apprentice is assessed on every KSB of the standard at the end, so each has to be taught somewhere.",
)
def ksb_taught(programme: Programme, context: Context) -> Iterator[Note]:
    """Every KSB (knowledge, skill, behaviour) of the standard is claimed by a module outcome."""
    yield from _missed(context, standard=True)


@rule(
    "ksb-assessed",
    topic=TOPIC,
    severity=Severity.WARNS,
    source=MAPPING,
    confidence=Confidence.P,
    why="Nobody can show at the gateway that the apprentice has reached a KSB that was taught and never assessed.",
)
def ksb_assessed(programme: Programme, context: Context) -> Iterator[Note]:
    """Every KSB is assessed, or evidenced by a portfolio that the standard names, or verified by the employer."""
    yield from _never_assessed(context, standard=True)


@rule(
    "ksb-portfolio-only",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source=MAPPING,
    confidence=Confidence.P,
    why="The portfolio can evidence these at the end, but no mark of a module says on the way whether the apprentice is there.",
)
def ksb_portfolio_only(programme: Programme, context: Context) -> Iterator[Note]:
    """KSBs that no module assesses, and that rest on the portfolio or on the employer alone, are pointed out."""
    for coverage in context.coverages:
        if coverage.framework.kind != "standard":
            continue
        elsewhere = evidenced_elsewhere(coverage)
        found = [each for each in coverage.items if each.taught and not each.assessed and each.item.id in elsewhere]
        if found:
            says = _are(found, "rests on the portfolio alone", "rest on the portfolio alone")
            yield _note(coverage, found, says, "Check that the portfolio guide asks for each, or assess it in a module.")


@rule(
    "capability-taught",
    topic=TOPIC,
    severity=Severity.WARNS,
    source=MAPPING,
    confidence=Confidence.P,
    why="A reviewer looks for every item of the profession's schema and asks first about those that are missing.",
)
def capability_taught(programme: Programme, context: Context) -> Iterator[Note]:
    """Every item of a schema, curriculum or other lens is claimed by a module outcome."""
    yield from _missed(context, standard=False)


@rule(
    "capability-assessed",
    topic=TOPIC,
    severity=Severity.WARNS,
    source=MAPPING,
    confidence=Confidence.P,
    why="A panel asks how the university knows that what is taught has been learned; here nothing would show it.",
)
def capability_assessed(programme: Programme, context: Context) -> Iterator[Note]:
    """Every item of a schema, curriculum or other lens that is taught is assessed too."""
    yield from _never_assessed(context, standard=False)


@rule(
    "single-thread",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source=MAPPING,
    confidence=Confidence.P,
    why="If that one assessment changes or is compensated, nothing assesses these any more.",
)
def single_thread(programme: Programme, context: Context) -> Iterator[Note]:
    """An item that is assessed exactly once hangs by a single thread."""
    for coverage in context.coverages:
        found = [each for each in coverage.items if each.assessed_claims == 1]
        if found:
            says = _are(found, "hangs by a single assessment", "hang by a single assessment each")
            yield _note(coverage, found, says, "Check that each such assessment must be passed, or assess the item a second time.")


@rule(
    "optional-only",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source=MAPPING,
    confidence=Confidence.P,
    why="A learner may choose a route on which these are never taught and still receive the award.",
)
def optional_only(programme: Programme, context: Context) -> Iterator[Note]:
    """Items that a schema marks as core, and every KSB, are met on every route, whatever is chosen. Others are pointed out."""
    choices = Choices(programme, context)
    for coverage in context.coverages:
        found = [each for each in coverage.items if each.optional_only and _avoidable(each, choices)]
        needed = [each for each in found if coverage.framework.kind == "standard" or each.item.requirement == "core"]
        others = [each for each in found if each not in needed]
        remedy = "Claim each through an outcome of a core module, or make the module that teaches it core."
        for group, severity in ((needed, Severity.WARNS), (others, Severity.INFORMS)):
            if group:
                says = _are(group, "is missing", "are missing") + " on at least one route"
                yield _note(coverage, group, says, remedy, severity)


def _avoidable(each: ItemCoverage, choices: Choices) -> bool:
    claiming = frozenset(use.module for use in each.uses)
    return any(choices.avoid(pathway, claiming) for pathway in each.without)


@rule(
    "over-covered",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="The institution's limit",
    confidence=Confidence.P,
    why="Learners are assessed on the same thing again and again, and the time is missing elsewhere.",
    policy=True,
)
def over_covered(programme: Programme, context: Context) -> Iterator[Note]:
    """No item is assessed more often than the institution's limit."""
    limit = context.policy.over_covered
    for coverage in context.coverages:
        found = [each for each in coverage.items if each.assessed_claims > limit]
        if found:
            says = _are(found, "is assessed", "are assessed") + f" more than {count(limit, 'time')}"
            yield _note(coverage, found, says, "Take out assessed claims that repeat another, or record why they stay.")


@rule(
    "behaviours-verified",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="Requirements and guidance for apprenticeship assessment (GOV-REQ)",
    confidence=Confidence.A,
    why="Under the reformed model the employer verifies behaviours; the assessment organisation does not assess them.",
    applies=apprenticeship,
)
def behaviours_verified(programme: Programme, context: Context) -> Iterator[Note]:
    """Where the standard uses the reformed model, behaviours are verified by the employer."""
    for coverage in context.coverages:
        if coverage.framework.kind == "standard" and any(word in coverage.framework.facts.assessment_model.casefold() for word in REFORMED):
            found = [each for each in coverage.items if each.item.kind == "behaviour"]
            if found:
                says = _are(found, "is for the employer to verify", "are for the employer to verify")
                yield _note(coverage, found, says, "Say in the work-based learning statement how the employer will verify them.")
