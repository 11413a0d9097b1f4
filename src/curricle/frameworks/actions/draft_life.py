"""The life of a draft: open it for consultation, submit it, take it back, publish it. Whoever wrote it does not publish it."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from curricle.core.drafting.publishing import reworded_in_place, since
from curricle.core.findings import Finding
from curricle.core.framework import Framework
from curricle.core.terms import OrganisationKind, Stage
from curricle.core.workflow import may_follow
from curricle.frameworks.actions.draft import StaleDraft, newest_change, refuse_taken
from curricle.frameworks.actions.keep import freeze
from curricle.frameworks.actions.life import NotAllowedNow
from curricle.frameworks.consultations import seen_by
from curricle.frameworks.drafts import about_draft, newest_version, stage_of
from curricle.frameworks.models import Draft, DraftChange, DraftStageRow, StageRow, Version
from curricle.frameworks.policy import TABLE
from curricle.frameworks.queries import value
from curricle.frameworks.snapshot import about_of, draft_value
from curricle.frameworks.standing import looked_at
from curricle.people.actions import record
from curricle.people.policy import Actor, Forbidden, decide, require

#: To where an editor moves a draft; to be published it goes by `publish`.
EDITORIAL = (Stage.DRAFT, Stage.IN_CONSULTATION, Stage.SUBMITTED)


class NotLookedAt(ValueError):
    """Items were reworded under their old identifier and the publisher has not said of each that its meaning stays. `ids` are theirs."""

    def __init__(self, ids: Collection[str]) -> None:
        many = "1 reworded item keeps" if len(ids) == 1 else f"{len(ids)} reworded items keep"
        super().__init__(f"Say of each reworded item that its meaning stays: {many} their identifier and nobody has said so yet.")
        self.ids = frozenset(ids)


class NotComplete(NotAllowedNow):
    """A model curriculum lacks what whoever adopts it needs. `findings` say what, where and how to put it right."""

    def __init__(self, draft: Draft, findings: Collection[Finding]) -> None:
        many = "1 thing stops" if len(findings) == 1 else f"{len(findings)} things stop"
        super().__init__(f"{many} {draft} from being published: look under Modules.")
        self.findings = tuple(findings)


def draft_steps(*, by: Actor, draft: Draft) -> tuple[Stage, ...]:
    """The stages to which this person may take the draft now; a published one among them stands for the publishing page."""
    here = stage_of(draft)
    if draft.frozen_id or draft.discarded:
        return ()
    editorial = decide(TABLE, by, "s", about_draft(draft, here))
    found = [to for to in EDITORIAL if editorial and may_follow(here, to)]
    if here is Stage.SUBMITTED and decide(TABLE, by, "a", about_draft(draft, here)) and by.person not in writers(draft):
        found.append(Stage.IMPLEMENTED)
    return tuple(found)


@transaction.atomic
def move_draft(*, by: Actor, draft: Draft, to: Stage, seen: int, note: str = "") -> DraftStageRow:
    """Open for consultation, submit, or take back to draft. `seen` is the revision that was shown.

    Raises StaleDraft, NotAllowedNow (NotComplete for a curriculum to be submitted); policy's Forbidden or Hidden.
    """
    row, here = _locked(draft)
    require(TABLE, by, "v", seen_by(by, row, here))
    if not decide(TABLE, by, "s", about_draft(row, here)):
        raise Forbidden("You may not take this step.")
    if seen != row.revision:
        raise StaleDraft(row, newest_change(row))
    if row.discarded:
        raise NotAllowedNow(f"{row} was discarded. Take it back first.")
    if row.frozen_id or to not in EDITORIAL or not may_follow(here, to):
        raise NotAllowedNow(f"{row} is at the stage “{here.value}”; it cannot become “{to.value}” from there.")
    if to is not Stage.DRAFT and not row.items.exists() and not about_of(row).facts.modules:
        raise NotAllowedNow(f"{row} has no items yet. Add some first.")
    if to is Stage.SUBMITTED:
        _refuse_incomplete(row, about_of(row))
    step = DraftStageRow.objects.create(draft=row, stage=to.value, by_id=by.person, note=note[:500])
    record(by=by, verb=f"moved to {to.value}", kind="framework", id=str(row.uuid), label=str(row), detail={"from": here.value})
    return step


@transaction.atomic
def publish(*, by: Actor, draft: Draft, seen: int, to: Stage = Stage.IMPLEMENTED, same_meaning: Collection[str] = ()) -> Version:
    """Freeze a submitted draft as a version of its line, in force or not yet. `same_meaning`: ids of the reworded items that keep theirs.

    Raises StaleDraft, NotAllowedNow, NotLookedAt, LabelTaken; policy's Forbidden or Hidden.
    """
    row, here = _locked(draft)
    require(TABLE, by, "v", about_draft(row, here))
    if row.frozen_id or to not in (Stage.PENDING, Stage.IMPLEMENTED) or not may_follow(here, to):
        raise NotAllowedNow(f"{row} is at the stage “{here.value}”; it cannot be published from there.")
    require(TABLE, by, "a", about_draft(row, here))
    if by.person in writers(row):
        raise Forbidden("Whoever wrote or submitted a draft may not publish it.")
    if seen != row.revision:
        raise StaleDraft(row, newest_change(row))
    framework = draft_value(row)
    _refuse_incomplete(row, framework)
    base = newest_version(row)
    missing = {each.after[0].id for each in reworded_in_place(since(value(base) if base else None, framework))} - set(same_meaning)
    if missing:
        raise NotLookedAt(missing)
    submitted = DraftStageRow.objects.filter(draft=row, stage=Stage.SUBMITTED.value).order_by("-id").first()
    steps = [(Stage.DRAFT, submitted.by_id if submitted else None), (Stage.SUBMITTED, submitted.by_id if submitted else None)]
    version = _freeze(row, framework, [*steps, (to, by.person)])
    DraftStageRow.objects.create(draft=row, stage=to.value, by_id=by.person)
    record(by=by, verb=f"moved to {to.value}", kind="framework", id=str(version.uuid), label=str(version), detail={"from": here.value})
    return version


@transaction.atomic
def keep_draft(*, by: Actor, draft: Draft, seen: int) -> Version:
    """Freeze a draft of an organisation's own framework, which nobody publishes: its own people use the version as it is.

    Raises StaleDraft, NotAllowedNow, LabelTaken; policy's Forbidden or Hidden.
    """
    row, here = _locked(draft)
    require(TABLE, by, "e", about_draft(row, here))
    if row.frozen_id or row.line.organisation.kind == OrganisationKind.NATIONAL.value:
        raise NotAllowedNow(f"{row} is submitted and published; it is not kept as it is.")
    if seen != row.revision:
        raise StaleDraft(row, newest_change(row))
    framework = draft_value(row)
    _refuse_incomplete(row, framework)
    version = _freeze(row, framework, [(Stage.DRAFT, by.person)])
    record(by=by, verb="kept", kind="framework", id=str(version.uuid), label=str(version), detail={"digest": version.digest})
    return version


def writers(draft: Draft) -> frozenset[int | None]:
    """Who changed the draft or submitted it last."""
    submitted = DraftStageRow.objects.filter(draft=draft, stage=Stage.SUBMITTED.value).order_by("-id").values_list("by", flat=True).first()
    changed = DraftChange.objects.filter(draft=draft).order_by().values_list("by", flat=True).distinct()
    return frozenset({submitted, *changed} - {None})


def _refuse_incomplete(row: Draft, framework: Framework) -> None:
    """Raises NotComplete where the findings of a model curriculum stop it."""
    stops = looked_at(row.line.organisation_id, framework).stops if row.kind == "curriculum" else ()
    if stops:
        raise NotComplete(row, stops)


def _freeze(row: Draft, framework: Framework, steps: list[tuple[Stage, int | None]]) -> Version:
    refuse_taken(row.line, row.version, but=row)
    version = freeze(row.line, framework)
    for stage, person in steps:
        StageRow.objects.create(version=version, stage=stage.value, by_id=person)
    row.frozen = version
    row.save()
    return version


def _locked(draft: Draft) -> tuple[Draft, Stage]:
    row = Draft.objects.select_for_update(of=("self",)).select_related("line__organisation").get(pk=draft.pk)
    return row, stage_of(row)
