"""Change where an item of a draft stands. Each act names the item and the revision that the person saw."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from curricle.core.drafting import placing
from curricle.core.drafting.outline import TOP, Outline
from curricle.core.framework import Item
from curricle.frameworks.actions.draft import Rests, edit
from curricle.frameworks.drafts import name_in_draft
from curricle.frameworks.models import Draft
from curricle.people.policy import Actor

#: The acts that need nothing but the item, with what they are called in the list of changes.
STEPS: dict[str, tuple[Callable[[Outline, str], Outline], str]] = {
    "indent": (placing.indent, "Indented"),
    "outdent": (placing.outdent, "Outdented"),
    "up": (placing.up, "Moved up"),
    "down": (placing.down, "Moved down"),
}


@transaction.atomic
def add_item(*, by: Actor, draft: Draft, seen: int, item: Item, parent: str = TOP, after: str = TOP) -> tuple[Draft, str]:
    """A new item under `parent`, right after one of its children or last; with the identifier that it got.

    Raises CannotEdit, NotWritable; policy's Forbidden or Hidden.
    """
    made = replace(item, id=str(uuid.uuid4()))
    row = edit(
        by=by, draft=draft, seen=seen, what=f"Added {item.name}", act=lambda outline: placing.add(outline, made, parent=parent, after=after)
    )
    return row, made.id


@transaction.atomic
def step_item(*, by: Actor, draft: Draft, seen: int, item: str, step: str) -> Draft:
    """Indent, outdent, up or down. Raises KeyError for another step, StaleDraft, CannotEdit; policy's Forbidden or Hidden."""
    act, word = STEPS[step]
    what = f"{word} {name_in_draft(draft, item)}"
    return edit(by=by, draft=draft, seen=seen, what=what, rests=Rests(places=(item,)), act=lambda outline: act(outline, item))


@transaction.atomic
def move_item(*, by: Actor, draft: Draft, seen: int, item: str, parent: str) -> Draft:
    """Under another item ("" for the top), last. Raises StaleDraft, CannotEdit; policy's Forbidden or Hidden."""
    to = f"under {name_in_draft(draft, parent)}" if parent else "to the top"
    return edit(
        by=by,
        draft=draft,
        seen=seen,
        what=f"Moved {name_in_draft(draft, item)} {to}",
        rests=Rests(places=(item,)),
        act=lambda outline: placing.under(outline, item, parent=parent),
    )
