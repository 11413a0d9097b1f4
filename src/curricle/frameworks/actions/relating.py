"""Add a link between two items of a draft, or take it away. Another editor is in the way only at the same item."""

from __future__ import annotations

from django.db import transaction

from curricle.core.drafting import relating
from curricle.core.framework import Link
from curricle.frameworks.actions.draft import Rests, edit
from curricle.frameworks.drafts import name_in_draft
from curricle.frameworks.models import Draft
from curricle.people.policy import Actor


@transaction.atomic
def link_items(*, by: Actor, draft: Draft, seen: int, item: str, link: Link) -> Draft:
    """One link more; `item` is the end from which it is made. Raises StaleDraft, CannotEdit; policy's Forbidden or Hidden."""
    what = f"Linked {name_in_draft(draft, link.source)} to {name_in_draft(draft, link.target)}"
    rests = Rests(words=(item,), links=(item,))
    return edit(by=by, draft=draft, seen=seen, what=what, rests=rests, act=lambda outline: relating.relate(outline, link))


@transaction.atomic
def unlink_items(*, by: Actor, draft: Draft, seen: int, item: str, source: str, target: str, type: str) -> Draft:
    """Without that link; `item` is the end from which it is taken away. Raises StaleDraft, CannotEdit; policy's Forbidden or Hidden."""
    what = f"Took the link from {name_in_draft(draft, source)} to {name_in_draft(draft, target)} away"
    return edit(
        by=by,
        draft=draft,
        seen=seen,
        what=what,
        rests=Rests(links=(item,)),
        act=lambda outline: relating.unrelate(outline, source, target, type),
    )
