"""Change what an item or the framework says. A typing error and a changed meaning are different acts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from curricle.core.drafting import wording
from curricle.core.drafting.levels import describe, levels_of
from curricle.core.drafting.outline import Outline
from curricle.core.framework import Framework, Item, RubricLevel
from curricle.frameworks.actions.draft import Rests, edit
from curricle.frameworks.drafts import known_items, name_in_draft
from curricle.frameworks.models import Draft
from curricle.people.policy import Actor


@transaction.atomic
def mend_item(*, by: Actor, draft: Draft, seen: int, item: Item) -> Draft:
    """The item with its old identifier: typing errors, codes, tags, and anything of one that stands in no version yet.

    Raises StaleDraft, CannotEdit, NotWritable; policy's Forbidden or Hidden.
    """
    return edit(
        by=by,
        draft=draft,
        seen=seen,
        what=f"Changed {item.name}",
        rests=Rests(words=(item.id,)),
        act=lambda outline: wording.mend(outline, item),
    )


@transaction.atomic
def renew_item(*, by: Actor, draft: Draft, seen: int, item: Item) -> tuple[Draft, str]:
    """The meaning changes: a new item in the place of the one with this identifier, which is replaced by it; with the new identifier.

    One that stands in no version yet keeps its identifier: nobody can have pointed at it. Raises as `mend_item`.
    """
    known = item.id in known_items(draft, [item.id])
    if not known:
        return mend_item(by=by, draft=draft, seen=seen, item=item), item.id
    made = replace(item, id=str(uuid.uuid4()))
    row = edit(
        by=by,
        draft=draft,
        seen=seen,
        what=f"Changed the meaning of {item.name}",
        rests=Rests(words=(item.id,)),
        act=lambda outline: wording.renew(outline, item.id, made, known=known),
    )
    return row, made.id


@transaction.atomic
def describe_levels(*, by: Actor, draft: Draft, seen: int, item: str, levels: Sequence[tuple[str, str]]) -> Draft:
    """The level descriptors of an item, as (level, what it looks like there); none to take them away.

    Raises StaleDraft, CannotEdit; policy's Forbidden or Hidden.
    """

    def act(outline: Outline) -> Outline:
        held = levels_of(outline.about, item)
        made = [_level(held, at, quality, words) for at, (quality, words) in enumerate(levels)]
        return describe(outline, item, made, rubric=str(uuid.uuid4()), criterion=str(uuid.uuid4()))

    what = f"Described the levels of {name_in_draft(draft, item)}"
    return edit(by=by, draft=draft, seen=seen, what=what, rests=Rests(words=(item,), facts=True), act=act)


def _level(held: Sequence[RubricLevel], at: int, quality: str, words: str) -> RubricLevel:
    """The level at that place with other words, or a new one."""
    was = held[at] if at < len(held) else RubricLevel(id=str(uuid.uuid4()))
    return replace(was, quality=quality, description=words)


@transaction.atomic
def change_facts(*, by: Actor, draft: Draft, seen: int, about: Framework) -> Draft:
    """What the framework says of itself; identifier, line, code and modules stay. Raises StaleDraft, LabelTaken, NotWritable; policy's."""

    def act(outline: Outline) -> Outline:
        was = outline.about
        facts = replace(about.facts, modules=was.facts.modules, optional_modules=was.facts.optional_modules)
        return replace(outline, about=replace(about, id=was.id, line=was.line, code=was.code, facts=facts, items=(), links=()))

    return edit(
        by=by,
        draft=draft,
        seen=seen,
        what="Changed the facts of the framework",
        rests=Rests(facts=True),
        act=act,
    )
