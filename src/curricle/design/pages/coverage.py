"""The parts of pages that picture coverage: strips and pillar rows."""

from __future__ import annotations

from fractions import Fraction

from curricle.core.alignment import Coverage, ItemCoverage, Share
from curricle.core.gaps import GapKind, gap_kinds
from curricle.core.policyset import PolicySet
from curricle.design.pages.frame import Addresses
from curricle.ui.parts import PillarRow
from curricle.ui.strip import Strip, StripCell

OUTLINED = (GapKind.MISSED, GapKind.NEVER_ASSESSED)


def strip(coverage: Coverage, addresses: Addresses, policy: PolicySet) -> Strip:
    """One cell an item in framework order, grouped by pillar where items carry one."""
    return Strip(
        label=f"Coverage of {coverage.framework.title}",
        cells=tuple(
            StripCell(
                code=each.item.name,
                letter=each.letter.value if each.letter else "",
                group=_group(each, coverage),
                title=told(each),
                href=addresses.item(each.item.id),
                gap=any(kind in OUTLINED for kind in gap_kinds(each, policy)),
            )
            for each in coverage.items
        ),
    )


def told(each: ItemCoverage) -> str:
    """A cell's words: the item and the claims on it."""
    if not each.uses:
        return f"{each.item.name}: no claim"
    claims = ", ".join(f"{use.module_code} {use.outcome_code} {use.letter.value}" for use in each.uses)
    return f"{each.item.name}: {each.letter.word if each.letter else ''}; {claims}"


def pillar_rows(coverage: Coverage, address: str) -> tuple[PillarRow, ...]:
    """A row a pillar; for a standard, a row for knowledge, skills and behaviours."""
    shares = coverage.pillars or kinds(coverage)
    return tuple(
        PillarRow(
            name=share.name.capitalize(),
            taught=_whole(share.taught),
            assessed=_whole(share.assessed),
            total=_whole(share.of),
            href=f"{address}&show=all&group={share.id}",
            gaps_href=f"{address}&group={share.id}",
        )
        for share in shares
    )


def kinds(coverage: Coverage) -> tuple[Share, ...]:
    """One share a kind of item, in order of first appearance."""
    names = dict.fromkeys(each.item.kind for each in coverage.items)
    return tuple(
        Share(
            id=name,
            name=name,
            of=Fraction(len(held)),
            taught=Fraction(sum(each.taught for each in held)),
            assessed=Fraction(sum(each.assessed for each in held)),
        )
        for name in names
        for held in [[each for each in coverage.items if each.item.kind == name]]
    )


def in_group(each: ItemCoverage, group: str) -> bool:
    """Whether an item stands in a pillar, or is of a kind, of that name."""
    return not group or group in each.item.pillars or group == each.item.kind


def _group(each: ItemCoverage, coverage: Coverage) -> str:
    if each.item.pillars:
        return each.item.pillars[0].capitalize()
    return each.item.kind.capitalize() if coverage.framework.kind == "standard" else ""


def _whole(amount: Fraction) -> int | float:
    """An item in two pillars counts half in each: "12.5 of 14" is shown as such."""
    return int(amount) if amount.denominator == 1 else round(float(amount), 1)
