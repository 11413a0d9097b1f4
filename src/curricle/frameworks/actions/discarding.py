"""Give up a draft that was never published, and take it back. Nothing is destroyed: its rows stay, its label is free meanwhile."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from curricle.frameworks.actions.draft import StaleDraft, newest_change, refuse_taken
from curricle.frameworks.actions.life import NotAllowedNow
from curricle.frameworks.drafts import about_draft, back_until
from curricle.frameworks.models import Draft, Line
from curricle.frameworks.policy import TABLE
from curricle.people.actions import record
from curricle.people.policy import Actor, require


@transaction.atomic
def discard_draft(*, by: Actor, draft: Draft, seen: int) -> Draft:
    """The draft leaves all lists. `seen` is the revision that was shown. Raises StaleDraft, NotAllowedNow; policy's Forbidden or Hidden."""
    row = _locked(draft)
    require(TABLE, by, "d", about_draft(row))
    if row.frozen_id:
        raise NotAllowedNow(f"{row} became a version; it is not discarded any more.")
    if seen != row.revision:
        raise StaleDraft(row, newest_change(row))
    return _mark(by, row, discarded=True)


@transaction.atomic
def restore_draft(*, by: Actor, draft: Draft) -> Draft:
    """The draft is there again as it was. Raises NotAllowedNow once it is too late, LabelTaken; policy's Forbidden or Hidden."""
    row = _locked(draft)
    require(TABLE, by, "r", about_draft(row))
    until = back_until(row)
    if until is None or until < timezone.localdate():
        raise NotAllowedNow(f"{row} was discarded too long ago to be taken back. Its record stays.")
    refuse_taken(row.line, row.version, but=row)
    return _mark(by, row, discarded=False)


def _mark(by: Actor, row: Draft, *, discarded: bool) -> Draft:
    row.discarded, row.discarded_by_id = (timezone.now(), by.person) if discarded else (None, None)
    row.save()
    label = f"{row.title} {row.version}"
    detail = {"revision": row.revision}
    record(
        by=by, verb="discarded draft" if discarded else "took back draft", kind="framework", id=str(row.uuid), label=label, detail=detail
    )
    return row


def _locked(draft: Draft) -> Draft:
    """The draft, with its line held: labels of a line are given one after the other."""
    Line.objects.select_for_update().get(pk=draft.line_id)
    return Draft.objects.select_for_update(of=("self",)).select_related("line__organisation").get(pk=draft.pk)
