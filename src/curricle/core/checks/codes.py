"""Codes: by them people find modules, outcomes and assessments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_assessment, of_module, of_outcome, of_pathway
from curricle.core.checks.rule import Note, rule
from curricle.core.checks.words import number
from curricle.core.findings import Place
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Severity


@rule(
    "codes-unique",
    topic="Codes",
    severity=Severity.BLOCKS,
    source="House arithmetic",
    confidence=Confidence.P,
    why="Mappings, papers and comments name things by code. With one code on two things nobody can tell which is meant.",
)
def codes_unique(programme: Programme, context: Context) -> Iterator[Note]:
    """No two modules share a code, nor two outcomes or two assessments of one module, nor two pathways."""
    yield from _twice("modules", "", [(module.code, of_module(module, "code")) for module in programme.modules])
    yield from _twice("pathways", "", [(each.code, of_pathway(each, "code")) for each in programme.pathways])
    for module in programme.modules:
        inside = f" of {module.code}"
        yield from _twice("outcomes", inside, [(each.code, of_outcome(module, each, "code")) for each in module.outcomes])
        yield from _twice("assessments", inside, [(each.code, of_assessment(module, each, "code")) for each in module.assessments])


def _twice(what: str, inside: str, coded: Iterable[tuple[str, Place]]) -> Iterator[Note]:
    seen: dict[str, list[tuple[str, Place]]] = {}
    for code, place in coded:
        if code.strip():
            seen.setdefault(code.strip().casefold(), []).append((code.strip(), place))
    for same in seen.values():
        if len(same) > 1:
            code = same[0][0]
            yield Note(
                says=f"{number(len(same)).capitalize()} {what}{inside} have the code {code}.",
                at=tuple(place for _, place in reversed(same)),
                remedy=f"Give each a code of its own; keep {code} for one of them.",
                facts=[code, len(same)],
            )
