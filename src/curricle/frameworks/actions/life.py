"""Move a framework version along its life. Who submits and who publishes are different people."""

from __future__ import annotations

from django.db import transaction

from curricle.core.terms import Stage
from curricle.core.workflow import LIFE, may_follow
from curricle.frameworks.case import actions as case
from curricle.frameworks.models import StageRow, Version
from curricle.frameworks.policy import TABLE, thing
from curricle.people.actions import record
from curricle.people.policy import Actor, Forbidden, Thing, decide, require


class NotAllowedNow(ValueError):
    """The life of a framework has no such step from where this version stands."""


class StaleStage(ValueError):
    """Somebody moved the version since it was shown. `row` is the step that stands."""

    def __init__(self, version: Version, row: StageRow, wanted: Stage) -> None:
        who = f" by {row.by.name}" if row.by else ""
        super().__init__(
            f"{version} was moved to “{row.stage}”{who} since you opened this page. You asked for “{wanted.value}”; nothing was changed."
        )
        self.row = row


#: The action of the matrix by which a version reaches a stage.
ACTION = {
    Stage.DRAFT: "s",  # whoever may submit may take back
    Stage.IN_CONSULTATION: "s",
    Stage.SUBMITTED: "s",
    Stage.PENDING: "a",
    Stage.IMPLEMENTED: "a",
    Stage.RETIRED: "w",
}


def steps(*, by: Actor, version: Version) -> tuple[Stage, ...]:
    """The stages to which this person may move the version now; `version` as queries.version gives it."""
    here = Stage(version.stage)
    found = []
    for to in LIFE[here]:
        action, about = _asked(here, to, version.kind, version.owner_id, version.owner_kind)
        if decide(TABLE, by, action, about) and not (action == "a" and _submitted_by(version) == by.person):
            found.append(to)
    return tuple(found)


@transaction.atomic
def move(*, by: Actor, version: Version, to: Stage, note: str = "", seen: int | None = None) -> StageRow:
    """Add the next step of a version's life. `seen` is the step (its id) that the person saw, None where nobody looked.

    Raises StaleStage, NotAllowedNow; policy's Forbidden or Hidden.
    """
    version = Version.objects.select_for_update().select_related("line__organisation").defer("document").get(pk=version.pk)
    newest = StageRow.objects.filter(version=version).select_related("by").order_by("-id").first()
    here = Stage(newest.stage) if newest else Stage.DRAFT
    owner = version.line.organisation
    ours = owner.pk == by.organisation  # who did what is told to their own people; others are refused below
    if ours and seen is not None and newest and seen != newest.pk:
        require(TABLE, by, "v", _asked(here, here, version.kind, owner.pk, owner.kind)[1])
        raise StaleStage(version, newest, to)
    action, about = _asked(here, to, version.kind, owner.pk, owner.kind)
    if not decide(TABLE, by, action, about):
        require(TABLE, by, "v", thing(framework_kind=version.kind, owner=owner.pk, owner_kind=owner.kind, stage=here.value))
        raise Forbidden("You may not take this step.")
    if not may_follow(here, to):
        raise NotAllowedNow(f"{version} is at the stage “{here.value}”; it cannot become “{to.value}” from there.")
    if action == "a" and _submitted_by(version) == by.person:
        raise Forbidden("Whoever submitted a version may not publish it.")
    step = StageRow.objects.create(version=version, stage=to.value, by_id=by.person, note=note[:500])
    record(by=by, verb=f"moved to {to.value}", kind="framework", id=str(version.uuid), label=str(version), detail={"from": here.value})
    if to.published:
        case.index(version=version)
    return step


def _submitted_by(version: Version) -> int | None:
    """Who submitted it last: that person may not publish it."""
    return StageRow.objects.filter(version=version, stage=Stage.SUBMITTED.value).order_by("-id").values_list("by", flat=True).first()


def _asked(here: Stage, to: Stage, kind: str, owner: int, owner_kind: str) -> tuple[str, Thing]:
    """The action of the matrix by which a version goes from here to there, and the version as the rules see it."""
    action = "a" if here is Stage.PENDING and to is Stage.IMPLEMENTED else ACTION[to]
    # What is approved but not in force yet is still the publisher's to put in force, as if it were submitted.
    seen = Stage.SUBMITTED if here is Stage.PENDING and action == "a" else here
    return action, thing(framework_kind=kind, owner=owner, owner_kind=owner_kind, stage=seen.value)
