"""The coverage strip: one cell an item in framework order, grouped by pillar, the letter or a dash inside."""

from __future__ import annotations

from collections.abc import Mapping

from curricle.core.alignment import Coverage, ItemCoverage, group_of
from curricle.core.papers.tree import StripBlock, StripCell, StripGroup
from curricle.core.papers.wording import capital, framework_name, item_label
from curricle.core.registry import kind_label

#: What the letters mean, as printed beside every strip (meanings, 1).
KEY = (
    "I: introduced. D: developed. A: assessed, with at least one assessment of the module behind it. "
    "–: no module outcome claims it. The letter of an item is the highest of its claims; an A that no assessment stands behind counts as D."
)


def coverage_strip(coverage: Coverage, title: str = "") -> StripBlock:
    """The strip of one framework with its text equal, under the framework's name unless another title is given."""
    groups = grouped(coverage)
    return StripBlock(
        title=title or framework_name(coverage.framework),
        groups=tuple(
            StripGroup(name=name, cells=tuple(StripCell(code=item_label(each.item), letter=each.letter) for each in held))
            for name, held in groups.items()
        ),
        says=_says(coverage, groups),
    )


def grouped(coverage: Coverage) -> Mapping[str, list[ItemCoverage]]:
    """The groups of every picture of coverage, in order of first appearance (alignment.group_of)."""
    groups: dict[str, list[ItemCoverage]] = {}
    for each in coverage.items:
        group = group_of(each.item, coverage.framework)
        groups.setdefault(capital(group) if group in each.item.pillars else kind_label(group), []).append(each)
    return groups


def _says(coverage: Coverage, groups: Mapping[str, list[ItemCoverage]]) -> str:
    totals = coverage.totals
    lines = [f"{totals.taught} of {totals.items} items taught, {totals.assessed} assessed."]
    if len(groups) > 1:
        lines += [
            f"{name}: {sum(each.taught for each in held)} of {len(held)} taught, {sum(each.assessed for each in held)} assessed."
            for name, held in groups.items()
        ]
    missed = [each.item.name for each in coverage.items if not each.taught]
    if missed:
        lines.append(f"Missed: {', '.join(missed)}.")
    return " ".join(lines)
