"""Whether a value fits into the rows of a draft: a column holds so many characters, or whole numbers up to so much, on any database."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db.models import Model, PositiveIntegerField, PositiveSmallIntegerField

from curricle.core.programme import Programme
from curricle.design.models import AssessmentRow, ClaimRow, HoursRow, LensRow, ModuleRow, OutcomeRow, PlacementRow, ProgrammeRow

LARGEST = {PositiveSmallIntegerField: 32_767, PositiveIntegerField: 2_147_483_647}
#: Codes stand in addresses.
IN_ADDRESSES = {ProgrammeRow, ModuleRow}


def misfit(programme: Programme) -> str:
    """Why the value cannot be kept, in words that name the place; "" when it can."""
    return next((said for where, model, value in _parts(programme) for said in _misfits(where, model, value)), "")


def _parts(programme: Programme) -> Iterator[tuple[str, type[Model], Any]]:
    """(its name, the table it goes into, the value) of everything that has columns."""
    yield programme.code or "The programme", ProgrammeRow, programme
    for lens in programme.lenses:
        yield lens.code or "A framework", LensRow, lens
    for placement in programme.placements:
        yield "A placement", PlacementRow, placement
    for module in programme.modules:
        name = module.code or "A module"
        yield name, ModuleRow, module
        yield from ((f"{name} {each.code}", OutcomeRow, each) for each in module.outcomes)
        yield from ((f"{name} {each.code}", AssessmentRow, each) for each in module.assessments)
        yield from ((f"The hours of {name}", HoursRow, each) for each in module.hours)
        yield from ((f"A claim of {name}", ClaimRow, each) for each in module.claims)


def _misfits(where: str, model: type[Model], value: Any) -> Iterator[str]:
    for name, most, longest in _columns(model):
        got = getattr(value, name, None)
        if longest and type(got) is str and len(got) > longest:
            yield f"{where[:60]}: the {_words(name)} has {len(got):,} characters; {longest} is the most."
        elif most and type(got) is int and not 0 <= got <= most:
            yield f"{where[:60]}: {_words(name)} is {str(got)[:30]}; a whole number from 0 to {most:,} is expected."
    if model in IN_ADDRESSES and (not value.code or value.code.strip() != value.code or not value.code.isprintable()):
        yield f"{where[:60]}: a code is needed, in printable characters and without spaces around it."


@cache
def _columns(model: type[Model]) -> tuple[tuple[str, int, int], ...]:
    """(name, largest number, most characters) of each column that has such a limit."""
    found = ((field.name, LARGEST.get(type(field), 0), field.max_length or 0) for field in model._meta.concrete_fields)
    return tuple(column for column in found if column[1] or column[2])


def _words(name: str) -> str:
    return name.replace("_", " ")
