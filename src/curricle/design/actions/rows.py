"""From a programme's value to its rows, inside the caller's transaction. Rows keep their uuids where code or id match."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from django.db.models import Model

from curricle.core.module import Module
from curricle.core.programme import Programme
from curricle.design.models import AssessmentRow, ClaimRow, HoursRow, LensRow, ModuleRow, OutcomeRow, PlacementRow, ProgrammeRow
from curricle.design.snapshot import ASSESSMENT_TEXTS, MODULE_TEXTS, PROGRAMME_TEXTS, award_of, texts_of


def write_programme(row: ProgrammeRow, value: Programme) -> None:
    """Make the rows say what the value says. Modules are the organisation's: found by code, made where new."""
    _write_facts(row, value)
    lenses = {lens.framework for lens in value.lenses}
    modules: dict[str, ModuleRow] = {}
    for module in value.modules:
        modules[module.id] = write_module(row.organisation_id, module, lenses, {each.pk for each in modules.values()})
    _write_placements(row, value, modules)
    LensRow.objects.filter(programme=row).delete()
    LensRow.objects.bulk_create(
        LensRow(
            programme=row,
            place=place,
            framework=lens.framework,
            code=lens.code,
            title=lens.title,
            version=lens.version,
            digest=lens.digest,
            pathways=list(lens.pathways),
        )
        for place, lens in enumerate(value.lenses)
    )


def write_module(organisation: int, value: Module, lenses: Iterable[str], taken: Collection[int] = ()) -> ModuleRow:
    """One module with its parts. Claims on the given frameworks are replaced; claims on others stay as they are.

    A code that the organisation does not have yet is a new name for the module of that uuid, where it has one and no other
    module of the same programme has just been written there (`taken`, primary keys).
    """
    ours = ModuleRow.objects.filter(organisation=organisation)
    row = ours.filter(code=value.code).first()
    if row is None and is_uuid(value.id):
        row = ours.filter(uuid=value.id).exclude(pk__in=taken).first()
    if row is None:
        row = ModuleRow(organisation_id=organisation, code=value.code, uuid=free_uuid(ModuleRow, value.id), revision=0)
    row.code, row.title, row.credits, row.level = value.code, value.title, value.credits, value.level
    row.texts = texts_of(value, MODULE_TEXTS)
    row.revision += 1
    row.save()
    outcomes = _write_outcomes(row, value)
    _write_assessments(row, value, outcomes)
    HoursRow.objects.filter(module=row).delete()
    HoursRow.objects.bulk_create(
        HoursRow(
            module=row,
            place=place,
            kind=each.kind.value,
            delivery=each.delivery.value,
            minutes=each.minutes,
            paid=each.paid,
            month=each.month,
            note=each.note,
        )
        for place, each in enumerate(value.hours)
    )
    _write_claims(row, value, outcomes, {*lenses, *(claim.framework for claim in value.claims)})
    return row


def _write_facts(row: ProgrammeRow, value: Programme) -> None:
    row.title = value.title
    row.first_intake = value.first_intake
    row.prior_learning = value.prior_learning
    row.apprenticeship = value.apprenticeship
    row.demonstration = value.demonstration
    row.award = award_of(value)
    row.professions = list(value.professions)
    row.pathways = [{"id": each.id, "code": each.code, "title": each.title, "profession": each.profession} for each in value.pathways]
    row.texts = texts_of(value, PROGRAMME_TEXTS)
    row.save()


def _write_placements(row: ProgrammeRow, value: Programme, modules: dict[str, ModuleRow]) -> None:
    stated = {placement.module: placement for placement in value.placements}
    PlacementRow.objects.filter(programme=row).delete()
    PlacementRow.objects.bulk_create(
        PlacementRow(
            programme=row,
            module=modules[module.id],
            place=place,
            core=placement.core,
            pathways=list(placement.pathways),
            period=placement.period,
            stated=module.id in stated,
        )
        for place, module in enumerate(value.modules)
        for placement in [value.placement_of(module.id)]
    )


def _write_outcomes(row: ModuleRow, value: Module) -> dict[str, OutcomeRow]:
    """Outcome rows by the ids of the value; outcomes that the value lacks go, with their claims on every framework."""
    here = list(OutcomeRow.objects.filter(module=row))
    by_id = {str(each.uuid): each for each in here}
    wanted = {each.id for each in value.outcomes}
    by_code = {each.code: each for each in here if str(each.uuid) not in wanted}
    rows: dict[str, OutcomeRow] = {}
    for place, each in enumerate(value.outcomes):
        found = by_id.get(each.id) or by_code.get(each.code)
        if found is None or found in rows.values():
            found = OutcomeRow(module=row, uuid=free_uuid(OutcomeRow, each.id))
        found.place, found.code, found.text, found.group = place, each.code, each.text, each.group
        rows[each.id] = found
    kept = {each.pk for each in rows.values() if each.pk}
    OutcomeRow.objects.filter(module=row).exclude(pk__in=kept).delete()
    OutcomeRow.objects.bulk_update([each for each in rows.values() if each.pk], ["place", "code", "text", "group"])
    OutcomeRow.objects.bulk_create([each for each in rows.values() if not each.pk])
    return rows


def _write_assessments(row: ModuleRow, value: Module, outcomes: dict[str, OutcomeRow]) -> None:
    wanted = {each.id for each in value.assessments}
    rows = list(AssessmentRow.objects.filter(module=row))
    kept = {str(each.uuid): each.uuid for each in rows if str(each.uuid) in wanted}
    here = {each.code: each.uuid for each in rows if str(each.uuid) not in wanted}
    AssessmentRow.objects.filter(module=row).delete()
    AssessmentRow.objects.bulk_create(
        AssessmentRow(
            uuid=kept.get(each.id) or here.pop(each.code, None) or free_uuid(AssessmentRow, each.id),
            module=row,
            place=place,
            code=each.code,
            title=each.title,
            weight=each.weight,
            pass_fail=each.pass_fail,
            outcomes=[str(outcomes[id].uuid) if id in outcomes else id for id in each.outcomes],
            texts=texts_of(each, ASSESSMENT_TEXTS),
        )
        for place, each in enumerate(value.assessments)
    )


def _write_claims(row: ModuleRow, value: Module, outcomes: dict[str, OutcomeRow], frameworks: set[str]) -> None:
    ClaimRow.objects.filter(module=row, framework__in=frameworks).delete()
    ClaimRow.objects.bulk_create(
        ClaimRow(
            module=row,
            place=place,
            outcome=outcomes[claim.outcome],
            framework=claim.framework,
            item=claim.item,
            letter=claim.letter.value,
            reason=claim.reason,
        )
        for place, claim in enumerate(value.claims)
    )


def is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def free_uuid(model: type[Model], wanted: str) -> uuid.UUID:
    """The wanted uuid where it is one and nobody has it; a new one else, so that two universities may bring the same file."""
    if not is_uuid(wanted):
        return uuid.uuid4()
    id = uuid.UUID(wanted)
    return uuid.uuid4() if model._default_manager.filter(uuid=id).exists() else id
