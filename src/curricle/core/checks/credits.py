"""Credits, levels and the award."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_hours
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import hours
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Severity


@rule(
    "credits-10",
    topic="Credits and award",
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
