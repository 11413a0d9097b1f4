"""What comes of a programme: coverage, gaps, findings, the cells of a matrix, as programs read them."""

from __future__ import annotations

from pydantic import Field

from curricle.connect.pages.shape import Shape
from curricle.core.alignment import Coverage, ItemCoverage, Share
from curricle.core.findings import Finding
from curricle.core.gaps import Gap
from curricle.core.programme import Programme


class ShareFacts(Shape):
    """A pillar's n of m. An item with two pillars counts half in each, hence numbers with a fraction."""

    name: str
    of: float
    taught: float
    assessed: float


class LensCoverage(Shape):
    """A programme seen through one framework: counts of its mappable items, and of the claims on them."""

    framework: str
    code: str
    title: str
    version: str
    items: int
    taught: int
    assessed: int
    claims: int
    pillars: list[ShareFacts]


class UseFacts(Shape):
    """One claim. `stands` is false for an A that no assessment stands behind."""

    module: str
    outcome: str
    letter: str
    stands: bool
    reason: str
    assessments: list[str]
    core: bool


class CoveredItem(Shape):
    """`letter` is the highest that stands, None where nothing claims the item."""

    id: str
    code: str
    kind: str
    statement: str
    letter: str | None
    taught: bool
    assessed: bool
    optional_only: bool
    uses: list[UseFacts]


class GapFacts(Shape):
    framework: str
    kind: str
    item: str
    code: str
    says: str


class PlaceFacts(Shape):
    kind: str
    id: str
    label: str
    field: str


class FindingFacts(Shape):
    """`source` and `confidence` say what the rule rests on; `advice` never blocks."""

    rule: str
    severity: str
    advice: bool
    says: str
    why: str
    remedy: str
    source: str
    confidence: str
    at: list[PlaceFacts]


class CellFacts(Shape):
    """One claim on the framework: a letter in a cell of the matrix."""

    module: str = Field(description="The code of the module.")
    outcome: str = Field(description="The id of the outcome, as a change names it.")
    outcome_code: str
    item: str
    letter: str
    reason: str


class Saved(Shape):
    """What a change came to."""

    code: str
    revision: int
    digest: str


def lens_coverage(seen: Coverage) -> LensCoverage:
    framework, totals = seen.framework, seen.totals
    return LensCoverage(
        framework=framework.id,
        code=framework.code,
        title=framework.title,
        version=framework.version,
        items=totals.items,
        taught=totals.taught,
        assessed=totals.assessed,
        claims=totals.claims,
        pillars=[_share(each) for each in seen.pillars],
    )


def covered_item(each: ItemCoverage) -> CoveredItem:
    return CoveredItem(
        id=each.item.id,
        code=each.item.code,
        kind=each.item.kind,
        statement=each.item.statement,
        letter=each.letter.value if each.letter else None,
        taught=each.taught,
        assessed=each.assessed,
        optional_only=each.optional_only,
        uses=[
            UseFacts(
                module=use.module_code,
                outcome=use.outcome_code,
                letter=use.letter.value,
                stands=use.stands,
                reason=use.reason,
                assessments=list(use.assessments),
                core=use.core,
            )
            for use in each.uses
        ],
    )


def gap_facts(framework: str, gap: Gap) -> GapFacts:
    item = gap.coverage.item
    return GapFacts(framework=framework, kind=gap.kind.value, item=item.id, code=item.code, says=gap.says)


def finding_facts(finding: Finding) -> FindingFacts:
    return FindingFacts(
        rule=finding.rule,
        severity=finding.severity.value,
        advice=finding.advice,
        says=finding.says,
        why=finding.why,
        remedy=finding.remedy,
        source=finding.source,
        confidence=finding.confidence.value,
        at=[PlaceFacts(kind=each.kind, id=each.id, label=each.label, field=each.field) for each in finding.at],
    )


def cells_of(value: Programme, lens: str) -> list[CellFacts]:
    """Every claim on the framework, in programme order."""
    codes = {outcome.id: outcome.code for module in value.modules for outcome in module.outcomes}
    return [
        CellFacts(
            module=module.code,
            outcome=claim.outcome,
            outcome_code=codes.get(claim.outcome, ""),
            item=claim.item,
            letter=claim.letter.value,
            reason=claim.reason,
        )
        for module, claim in value.claims()
        if claim.framework == lens
    ]


def _share(share: Share) -> ShareFacts:
    return ShareFacts(
        name=share.name, of=round(float(share.of), 2), taught=round(float(share.taught), 2), assessed=round(float(share.assessed), 2)
    )
