"""A module as it stands: outcomes with their claims, assessments, hours, descriptor texts. Findings land on its anchors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from curricle.core.checks.documents import DESCRIPTOR
from curricle.core.framework import Framework, Item
from curricle.core.module import Assessment, Module
from curricle.core.programme import Programme
from curricle.design.pages.frame import Frame, frame
from curricle.design.pages.remedies import map_outcome, part
from curricle.design.policy import NOTHING, Rights
from curricle.ui.parts import Cell, Column, SummaryRow
from curricle.ui.words import hours as in_hours

TEXTS = (
    ("rationale", "Rationale"),
    ("aims", "Aims"),
    ("syllabus", "Outline syllabus"),
    ("delivery_pattern", "Delivery pattern"),
    ("prerequisites", "Prerequisites"),
    ("corequisites", "Corequisites"),
    ("excluded", "Excluded combinations"),
    ("reading", "Reading"),
    ("resources", "Resources"),
    ("psrb_notes", "Professional body notes"),
    ("statements", "Sustainability, equality, diversity and inclusion"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPart:
    code: str
    letter: str
    statement: str
    framework: str
    reason: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePart:
    id: str
    code: str
    text: str
    group: str
    assessed_by: str
    claims: tuple[ClaimPart, ...]
    map_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPart:
    id: str
    title: str
    facts: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """Addresses of the pages that change the module; empty ones are not the reader's to change."""

    facts: str = ""
    outcomes: str = ""
    assessments: str = ""
    hours: str = ""
    take_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulePage:
    frame: Frame
    code: str
    title: str
    facts: tuple[SummaryRow, ...]
    outcomes: tuple[OutcomePart, ...]
    assessments: tuple[AssessmentPart, ...]
    weights: str
    hours_columns: tuple[Column, ...]
    hours: tuple[tuple[Cell, ...], ...]
    hours_says: str
    texts: tuple[tuple[str, str, str], ...]
    others: tuple[str, ...]
    workbook: str
    edits: Edits
    workers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulesPage:
    frame: Frame
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bring: str
    add: str


def modules_page(programme: Programme, *, revision: int, rights: Rights = NOTHING) -> ModulesPage:
    """The programme's modules, a row each."""
    columns = (
        Column(text="Module"),
        Column(text="Title"),
        Column(text="Credits", numeric=True),
        Column(text="Level", numeric=True),
        Column(text="Held as"),
        Column(text="Outcomes", numeric=True),
        Column(text="Assessments", numeric=True),
        Column(text="Claims", numeric=True),
    )
    return ModulesPage(
        frame=frame(programme, revision=revision, here="design:modules"),
        columns=columns,
        rows=tuple(
            (
                Cell(text=module.code, href=reverse("design:module", args=[programme.code, module.code])),
                Cell(text=module.title),
                Cell(text=module.credits),
                Cell(text=module.level),
                Cell(text=held_as(programme, module)),
                Cell(text=len(module.outcomes)),
                Cell(text=len(module.assessments)),
                Cell(text=len(module.claims)),
            )
            for module in programme.modules
        ),
        bring=reverse("design:bring") + f"?programme={programme.code}",
        add=reverse("design:add_module", args=[programme.code]) if rights.facts else "",
    )


def module_page(
    programme: Programme,
    module: Module,
    lenses: tuple[Framework, ...],
    *,
    revision: int,
    others: tuple[str, ...] = (),
    rights: Rights = NOTHING,
) -> ModulePage:
    """One module. `others`: codes of the other programmes that hold it."""
    items = {lens.id: (lens, {item.id: item for item in lens.items}) for lens in lenses}
    planned = sum(row.minutes for row in module.hours)
    return ModulePage(
        frame=frame(programme, revision=revision, here="design:modules"),
        code=module.code,
        title=module.title,
        facts=_facts(programme, module),
        outcomes=tuple(_outcome(programme, module, at, items, rights) for at in range(len(module.outcomes))),
        assessments=tuple(_assessment(module, each) for each in module.assessments),
        weights=f"The weights add up to {sum(each.weight for each in module.assessments)}%." if module.assessments else "",
        hours_columns=(
            Column(text="Kind"),
            Column(text="Delivery"),
            Column(text="Time", numeric=True),
            Column(text="In paid time"),
            Column(text="Month", numeric=True),
        ),
        hours=tuple(
            (
                Cell(text=row.kind.value.capitalize()),
                Cell(text=row.delivery.value.capitalize()),
                Cell(text=in_hours(row.minutes)),
                Cell(text="Yes" if row.paid else "No"),
                Cell(text="" if row.month is None else row.month),
            )
            for row in module.hours
        ),
        hours_says=f"{in_hours(planned)} planned; {module.credits} credits need {in_hours(module.credits * 600)}.",
        texts=tuple((name, heading, getattr(module, name)) for name, heading in TEXTS if getattr(module, name) or name in DESCRIPTOR),
        others=others,
        workbook=reverse("design:workbook", args=[programme.code]),
        edits=_edits(programme, module, rights),
        workers=reverse("design:workers", args=[programme.code, module.code]) if rights.facts else "",
    )


def _edits(programme: Programme, module: Module, rights: Rights) -> Edits:
    if module.id not in rights.modules:
        return Edits()
    names = {"facts": "edit_module", "outcomes": "edit_outcomes", "assessments": "edit_assessments", "hours": "edit_hours"}
    names |= {"take_out": "take_out"} if rights.facts else {}
    return Edits(**{name: part(programme.code, module, page) for name, page in names.items()})


def held_as(programme: Programme, module: Module) -> str:
    """Core or optional, on which pathways, when."""
    placement = programme.placement_of(module.id)
    names = {each.id: each.code for each in programme.pathways}
    on = ", ".join(names.get(id, id) for id in placement.pathways)
    return " · ".join(part for part in ("Core" if placement.core else "Optional", on, placement.period) if part)


def _facts(programme: Programme, module: Module) -> tuple[SummaryRow, ...]:
    pairs = (
        ("Credits", str(module.credits)),
        ("Level", str(module.level)),
        ("Held as", held_as(programme, module)),
        ("School", module.school),
        ("Module leader", module.leader),
        ("Type", module.type),
        ("Sites", module.sites),
        ("Version", module.version),
        ("Approved", module.approved),
    )
    return tuple(SummaryRow(key=key, value=value) for key, value in pairs if value)


def _outcome(
    programme: Programme, module: Module, at: int, items: Mapping[str, tuple[Framework, Mapping[str, Item]]], rights: Rights
) -> OutcomePart:
    outcome = module.outcomes[at]
    behind = ", ".join(f"{each.code} {each.title}" for each in module.assessments if outcome.id in each.outcomes)
    claims = []
    for claim in module.claims:
        if claim.outcome != outcome.id or claim.framework not in items:
            continue
        lens, known = items[claim.framework]
        item = known.get(claim.item)
        claims.append(
            ClaimPart(
                code=item.name if item else "not in this version",
                letter=claim.letter.value,
                statement=item.statement if item else "",
                framework=lens.code,
                reason=claim.reason,
                href=reverse("design:gaps", args=[programme.code]) + f"?lens={lens.id}&show=all#i-{claim.item}" if item else "",
            )
        )
    return OutcomePart(
        id=outcome.id,
        code=outcome.code,
        text=outcome.text,
        group=outcome.group,
        assessed_by=behind,
        claims=tuple(claims),
        map_href=map_outcome(programme.code, module, outcome.id) if items and module.id in rights.mapping else "",
    )


def _assessment(module: Module, each: Assessment) -> AssessmentPart:
    codes = {outcome.id: outcome.code for outcome in module.outcomes}
    pairs = (
        ("Type", each.type),
        ("Category", each.category),
        ("Weight", "pass or fail" if each.pass_fail else f"{each.weight}%"),
        ("Size", each.size),
        ("Assesses", ", ".join(codes.get(id, "an outcome that is not here") for id in each.outcomes) or "nothing"),
        ("Pass rule", each.pass_rule),
        ("Reassessment", each.reassessment),
    )
    rows = tuple(SummaryRow(key=key, value=value) for key, value in pairs if value)
    return AssessmentPart(id=each.id, title=f"{each.code} {each.title}", facts=rows)
