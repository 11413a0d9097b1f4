"""Find a programme through the actor's organisation, or say that there is none."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from curricle.core.framework import Framework
from curricle.core.programme import Programme
from curricle.design import queries
from curricle.design.models import ProgrammeRow
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.design.snapshot import current
from curricle.people.policy import Hidden, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A programme row, its value, and the frameworks of its lenses that are at hand."""

    row: ProgrammeRow
    value: Programme
    lenses: tuple[Framework, ...]


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
