"""Leave an item out of the version that is written. One that stands in an earlier version is retired, and that version keeps it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from curricle.core.drafting import leaving
from curricle.core.drafting.outline import CannotEdit
from curricle.frameworks.actions.draft import Rests, edit
from curricle.frameworks.drafts import known_items, name_in_draft
from curricle.frameworks.models import Draft
from curricle.frameworks.queries import value
from curricle.people.policy import Actor


@transaction.atomic
def leave_out(*, by: Actor, draft: Draft, seen: int, item: str, replaced_by: Sequence[str] = ()) -> Draft:
    """Retire an item of an earlier version, or remove one that was never in any; everything below it goes with it.

    Raises StaleDraft, CannotEdit; policy's Forbidden or Hidden.
    """
    known = known_items(draft, [item])
    return edit(
        by=by,
        draft=draft,
        seen=seen,
        what=f"{'Retired' if known else 'Removed'} {name_in_draft(draft, item)}",
        rests=Rests(branches=(item,)),
        act=lambda outline: leaving.leave_out(outline, item, known=known, replaced_by=replaced_by),
    )


@transaction.atomic
def bring_back(*, by: Actor, draft: Draft, seen: int, item: str) -> Draft:
    """An item of the version from which the draft began, as it was there. Raises StaleDraft, CannotEdit; policy's Forbidden or Hidden."""

    if draft.base is None:
        raise CannotEdit("This draft is the first version of its line.")
    base = value(draft.base)
    name = next((each.name for each in base.items if each.id == item), "an item")
    return edit(by=by, draft=draft, seen=seen, what=f"Brought {name} back", act=lambda outline: leaving.bring_back(outline, base, item))
