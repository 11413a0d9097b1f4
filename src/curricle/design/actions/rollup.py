"""The one stored sum of a programme, for lists; written in the transaction of the change it sums up."""

from __future__ import annotations

from curricle.core.alignment import Coverage, coverage, group_of
from curricle.core.canonical import digest
from curricle.core.checks import run
from curricle.core.programme import Programme
from curricle.core.terms import Severity
from curricle.design.models import ProgrammeRow, RollUp
from curricle.design.queries import lenses_of, policy_set, waivers


def refresh(row: ProgrammeRow, value: Programme) -> RollUp:
    """Work the roll-up out anew from the value and keep it."""
    lenses = lenses_of(row, value)
    seen = [coverage(value, lens) for lens in lenses]
    shown = next((each for each in seen if each.framework.kind == "schema"), seen[0] if seen else None)
    report = run(value, lenses, policy=policy_set(row.organisation_id), waivers=waivers(row))
    made, _ = RollUp.objects.update_or_create(
        programme=row,
        defaults={
            "digest": digest(value),
            "modules": len(value.modules),
            "items": sum(each.totals.items for each in seen),
            "taught": sum(each.totals.taught for each in seen),
            "assessed": sum(each.totals.assessed for each in seen),
            "blocks": sum(finding.severity is Severity.BLOCKS for finding in report.sourced),
            "warns": sum(finding.severity is Severity.WARNS for finding in report.sourced),
            "lens": shown.framework.title if shown else "",
            "strip": _strip(shown),
        },
    )
    row.roll_up = made
    return made


def _strip(shown: Coverage | None) -> list[list[str]]:
    """[[code, letter, pillar, item id], …]."""
    if shown is None:
        return []
    pillars = {each.item.id: group_of(each.item, shown.framework) for each in shown.items}
    order = {name: at for at, name in enumerate(dict.fromkeys(pillars.values()))}
    return [
        [each.item.name, each.letter.value if each.letter else "", pillars[each.item.id], each.item.id]
        for each in sorted(shown.items, key=lambda each: order[pillars[each.item.id]])
    ]
