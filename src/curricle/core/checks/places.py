"""Places of a finding, named as people name them: "M1 LO2"."""

from __future__ import annotations

from curricle.core.findings import Place
from curricle.core.framework import Framework, Item
from curricle.core.module import Assessment, Claim, Module, Outcome
from curricle.core.programme import Lens, Pathway, Programme


def of_programme(programme: Programme, field: str = "") -> Place:
    return Place(kind="programme", id=programme.id, label=programme.title or programme.code, field=field)


def of_award(programme: Programme, field: str = "") -> Place:
    return Place(kind="award", id=programme.id, label=programme.award.title or programme.award.type or "the award", field=field)


def of_pathway(pathway: Pathway, field: str = "") -> Place:
    return Place(kind="pathway", id=pathway.id, label=pathway.title or pathway.code, field=field)


def of_lens(lens: Lens | Framework, field: str = "") -> Place:
    id = lens.framework if isinstance(lens, Lens) else lens.id
    return Place(kind="lens", id=id, label=lens.title or lens.code, field=field)


def of_item(item: Item, field: str = "") -> Place:
    return Place(kind="item", id=item.id, label=item.name, field=field)


def of_module(module: Module, field: str = "") -> Place:
    return Place(kind="module", id=module.id, label=module.code or module.title, field=field)


def of_hours(module: Module, field: str = "minutes") -> Place:
    return Place(kind="hours", id=module.id, label=module.code or module.title, field=field)


def of_outcome(module: Module, outcome: Outcome, field: str = "") -> Place:
    return Place(kind="outcome", id=outcome.id, label=f"{module.code} {outcome.code}".strip(), field=field)


def of_assessment(module: Module, assessment: Assessment, field: str = "") -> Place:
    label = f"{module.code} {assessment.code or assessment.title}".strip()
    return Place(kind="assessment", id=assessment.id, label=label, field=field)


def of_claim(module: Module, claim: Claim) -> Place:
    code = next((outcome.code for outcome in module.outcomes if outcome.id == claim.outcome), "?")
    return Place(kind="claim", id=f"{claim.outcome}:{claim.item}", label=f"{module.code} {code}", field="item")
