"""Change what outcomes claim of one framework: cells of the matrix, with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from curricle.core.alignment import mappable_items
from curricle.core.framework import Framework
from curricle.core.module import Claim, Module
from curricle.core.programme import Programme
from curricle.core.terms import Letter
from curricle.design.actions.draft import NotWritable, Stale, rewrite
from curricle.design.models import ProgrammeRow
from curricle.design.policy import require_part
from curricle.design.queries import lenses_of
from curricle.design.snapshot import snapshot
from curricle.people.policy import Actor

#: (outcome id, item id) -> (letter, or None for no claim; reason)
Cells = Mapping[tuple[str, str], tuple[Letter | None, str]]


@transaction.atomic
def change_mapping(*, by: Actor, programme: ProgrammeRow, lens: str, cells: Cells, revision: int, what: str = "") -> ProgrammeRow:
    """Put these cells into the matrix of one lens (a framework's UUID); cells not named stay. One change, however many cells.

    Raises Stale; NotWritable for an outcome or an item that is not there; policy's Forbidden or Hidden for a module that is not theirs.
    """
    row = ProgrammeRow.objects.select_for_update().get(pk=programme.pk)
    before = snapshot(row)
    holder = {outcome.id: module for module in before.modules for outcome in module.outcomes}
    for module in {holder[outcome].id if outcome in holder else "" for outcome, _ in cells} or {""}:
        require_part(by, "mapping", organisation=row.organisation_id, programme=str(row.uuid), module=module, state=row.state)
    if revision != row.revision:
        raise Stale(row)
    if any(outcome not in holder for outcome, _ in cells):
        raise NotWritable(f"{row.code} does not have this outcome any more.")
    framework = next((each for each in lenses_of(row, before) if each.id == lens), None)
    if framework is None:
        raise NotWritable(f"{row.code} is not mapped to this framework, or it is not at hand here.")
    _refuse_new_strays(before, framework, cells)
    return rewrite(by=by, row=row, before=before, value=with_cells(before, lens, cells), what=what or f"Mapped to {framework.title}")


def with_cells(programme: Programme, lens: str, cells: Cells) -> Programme:
    """The programme with these cells; claims keep their order, new ones follow."""
    return replace(programme, modules=tuple(_module(module, lens, cells) for module in programme.modules))


def _module(module: Module, lens: str, cells: Cells) -> Module:
    own = {outcome.id for outcome in module.outcomes}
    left = {cell: entered for cell, entered in cells.items() if cell[0] in own}
    if not left:
        return module
    claims = []
    for claim in module.claims:
        cell = (claim.outcome, claim.item)
        letter, reason = left.pop(cell) if claim.framework == lens and cell in left else (claim.letter, claim.reason)
        if letter:
            claims.append(replace(claim, letter=letter, reason=reason))
    claims += [
        Claim(outcome=outcome, framework=lens, item=item, letter=letter, reason=reason)
        for (outcome, item), (letter, reason) in left.items()
        if letter
    ]
    return replace(module, claims=tuple(claims))


def _refuse_new_strays(before: Programme, framework: Framework, cells: Cells) -> None:
    """A claim that stands on a heading or on an item of another version may stay or go; no new one is made."""
    known = {item.id for item in mappable_items(framework)}
    known |= {claim.item for _, claim in before.claims() if claim.framework == framework.id}
    if any(letter and item not in known for (_, item), (letter, _) in cells.items()):
        raise NotWritable(f"{framework.title} has no such item to claim.")
