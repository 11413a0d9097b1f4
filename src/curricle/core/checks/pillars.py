"""How the pillars are met. Our own suggestions: no law speaks of shares."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_lens
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import count, first, names
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Severity

TOPIC = "Pillars"


@rule(
    "pillar-without-a",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="Suggested product check (house practice)",
    confidence=Confidence.P,
    why="Enhanced practice stands on all pillars of the schema; a reviewer notices the one that is never assessed.",
    advice=True,
)
def pillar_without_a(programme: Programme, context: Context) -> Iterator[Note]:
    """We suggest that each pillar has at least one assessed item."""
    for coverage in context.coverages:
        bare = [share.name for share in coverage.pillars if not share.assessed]
        if bare and coverage.totals.taught:
            yield Note(
                says=f"In {coverage.framework.title}, nothing of {names(bare)} is assessed.",
                at=(of_lens(coverage.framework, "mapping"),),
                remedy="We suggest assessing at least one item of each pillar: open the mapping, filtered by that pillar.",
                facts=[coverage.framework.id, bare],
            )


@rule(
    "pillar-balance",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="Suggested product check (house practice)",
    confidence=Confidence.P,
    why="A pillar that holds very little of what is taught looks like an afterthought to its reviewers.",
    advice=True,
    policy=True,
)
def pillar_balance(programme: Programme, context: Context) -> Iterator[Note]:
    """We suggest that no pillar of the schema holds less of the taught items than the institution's least share."""
    least = context.policy.pillar_share_least
    for coverage in context.coverages:
        whole = sum(share.taught for share in coverage.pillars)
        thin = [share.name for share in coverage.pillars if whole and share.taught * 100 < whole * least]
        if thin:
            yield Note(
                says=f"{first(count(len(thin), 'pillar'))} of {coverage.framework.title} "
                f"{'holds' if len(thin) == 1 else 'hold'} less than {least} per cent of what is taught: {names(thin)}.",
                at=(of_lens(coverage.framework, "mapping"),),
                remedy="We suggest claiming more items of these pillars, or saying in the aims why they weigh less.",
                facts=[coverage.framework.id, thin, least],
            )
