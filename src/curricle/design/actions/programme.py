"""Bring a programme: replace its draft, or undo the last change. Every change is kept with what was before and after."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from curricle.core.canonical import from_document
from curricle.core.programme import Programme
from curricle.design.actions.draft import Stale, rewrite
from curricle.design.actions.rollup import refresh
from curricle.design.actions.rows import free_uuid
from curricle.design.models import Change, ProgrammeRow
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.design.snapshot import snapshot
from curricle.door.strict_json import loads
from curricle.people.actions import queue_up, record
from curricle.people.policy import Actor, require


class NothingToUndo(ValueError):
    """The change is not the newest one, or it is the one that made the programme."""


@transaction.atomic
def replace_draft(
    *, by: Actor, programme: Programme, revision: int | None = None, what: str = "Brought a workbook", new: bool = False
) -> ProgrammeRow:
    """Make the draft of this code say what the value says; new where the organisation has none.

    `revision` is the one the person saw (None where nobody looked); `new` says that the person saw no draft of this code.
    Raises Stale, NotWritable, and policy's Forbidden or Hidden. Other programmes that hold the same modules get a change of their own.
    """
    drafts = ProgrammeRow.objects.select_for_update().filter(organisation=by.organisation, code=programme.code)
    row = drafts.first()
    if row is None:
        queue_up()  # two who bring a new programme at once: the second finds the first one's
        row = drafts.first()
    if row is None:
        require(TABLE, by, "c", thing(by.organisation or 0))
        row = ProgrammeRow(organisation_id=by.organisation, code=programme.code, revision=0, uuid=free_uuid(ProgrammeRow, programme.id))
        before = None
    else:
        require(TABLE, by, "e", thing(row.organisation_id, id=str(row.uuid), state=row.state))
        if row.removed is None and (new or (revision is not None and revision != row.revision)):
            raise Stale(row)
        row.removed = None  # bringing a programme that was taken away brings it back
        before = snapshot(row)
    return rewrite(by=by, row=row, before=before, value=programme, what=what)


@transaction.atomic
def undo(*, by: Actor, programme: ProgrammeRow, revision: int) -> ProgrammeRow:
    """Undo the newest change: a new change that is its inverse. Raises NothingToUndo, Stale; policy's Forbidden or Hidden."""
    row = ProgrammeRow.objects.select_for_update().get(pk=programme.pk)
    require(TABLE, by, "e", thing(row.organisation_id, id=str(row.uuid), state=row.state))
    if revision != row.revision:
        raise Stale(row)
    last = Change.objects.get(programme=row, revision=revision)
    if not last.before:
        raise NothingToUndo(f"{row.code} began with this change; there is nothing before it.")
    value = from_document(Programme, loads(last.before.encode("utf-8")))
    return replace_draft(by=by, programme=value, revision=revision, what=f"Undid: {last.what}"[:300])


@transaction.atomic
def go_back(*, by: Actor, programme: ProgrammeRow, to: int, revision: int) -> ProgrammeRow:
    """Make the draft what it was at revision `to`: a new change, so that nothing in between is lost.

    Raises NothingToUndo where there is no such revision, Stale, and policy's Forbidden or Hidden.
    """
    row = ProgrammeRow.objects.select_for_update().get(pk=programme.pk)
    require(TABLE, by, "e", thing(row.organisation_id, id=str(row.uuid), state=row.state))
    if revision != row.revision:
        raise Stale(row)
    then = Change.objects.filter(programme=row, revision=to).first()
    if then is None:
        raise NothingToUndo(f"{row.code} has no revision {to}.")
    value = from_document(Programme, loads(then.after.encode("utf-8")))
    return replace_draft(by=by, programme=value, revision=revision, what=f"Went back to revision {to}")


@transaction.atomic
def take_away(*, by: Actor, programme: ProgrammeRow, revision: int | None = None) -> None:
    """Take a draft out of the lists; its modules stay the university's. `revision` is the one that was seen (None where nobody looked).

    Raises Stale; policy's Forbidden or Hidden.
    """
    row = ProgrammeRow.objects.select_for_update().get(pk=programme.pk)
    require(TABLE, by, "d", thing(row.organisation_id, id=str(row.uuid), state=row.state))
    if revision is not None and revision != row.revision:
        raise Stale(row)
    if row.removed is not None:
        return  # somebody else has just done it
    row.removed = timezone.now()
    row.save(update_fields=["removed"])
    record(by=by, verb="took away", kind="programme", id=str(row.uuid), label=f"{row.code} {row.title}")


@transaction.atomic
def restore(*, by: Actor, code: str) -> ProgrammeRow:
    """Bring back a draft that was taken away. Raises ProgrammeRow.DoesNotExist; policy's Forbidden or Hidden."""
    row = ProgrammeRow.objects.select_for_update().get(organisation=by.organisation, code=code, removed__isnull=False)
    require(TABLE, by, "d", thing(row.organisation_id, id=str(row.uuid), state=row.state))
    row.removed = None
    row.save(update_fields=["removed"])
    refresh(row, snapshot(row))  # modules, frameworks or limits may have changed in the meantime
    record(by=by, verb="brought back", kind="programme", id=str(row.uuid), label=f"{row.code} {row.title}")
    return row
