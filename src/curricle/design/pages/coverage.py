"""The parts of pages that picture coverage: strips and pillar rows."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from curricle.core.alignment import Coverage, ItemCoverage, Share, group_of
from curricle.core.gaps import GapKind, gap_kinds
from curricle.core.policyset import PolicySet
from curricle.ui.parts import PillarRow
from curricle.ui.strip import Strip, StripCell


class ItemAddresses(Protocol):
    """Where an item is shown; empty where nowhere."""

    def item(self, id: str) -> str: ...


OUTLINED = (GapKind.MISSED, GapKind.NEVER_ASSESSED)


def strip(coverage: Coverage, addresses: ItemAddresses, policy: PolicySet) -> Strip:
    """One cell an item, grouped by pillar where items carry one, in framework order within the group."""
    groups = {each.item.id: _group(each, coverage) for each in coverage.items}
    order = {name: at for at, name in enumerate(dict.fromkeys(groups.values()))}
    return Strip(
        label=f"Coverage of {coverage.framework.title}",
        cells=tuple(
            StripCell(
                code=each.item.name,
                letter=each.letter.value if each.letter else "",
                group=groups[each.item.id],
                title=told(each),
                href=addresses.item(each.item.id),
                gap=any(kind in OUTLINED for kind in gap_kinds(each, policy)),
            )
            for each in sorted(coverage.items, key=lambda each: order[groups[each.item.id]])
        ),
    )


def told(each: ItemCoverage) -> str:
    """A cell's words: the item and the claims on it."""
    if not each.uses:
        return f"{each.item.name}: no claim"
    claims = ", ".join(f"{use.module_code} {use.outcome_code} {use.letter.value}" for use in each.uses)
    return f"{each.item.name}: {each.letter.word if each.letter else ''}; {claims}"


def pillar_rows(coverage: Coverage, address: str) -> tuple[PillarRow, ...]:
    """A row a pillar; for a standard, a row for knowledge, skills and behaviours first."""
    shares = [*(kinds(coverage) if coverage.framework.kind == "standard" or not coverage.pillars else ()), *coverage.pillars]
    return tuple(
        PillarRow(
            name=share.name.capitalize(),
            taught=_whole(share.taught),
            assessed=_whole(share.assessed),
            total=_whole(share.of),
            href=f"{address}&show=all&group={share.id}",
            gaps_href=f"{address}&group={share.id}",
            gaps=sum(not each.assessed for each in coverage.items if in_group(each, share.id)),
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
    return group_of(each.item, coverage.framework).capitalize()


def _whole(amount: Fraction) -> int | float:
    """An item in two pillars counts half in each: "12.5 of 14" is shown as such."""
    return int(amount) if amount.denominator == 1 else round(float(amount), 1)
