"""Take changes of a draft back: the last, the one before, or all since a revision. Each is a change of its own, so nothing is lost."""

from __future__ import annotations

import json

from django.db import transaction

from curricle.frameworks.actions.draft import StaleDraft, keep_change, newest_change, refuse_taken, writable
from curricle.frameworks.actions.module_rows import told_apart
from curricle.frameworks.actions.rows import Doc, delta, write
from curricle.frameworks.drafts import last_done
from curricle.frameworks.models import Draft, DraftChange
from curricle.frameworks.snapshot import draft_outline
from curricle.people.policy import Actor


class NothingToUndo(ValueError):
    """The draft is as it began, or has no such revision."""


@transaction.atomic
def undo_draft(*, by: Actor, draft: Draft, seen: int) -> Draft:
    """Take the last change back; asked again, the one before it. Raises NothingToUndo, StaleDraft; policy's Forbidden or Hidden."""
    row = writable(by, draft)
    if seen != row.revision:
        raise StaleDraft(row, newest_change(row))
    undone = last_done(row)
    if undone is None:
        raise NothingToUndo(f"{row} is as it began; there is nothing before it.")
    return _back(by, row, undone.revision - 1, f"Undid: {undone.what}")


@transaction.atomic
def draft_back_to(*, by: Actor, draft: Draft, to: int, seen: int) -> Draft:
    """Make the draft what it was at revision `to`. Raises NothingToUndo, StaleDraft; policy's Forbidden or Hidden."""
    row = writable(by, draft)
    if seen != row.revision:
        raise StaleDraft(row, newest_change(row))
    if not 0 < to < row.revision:
        raise NothingToUndo(f"{row} has no earlier revision {to}.")
    return _back(by, row, to, f"Went back to revision {to}")


def _back(by: Actor, row: Draft, to: int, what: str) -> Draft:
    """Lay what was before over what is, change by change, the newest first."""
    said: Doc = {}
    for text in DraftChange.objects.filter(draft=row, revision__gt=to).order_by("-revision").values_list("before", flat=True):
        before = told_apart(json.loads(text or "{}"))
        said = {**said, **before} | {each: {**said.get(each, {}), **before.get(each, {})} for each in ("items", "modules")}
    was = draft_outline(row)
    if "about" in said and said["about"]["version"] != row.version:
        refuse_taken(row.line, said["about"]["version"], but=row)
    write(row, said)
    return keep_change(by, row, delta(was, draft_outline(row)), what, to)
