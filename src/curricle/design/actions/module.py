"""Change one module of a draft: its facts, outcomes, assessments or hours. The module is the organisation's, wherever it is held."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from curricle.core.module import Module
from curricle.design.actions.draft import NotWritable, Stale, rewrite
from curricle.design.models import ProgrammeRow
from curricle.design.policy import require_part
from curricle.design.snapshot import snapshot
from curricle.people.policy import Actor


@transaction.atomic
def change_module(*, by: Actor, programme: ProgrammeRow, module: Module, revision: int, what: str) -> ProgrammeRow:
    """Make one module of the draft say what the value says. `revision` is the one the person saw.

    Raises Stale, NotWritable; policy's Forbidden or Hidden.
    """
    row = ProgrammeRow.objects.select_for_update().get(pk=programme.pk)
    require_part(by, "module", organisation=row.organisation_id, programme=str(row.uuid), module=module.id, state=row.state)
    if revision != row.revision:
        raise Stale(row)
    before = snapshot(row)
    if module.id not in {each.id for each in before.modules}:
        raise NotWritable(f"{row.code} does not hold this module.")
    changed = tuple(module if each.id == module.id else each for each in before.modules)
    return rewrite(by=by, row=row, before=before, value=replace(before, modules=changed), what=what)
