"""Make a crosswalk, change its links, take the last change back, and move it along its life."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from curricle.core.crosswalk import NEXT, CrosswalkLink, Step
from curricle.frameworks import crosswalks, queries
from curricle.frameworks.models import CrosswalkChange, CrosswalkLinkRow, CrosswalkRow, CrosswalkStepRow, Version
from curricle.frameworks.policy import TABLE, crosswalk_thing
from curricle.people.actions import record
from curricle.people.policy import Actor, Forbidden, decide, require

Pair = tuple[str, str]
ACTION = {Step.SUBMITTED: "s", Step.DRAFT: "a", Step.PUBLISHED: "a", Step.WITHDRAWN: "w"}


class StaleCrosswalk(ValueError):
    """Somebody changed the crosswalk since it was shown. `row` is the crosswalk as it stands."""

    def __init__(self, row: CrosswalkRow) -> None:
        change = crosswalks.last_change(row)
        who = f" by {change.by.name} ({change.what})" if change and change.by else ""
        super().__init__(f"The crosswalk was changed{who} since you opened this page.")
        self.row = row


class NotLinkable(ValueError):
    """An item is not in its version, a step cannot be taken from here, or there is nothing to undo."""


@transaction.atomic
def make_crosswalk(*, by: Actor, title: str, about: str, source: Version, target: Version) -> CrosswalkRow:
    """An empty draft between two versions. Raises NotLinkable for one and the same version; policy's Forbidden or Hidden."""
    owner = by.organisation or 0
    require(TABLE, by, "c", crosswalk_thing(owner=owner, step=Step.DRAFT.value))
    if source.pk == target.pk:
        raise NotLinkable("Choose two versions that are not the same one.")
    row = CrosswalkRow.objects.create(organisation_id=owner, title=title, about=about, source=source, target=target)
    CrosswalkStepRow.objects.create(crosswalk=row, step=Step.DRAFT.value, by_id=by.person)
    record(by=by, verb="made", kind="crosswalk", id=str(row.uuid), label=title)
    return row


@transaction.atomic
def put_links(*, by: Actor, crosswalk: CrosswalkRow, links: Iterable[CrosswalkLink], revision: int, what: str) -> CrosswalkRow:
    """Add these links, or change those that join the same two items; others stay. One change, however many links.

    Raises StaleCrosswalk, NotLinkable; policy's Forbidden or Hidden.
    """
    row = _editable(by, crosswalk, revision)
    wanted = {(each.source, each.target): each for each in links}
    source, target = ({item.id for item in side.items} for side in crosswalks.sides(row))
    if any(old not in source or new not in target for old, new in wanted):
        raise NotLinkable("One of these items is not in its version.")
    held = _held(row)
    come = {pair: link for pair, link in wanted.items() if held.get(pair) != link}
    gone = {pair: held[pair] for pair in come if pair in held}
    return _rewrite(by, row, gone, come, what) if come else row


@transaction.atomic
def remove_link(*, by: Actor, crosswalk: CrosswalkRow, pair: Pair, revision: int, what: str) -> CrosswalkRow:
    """Take one link out. Raises StaleCrosswalk, NotLinkable where it is not there; policy's Forbidden or Hidden."""
    row = _editable(by, crosswalk, revision)
    held = _held(row)
    if pair not in held:
        raise NotLinkable("These two items are not linked any more.")
    return _rewrite(by, row, {pair: held[pair]}, {}, what)


@transaction.atomic
def undo_links(*, by: Actor, crosswalk: CrosswalkRow, revision: int) -> CrosswalkRow:
    """Take the last change back, as a change of its own. Raises StaleCrosswalk, NotLinkable; policy's Forbidden or Hidden."""
    row = _editable(by, crosswalk, revision)
    last = crosswalks.last_change(row)
    if last is None:
        raise NotLinkable("Nothing was done to this crosswalk yet, so there is nothing to undo.")
    gone, come = _links(last.come), _links(last.gone)
    return _rewrite(by, row, gone, come, f"Undid: {last.what}"[:300])


@transaction.atomic
def move_crosswalk(*, by: Actor, crosswalk: CrosswalkRow, to: Step, seen: int) -> CrosswalkStepRow:
    """Take the next step. `seen` is the step (its id) that the person saw. Whoever submitted it may not publish it.

    Raises StaleCrosswalk, NotLinkable; policy's Forbidden or Hidden.
    """
    row = _locked(crosswalk)
    about = crosswalks.about(row)
    require(TABLE, by, "v", about)
    if row.step_id != seen:
        raise StaleCrosswalk(row)
    if to not in NEXT[Step(row.step)]:
        raise NotLinkable(f"A crosswalk that is {row.step} cannot become {to.value} from there.")
    require(TABLE, by, ACTION[to], about)
    if to is Step.PUBLISHED:
        _publishable(by, row)
    step = CrosswalkStepRow.objects.create(crosswalk=row, step=to.value, by_id=by.person)
    record(by=by, verb=f"moved to {to.value}", kind="crosswalk", id=str(row.uuid), label=row.title, detail={"from": row.step})
    return step


@transaction.atomic
def take_crosswalk_away(*, by: Actor, crosswalk: CrosswalkRow) -> None:
    """A draft goes; its rows stay. Raises policy's Forbidden or Hidden."""
    row = _locked(crosswalk)
    require(TABLE, by, "d", crosswalks.about(row))
    row.removed = timezone.now()
    row.save(update_fields=["removed"])
    record(by=by, verb="took away", kind="crosswalk", id=str(row.uuid), label=row.title)


def crosswalk_steps(*, by: Actor, crosswalk: CrosswalkRow) -> tuple[Step, ...]:
    """The steps that this person may take now."""
    about = crosswalks.about(crosswalk)
    found = [to for to in NEXT[Step(crosswalk.step)] if decide(TABLE, by, ACTION[to], about)]
    return tuple(to for to in found if to is not Step.PUBLISHED or _submitted_by(crosswalk) != by.person)


def _publishable(by: Actor, row: CrosswalkRow) -> None:
    if _submitted_by(row) == by.person:
        raise Forbidden("Whoever submitted a crosswalk may not publish it.")
    seen = set(queries.versions(None).filter(pk__in=[row.source_id, row.target_id]).values_list("pk", flat=True))
    if len(seen) < 2:
        raise NotLinkable("Both versions must be published before the crosswalk between them can be.")


def _submitted_by(row: CrosswalkRow) -> int | None:
    found = CrosswalkStepRow.objects.filter(crosswalk=row, step=Step.SUBMITTED.value).order_by("-id")
    return found.values_list("by", flat=True).first()


def _locked(crosswalk: CrosswalkRow) -> CrosswalkRow:
    CrosswalkRow.objects.select_for_update().get(pk=crosswalk.pk)
    return crosswalks.crosswalk(str(crosswalk.uuid))


def _editable(by: Actor, crosswalk: CrosswalkRow, revision: int) -> CrosswalkRow:
    row = _locked(crosswalk)
    require(TABLE, by, "e", crosswalks.about(row))
    if revision != row.revision:
        raise StaleCrosswalk(row)
    return row


def _held(row: CrosswalkRow) -> dict[Pair, CrosswalkLink]:
    return {(each.source, each.target): each for each in crosswalks.values(crosswalks.links(row))}


def _rewrite(
    by: Actor, row: CrosswalkRow, gone: Mapping[Pair, CrosswalkLink], come: Mapping[Pair, CrosswalkLink], what: str
) -> CrosswalkRow:
    """Links that went and came, the change, the revision and the record, in the caller's transaction."""
    now, going = timezone.now(), gone.keys() | come.keys()
    held = CrosswalkLinkRow.objects.filter(crosswalk=row)
    held.filter(pk__in=[each.pk for each in held if (each.source_item, each.target_item) in going]).delete()
    CrosswalkLinkRow.objects.bulk_create(
        CrosswalkLinkRow(
            crosswalk=row,
            source_item=link.source,
            target_item=link.target,
            relation=link.relation,
            strength=link.strength,
            note=link.note,
            at=now,
            by_id=by.person,
        )
        for link in come.values()
    )
    row.revision += 1
    row.save(update_fields=["revision"])
    CrosswalkChange.objects.create(
        crosswalk=row, revision=row.revision, by_id=by.person, what=what[:300], gone=_text(gone.values()), come=_text(come.values())
    )
    detail = {"revision": row.revision, "gone": len(gone), "come": len(come)}
    record(by=by, verb="changed links", kind="crosswalk", id=str(row.uuid), label=row.title, detail=detail)
    return row


def _text(links: Iterable[CrosswalkLink]) -> str:
    return json.dumps([[each.source, each.target, each.relation, each.strength, each.note] for each in links], ensure_ascii=False)


def _links(text: str) -> dict[Pair, CrosswalkLink]:
    return {
        (source, target): CrosswalkLink(source=source, target=target, relation=relation, strength=strength, note=note)
        for source, target, relation, strength, note in json.loads(text or "[]")
    }
