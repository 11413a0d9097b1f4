"""Claims that point nowhere, and outcomes that claim nothing."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.alignment import Coverage
from curricle.core.checks.context import Context
from curricle.core.checks.places import of_claim, of_module, of_outcome
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import count, first, names
from curricle.core.module import Claim, Module
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Severity

TOPIC = "Claims"
HOUSE = "Meaning of a claim (house arithmetic)"


def _note(coverage: Coverage, stray: tuple[tuple[Module, Claim], ...], says: str, remedy: str) -> Note:
    places = tuple(of_claim(module, claim) for module, claim in stray)
    return Note(
        says=f"{first(count(len(stray), 'claim'))} on {coverage.framework.title} {says}: {names([place.label for place in places])}.",
        at=places,
        remedy=remedy,
        facts=[coverage.framework.id, [[claim.outcome, claim.item] for _, claim in stray]],
    )


@rule(
    "claim-on-heading",
    topic=TOPIC,
    severity=Severity.WARNS,
    source=HOUSE,
    confidence=Confidence.P,
    why="A claim on a heading covers none of the items below it, so the mapping looks fuller than it is.",
)
def claim_on_heading(programme: Programme, context: Context) -> Iterator[Note]:
    """A claim points to an item that may be mapped, not to a heading, a criterion or a duty."""
    for coverage in context.coverages:
        if coverage.on_headings:
            says = "points to a heading" if len(coverage.on_headings) == 1 else "point to headings"
            yield _note(
                coverage, coverage.on_headings, says, "Move each claim to the items below the heading that the outcome really meets."
            )


@rule(
    "claim-on-unknown",
    topic=TOPIC,
    severity=Severity.WARNS,
    source=HOUSE,
    confidence=Confidence.P,
    why="The item is not in this version, so the claim covers nothing and the printed mapping cannot name it.",
)
def claim_on_unknown(programme: Programme, context: Context) -> Iterator[Note]:
    """A claim points to an item that the version holds."""
    for coverage in context.coverages:
        if coverage.on_unknown:
            says = "points to an item it does not hold" if len(coverage.on_unknown) == 1 else "point to items it does not hold"
            yield _note(coverage, coverage.on_unknown, says, "Move each claim to an item of this version, or take it out.")


@rule(
    "claim-without-outcome",
    topic=TOPIC,
    severity=Severity.WARNS,
    source=HOUSE,
    confidence=Confidence.P,
    why="A claim says which outcome meets the item; without the outcome a reviewer cannot follow it.",
)
def claim_without_outcome(programme: Programme, context: Context) -> Iterator[Note]:
    """A claim starts from an outcome of its own module."""
    for module in programme.modules:
        known = {outcome.id for outcome in module.outcomes}
        lost = {claim.outcome for claim in module.claims} - known
        if lost:
            yield Note(
                says=f"{module.code} holds claims of {count(len(lost), 'outcome')} that it does not have.",
                at=(of_module(module, "outcomes"),),
                remedy="Add the missing outcome to the module, or take its claims out.",
                facts=sorted(lost),
            )


@rule(
    "orphan-outcome",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="What panels ask of a mapping (house practice)",
    confidence=Confidence.P,
    why="A reviewer asks what an outcome is for that meets nothing in the standard or the schema.",
    applies=lambda programme, context: bool(context.lenses) and any(module.claims for module in programme.modules),
)
def orphan_outcome(programme: Programme, context: Context) -> Iterator[Note]:
    """Each module outcome claims at least one item of some lens."""
    orphans = []
    for module in programme.modules:
        claimed = {claim.outcome for claim in module.claims if claim.framework in context.lenses}
        orphans += [of_outcome(module, outcome, "claims") for outcome in module.outcomes if outcome.id not in claimed]
    if orphans:
        yield Note(
            says=f"{first(count(len(orphans), 'outcome'))} {'claims' if len(orphans) == 1 else 'claim'} nothing: "
            f"{names([place.label for place in orphans])}.",
            at=tuple(orphans),
            remedy="Claim what each outcome meets, or leave it if it serves the award alone.",
            facts=[place.id for place in orphans],
        )
