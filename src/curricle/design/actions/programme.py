"""Bring a programme: replace its draft, or undo the last change. Every change is kept with what was before and after."""

from __future__ import annotations

from collections import Counter

from django.db import transaction

from curricle.core.canonical import canonical, digest, from_document
from curricle.core.programme import Programme
from curricle.design.actions.rollup import refresh
from curricle.design.actions.rows import free_uuid, write_programme
from curricle.design.models import Change, ModuleRow, ProgrammeRow
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.design.snapshot import snapshot
from curricle.door.strict_json import loads
from curricle.people.actions import record
from curricle.people.policy import Actor, require


class Stale(ValueError):
    """Somebody changed the programme since it was shown. `row` is the programme as it stands."""

    def __init__(self, row: ProgrammeRow) -> None:
        super().__init__(f"{row.code} was changed by somebody else since you opened it (revision {row.revision}).")
        self.row = row


class NotWritable(ValueError):
    """The value cannot be a draft: two modules with one code, or an outcome code used twice in a module."""


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
    refuse_unwritable(programme)
    row = ProgrammeRow.objects.select_for_update().filter(organisation=by.organisation, code=programme.code).first()
    if row is None:
        require(TABLE, by, "c", thing(by.organisation or 0))
        row = ProgrammeRow(organisation_id=by.organisation, code=programme.code, revision=0, uuid=free_uuid(ProgrammeRow, programme.id))
        before = None
    else:
        require(TABLE, by, "e", thing(row.organisation_id, id=str(row.uuid), state=row.state))
        if new or (revision is not None and revision != row.revision):
            raise Stale(row)
        before = snapshot(row)
    others = {each: snapshot(each) for each in _others(row, [module.code for module in programme.modules])}
    write_programme(row, programme)
    after = _changed(by, row, before, what)
    for other, was in others.items():
        _changed(by, other, was, f"A shared module changed with {programme.code}")
    record(
        by=by,
        verb="replaced draft" if before else "brought",
        kind="programme",
        id=str(row.uuid),
        label=f"{row.code} {row.title}",
        detail={"before": digest(before) if before else "", "after": digest(after), "revision": row.revision},
    )
    return row


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


def refuse_unwritable(programme: Programme) -> None:
    """Raises NotWritable where two modules share a code, two outcomes of a module do, or two claims fill one cell."""
    for code, times in Counter(module.code for module in programme.modules).items():
        if times > 1:
            raise NotWritable(f"{times} modules have the code {code}. Give each module a code of its own.")
    for module in programme.modules:
        for code, times in Counter(outcome.code for outcome in module.outcomes).items():
            if times > 1:
                raise NotWritable(f"{times} outcomes of {module.code} have the code {code}. Give each outcome a code of its own.")
        known = {outcome.id: outcome.code for outcome in module.outcomes}
        cells = Counter((claim.outcome, claim.framework, claim.item) for claim in module.claims)
        for (outcome, _, _), times in cells.items():
            if outcome not in known:
                raise NotWritable(f"A claim of {module.code} names an outcome that the module does not have.")
            if times > 1:
                raise NotWritable(f"{module.code} {known[outcome]} has {times} letters for one item. One cell holds one letter.")


def _others(row: ProgrammeRow, codes: list[str]) -> list[ProgrammeRow]:
    """Other programmes of the organisation that hold any of these modules, locked."""
    modules = ModuleRow.objects.filter(organisation=row.organisation_id, code__in=codes)
    ids = ProgrammeRow.objects.filter(modules__in=modules).exclude(pk=row.pk).values_list("pk", flat=True).distinct()
    return list(ProgrammeRow.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk"))


def _changed(by: Actor, row: ProgrammeRow, before: Programme | None, what: str) -> Programme:
    """Keep the change of a programme whose rows were just written, and refresh its roll-up; nothing where nothing changed."""
    after = snapshot(row)
    was, now = digest(before) if before else "", digest(after)
    if was == now:
        return after
    row.revision += 1
    row.save(update_fields=["revision"])
    Change.objects.create(
        programme=row,
        revision=row.revision,
        by_id=by.person,
        what=what[:300],
        before=canonical(before).decode("utf-8") if before else "",
        after=canonical(after).decode("utf-8"),
        digest_before=was,
        digest_after=now,
    )
    refresh(row, after)
    return after
