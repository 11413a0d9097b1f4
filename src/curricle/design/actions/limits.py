"""Set the institution's own limits, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from curricle.core.policyset import PolicySet
from curricle.design.actions.rollup import refresh
from curricle.design.models import PolicyRow, ProgrammeRow
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.design.queries import policy_version
from curricle.design.snapshot import snapshot
from curricle.people.actions import queue_up, record
from curricle.people.policy import Actor, require


class StaleLimits(ValueError):
    """Somebody set limits since these were shown."""

    def __init__(self) -> None:
        super().__init__("The limits were set by somebody else since you opened this page.")


@transaction.atomic
def set_limits(*, by: Actor, starts: date, limits: Mapping[str, int], seen: str | None = None) -> PolicyRow:
    """Keep a PolicySet of the actor's organisation; every programme's roll-up is worked out anew.

    `seen` is the queries.policy_version that the person saw (None where nobody looked).
    Raises StaleLimits; policy's Forbidden or Hidden, TypeError for a limit that there is not.
    """
    require(TABLE, by, "e", thing(by.organisation or 0, kind="policy_limits"))
    queue_up()
    if seen is not None and seen != policy_version(by.organisation):
        raise StaleLimits
    PolicySet(starts=starts, **limits)
    row, _ = PolicyRow.objects.update_or_create(organisation_id=by.organisation, starts=starts, defaults={"limits": dict(limits)})
    for programme in ProgrammeRow.objects.select_for_update().filter(organisation=by.organisation):
        refresh(programme, snapshot(programme))
    record(by=by, verb="set limits", kind="policy_limits", label=f"from {starts.isoformat()}", detail=dict(limits))
    return row
