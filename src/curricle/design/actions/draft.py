"""Writing a draft: what may stand in one, and the one place where rows, change, roll-up and record are written together."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q

from curricle.core.canonical import canonical, digest
from curricle.core.module import Module
from curricle.core.programme import Programme
from curricle.design.actions.fitting import misfit
from curricle.design.actions.rollup import refresh
from curricle.design.actions.rows import is_uuid, write_programme
from curricle.design.models import Change, ModuleRow, ProgrammeRow
from curricle.design.snapshot import snapshot
from curricle.people.actions import record
from curricle.people.policy import Actor


class Stale(ValueError):
    """Somebody changed the programme since it was shown. `row` is the programme as it stands."""

    def __init__(self, row: ProgrammeRow) -> None:
        super().__init__(f"{row.code} was changed by somebody else since you opened it (revision {row.revision}).")
        self.row = row


class NotWritable(ValueError):
    """The value cannot be a draft: two modules with one code, an outcome code used twice in a module, a number below 0 …"""


def rewrite(*, by: Actor, row: ProgrammeRow, before: Programme | None, value: Programme, what: str) -> ProgrammeRow:
    """Make the locked row say what the value says, inside the caller's transaction, after the caller's question whether it may.

    One change of this programme; other programmes that hold the same modules get a change of their own. Raises NotWritable.
    """
    refuse_unwritable(value)
    others = {each: snapshot(each) for each in _others(row, value.modules)}
    write_programme(row, value)
    after = _changed(by, row, before, what)
    for other, was in others.items():
        _changed(by, other, was, f"A shared module changed with {value.code}", tell=True)
    record(
        by=by,
        verb="replaced draft" if before else "brought",
        kind="programme",
        id=str(row.uuid),
        label=f"{row.code} {row.title}",
        detail={"before": digest(before) if before else "", "after": digest(after), "revision": row.revision},
    )
    return row


def refuse_unwritable(programme: Programme) -> None:
    """Raises NotWritable where something does not fit its column, two modules share a code, two outcomes do, or two claims fill a cell."""
    wrong = misfit(programme)
    if wrong:
        raise NotWritable(wrong)
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


def _others(row: ProgrammeRow, held: tuple[Module, ...]) -> list[ProgrammeRow]:
    """Other programmes of the organisation that hold any of these modules, locked. A module that is renamed is known by its uuid."""
    named = Q(code__in=[module.code for module in held]) | Q(uuid__in=[module.id for module in held if is_uuid(module.id)])
    modules = ModuleRow.objects.filter(named, organisation=row.organisation_id)
    ids = ProgrammeRow.objects.filter(modules__in=modules).exclude(pk=row.pk).values_list("pk", flat=True).distinct()
    return list(ProgrammeRow.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk"))


def _changed(by: Actor, row: ProgrammeRow, before: Programme | None, what: str, *, tell: bool = False) -> Programme:
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
    if tell:
        label = f"{row.code} {row.title}"
        record(
            by=by, verb="changed with a shared module", kind="programme", id=str(row.uuid), label=label, detail={"revision": row.revision}
        )
    return after
