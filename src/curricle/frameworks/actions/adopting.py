"""Take items of another framework over into a draft, under their own identifiers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from curricle.core.drafting.outline import TOP, outline_of
from curricle.core.drafting.taking_over import adopt
from curricle.core.framework import Framework
from curricle.frameworks.actions.draft import Rests, edit
from curricle.frameworks.models import Draft
from curricle.people.policy import Actor


@transaction.atomic
def adopt_items(
    *, by: Actor, draft: Draft, seen: int, source: Framework, items: Sequence[str], parent: str = TOP, address: str = ""
) -> tuple[Draft, str]:
    """Items of a published framework, each with what stands below it, last under `parent`; with the first of them.

    `address`: that of the source's document by CASE. Raises StaleDraft, CannotEdit, NotWritable; policy's Forbidden or Hidden.
    """
    there = outline_of(source)
    known = [id for id in there.walk() if id in set(items)]
    row = edit(
        by=by,
        draft=draft,
        seen=seen,
        what=f"Took {len(known)} {'item' if len(known) == 1 else 'items'} over from {source.code} {source.version}",
        rests=Rests(places=(parent,) if parent else ()),
        act=lambda outline: adopt(outline, there, known, parent=parent, address=address),
    )
    return row, known[0] if known else ""
