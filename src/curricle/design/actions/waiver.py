"""Waive one of the institution's own limits for one finding, with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from curricle.core.waivers import NotWaivable
from curricle.core.waivers import waive as waiver_of
from curricle.design import queries
from curricle.design.actions.rollup import refresh
from curricle.design.models import ProgrammeRow, WaiverRow
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.design.snapshot import snapshot
from curricle.people.actions import record
from curricle.people.policy import Actor, require


class NotWaived(ValueError):
    """The finding is not there any more, is no limit of the institution's own, or no reason was given."""


class StaleFinding(NotWaived):
    """Not there any more: the facts changed, or somebody else waived it or took the waiver back."""


@transaction.atomic
def waive(*, by: Actor, programme: ProgrammeRow, rule: str, place: str, facts: str, reason: str) -> WaiverRow:
    """Keep a waiver bound to the facts of the finding. Raises NotWaived; policy's Forbidden or Hidden."""
    row = ProgrammeRow.objects.select_for_update().get(pk=programme.pk)
    require(TABLE, by, "c", thing(row.organisation_id, id=str(row.uuid), state=row.state, kind="waiver"))
    value = snapshot(row)
    report = queries.report(row, value, queries.lenses_of(row, value))
    finding = next((each for each in report.findings if (each.rule, each.at[0].id, each.facts) == (rule, place, facts)), None)
    if finding is None:
        raise StaleFinding("This finding is not there any more, or its facts have changed. Read the list again.")
    try:
        waiver_of(finding, reason=reason.strip(), who=by.name, when=timezone.localdate())
    except (NotWaivable, ValueError) as stop:
        raise NotWaived(str(stop)) from None
    made = WaiverRow.objects.create(
        programme=row, rule=rule, place=place, facts=facts, reason=reason.strip()[:2000], by_id=by.person, by_name=by.name
    )
    record(by=by, verb="waived", kind="programme", id=str(row.uuid), label=f"{row.code}: {rule}", detail={"place": place, "facts": facts})
    refresh(row, value)
    return made


@transaction.atomic
def end_waiver(*, by: Actor, programme: ProgrammeRow, rule: str, place: str, seen: str | None = None) -> int:
    """Take a waiver back; the finding is open again. How many were ended. `seen` is the reason that the person saw.

    Raises StaleFinding where another reason stands now; policy's Forbidden or Hidden.
    """
    row = ProgrammeRow.objects.select_for_update().get(pk=programme.pk)
    require(TABLE, by, "w", thing(row.organisation_id, id=str(row.uuid), state=row.state, kind="waiver"))
    standing = WaiverRow.objects.filter(programme=row, rule=rule, place=place, ended__isnull=True)
    reasons = [" ".join(each.reason.split()) for each in standing]
    if seen is not None and reasons and " ".join(seen.split()) not in reasons:
        raise StaleFinding(f"The waiver was given anew since you opened this page, for this reason: {reasons[-1]}")
    ended = standing.update(ended=timezone.now())
    if ended:
        record(by=by, verb="took back a waiver", kind="programme", id=str(row.uuid), label=f"{row.code}: {rule}")
        refresh(row, snapshot(row))
    return ended
