"""Move a framework version along its life. Who submits and who publishes are different people."""

from __future__ import annotations

from django.db import transaction

from curricle.core.terms import Stage
from curricle.core.workflow import may_follow
from curricle.frameworks.models import StageRow, Version
from curricle.frameworks.policy import TABLE, thing
from curricle.people.actions import record
from curricle.people.policy import Actor, Forbidden, require


class NotAllowedNow(ValueError):
    """The life of a framework has no such step from where this version stands."""


#: The action of the matrix by which a version reaches a stage.
ACTION = {
    Stage.DRAFT: "e",
    Stage.IN_CONSULTATION: "s",
    Stage.SUBMITTED: "s",
    Stage.PENDING: "a",
    Stage.IMPLEMENTED: "a",
    Stage.RETIRED: "w",
}


@transaction.atomic
def move(*, by: Actor, version: Version, to: Stage, note: str = "") -> StageRow:
    """Add the next step of a version's life. Raises NotAllowedNow; policy's Forbidden or Hidden."""
    version = Version.objects.select_for_update().select_related("line__organisation").defer("document").get(pk=version.pk)
    newest = StageRow.objects.filter(version=version).order_by("-id").first()
    here = Stage(newest.stage) if newest else Stage.DRAFT
    owner = version.line.organisation
    action = "a" if here is Stage.PENDING and to is Stage.IMPLEMENTED else ACTION[to]
    asked = here if here is not Stage.PENDING else Stage.SUBMITTED
    require(
        TABLE,
        by,
        action,
        thing(framework_kind=version.kind, owner=owner.pk, owner_kind=owner.kind, stage=asked.value if action == "a" else here.value),
    )
    if not may_follow(here, to):
        raise NotAllowedNow(f"{version} is at the stage “{here.value}”; it cannot become “{to.value}” from there.")
    if action == "a" and newest and newest.by_id == by.person:
        raise Forbidden("Whoever submitted a version may not publish it.")
    step = StageRow.objects.create(version=version, stage=to.value, by_id=by.person, note=note[:500])
    record(by=by, verb=f"moved to {to.value}", kind="framework", id=str(version.uuid), label=str(version), detail={"from": here.value})
    return step
