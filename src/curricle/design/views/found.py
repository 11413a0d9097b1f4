"""Find a programme through the actor's organisation, or say that there is none."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from curricle.core.framework import Framework
from curricle.core.module import Module
from curricle.core.programme import Programme
from curricle.design import queries
from curricle.design.models import ProgrammeRow
from curricle.design.policy import TABLE, Rights, require_part, rights
from curricle.design.policy import programme as thing
from curricle.design.snapshot import current
from curricle.people.policy import Hidden, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A programme row, its value, and the frameworks of its lenses that are at hand."""

    row: ProgrammeRow
    value: Programme
    lenses: tuple[Framework, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundModule:
    """A module of a programme, what the actor may change of it, and the codes of the other programmes that hold it."""

    found: Found
    module: Module
    rights: Rights
    others: tuple[str, ...]


def rights_of(request: HttpRequest, found: Found) -> Rights:
    """What the actor may change of the programme."""
    modules = [module.id for module in found.value.modules]
    row = found.row
    return rights(request.actor, organisation=row.organisation_id, programme=str(row.uuid), modules=modules, state=row.state)


def find_module(request: HttpRequest, code: str, module: str, *, kind: str) -> FoundModule:
    """A module by its code (or its id), where the actor may change it ("module") or its claims ("mapping"). Raises Hidden or Forbidden."""
    found = find(request, code)
    value = next((each for each in found.value.modules if module in (each.code, each.id)), None)
    if value is None:
        raise Hidden(f"{code} has no module {module}.")
    row = found.row
    require_part(request.actor, kind, organisation=row.organisation_id, programme=str(row.uuid), module=value.id, state=row.state)
    others = queries.others_using(row.organisation_id, [value.code], but=row.code).get(value.code, [])
    return FoundModule(found=found, module=value, rights=rights_of(request, found), others=tuple(others))


def find(request: HttpRequest, code: str, *, action: str = "v", kind: str = "programme_draft") -> Found:
    """The programme, where the actor may do `action` to it as a thing of `kind`. Raises Hidden (404) or Forbidden (403)."""
    row = find_row(request, code, action=action, kind=kind)
    value = current(row)
    return Found(row=row, value=value, lenses=queries.lenses_of(row, value))


def find_row(request: HttpRequest, code: str, *, action: str = "v", kind: str = "programme_draft") -> ProgrammeRow:
    """The row alone. Raises Hidden (404) or Forbidden (403)."""
    try:
        row = queries.programme(request.actor.organisation, code)
    except ProgrammeRow.DoesNotExist:
        raise Hidden(f"There is no programme {code}.") from None
    require(TABLE, request.actor, action, thing(row.organisation_id, id=str(row.uuid), state=row.state, kind=kind))
    return row
