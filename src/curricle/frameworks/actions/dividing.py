"""Split an item of a draft, merge several."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from curricle.core.drafting import dividing
from curricle.core.framework import Item
from curricle.frameworks.actions.draft import Rests, edit
from curricle.frameworks.drafts import known_items, name_in_draft
from curricle.frameworks.models import Draft
from curricle.people.policy import Actor


@transaction.atomic
def split_item(*, by: Actor, draft: Draft, seen: int, item: str, parts: Sequence[Item]) -> tuple[Draft, str]:
    """Several items in the place of one, with the identifier of the first. An item of a version is retired, replaced by all of them.

    Raises StaleDraft, CannotEdit, NotWritable; policy's Forbidden or Hidden.
    """
    known = item in known_items(draft, [item])
    made = [replace(part, id=str(uuid.uuid4()) if known or at else item) for at, part in enumerate(parts)]
    row = edit(
        by=by,
        draft=draft,
        seen=seen,
        what=f"Split {name_in_draft(draft, item)} in {len(made)}",
        rests=Rests(words=(item,)),
        act=lambda outline: dividing.split(outline, item, made, known=known),
    )
    return row, made[0].id if made else item


@transaction.atomic
def merge_items(*, by: Actor, draft: Draft, seen: int, items: Sequence[str], into: Item) -> tuple[Draft, str]:
    """One item in the place of the first of several, with its identifier. Items of a version are retired, replaced by it.

    Raises StaleDraft, CannotEdit, NotWritable; policy's Forbidden or Hidden.
    """
    known = known_items(draft, items)
    made = replace(into, id=str(uuid.uuid4()) if known or not items else items[0])
    row = edit(
        by=by,
        draft=draft,
        seen=seen,
        what=f"Merged {len(items)} items into {into.name}",
        rests=Rests(words=tuple(items)),
        act=lambda outline: dividing.merge(outline, items, made, known=known),
    )
    return row, made.id
