"""The programme as names and texts for a university's own Word template. Documented in interop/documents/README.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from curricle.core.alignment import Coverage
from curricle.core.hours import module_hours
from curricle.core.module import Module
from curricle.core.papers.descriptor import weight
from curricle.core.papers.mappings import status
from curricle.core.papers.pack import BANNER, meta_of
from curricle.core.papers.tree import Meta
from curricle.core.papers.wording import day, framework_name, held_as, hours, item_label, per_cent
from curricle.core.programme import Programme


def template_context(programme: Programme, coverages: Sequence[Coverage], meta: Meta) -> dict[str, Any]:
    """Texts and lists of texts only: no values with behaviour reach a template. `meta` as `pack.meta_of` makes it."""
    texts = {field.name: getattr(programme, field.name) for field in fields(programme)}
    award = programme.award
    return {name: value for name, value in texts.items() if isinstance(value, str)} | {
        "award_title": award.title,
        "award_type": award.type,
        "award_credits": str(award.credits),
        "award_level": str(award.level),
        "exit_awards": award.exit_awards,
        "first_intake": day(programme.first_intake) if programme.first_intake else "",
        "digest": meta.digest,
        "prepared": day(meta.prepared),
        "demonstration": BANNER if programme.demonstration else "",
        "modules": [_module(programme, module) for module in programme.modules],
        "lenses": [_lens(coverage) for coverage in coverages],
    }


def _module(programme: Programme, module: Module) -> dict[str, Any]:
    line = module_hours(module)
    texts = {field.name: getattr(module, field.name) for field in fields(module)}
    codes = {outcome.id: outcome.code for outcome in module.outcomes}
    placement = programme.placement_of(module.id)
    return {name: value for name, value in texts.items() if isinstance(value, str)} | {
        "credits": str(module.credits),
        "level": str(module.level),
        "held_as": held_as(programme, placement),
        "period": placement.period,
        "planned_hours": hours(line.planned) if module.hours else "Not given",
        "online_share": per_cent(line.blended),
        "off_the_job": hours(line.off_the_job) if module.hours else "Not given",
        "outcomes": [{"code": each.code, "text": each.text, "group": each.group} for each in module.outcomes],
        "assessments": [
            {
                "code": each.code,
                "title": each.title,
                "type": each.type,
                "size": each.size,
                "weight": weight(module, each),
                "outcomes": ", ".join(codes.get(id, "?") for id in each.outcomes),
            }
            for each in module.assessments
        ],
        "hours": [
            {"kind": each.kind.value, "delivery": each.delivery.value, "hours": hours(each.minutes), "note": each.note}
            for each in module.hours
        ],
    }


def _lens(coverage: Coverage) -> dict[str, Any]:
    totals = coverage.totals
    return {
        "title": framework_name(coverage.framework),
        "items": str(totals.items),
        "taught": str(totals.taught),
        "assessed": str(totals.assessed),
        "rows": [
            {
                "code": item_label(each.item),
                "statement": each.item.statement,
                "letter": each.letter.value if each.letter else "–",
                "status": status(each),
                "met_in": ", ".join(f"{use.module_code} {use.outcome_code} ({use.letter.value})" for use in each.uses),
            }
            for each in coverage.items
        ],
    }


__all__ = ["meta_of", "template_context"]
