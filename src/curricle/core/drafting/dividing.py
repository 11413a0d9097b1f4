"""One item into several, and several into one. The old ones say by what they are replaced."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from curricle.core.drafting.following import followed
from curricle.core.drafting.leaving import without
from curricle.core.drafting.outline import CannotEdit, Outline
from curricle.core.drafting.placing import add, refuse_taken_code, under
from curricle.core.drafting.taking_over import refuse_adopted
from curricle.core.drafting.wording import swapped
from curricle.core.framework import Item


def split(outline: Outline, id: str, parts: Sequence[Item], *, known: bool) -> Outline:
    """Several items in the place of one; what stood below it stands below the first. `known`: the old one stands in a version."""
    old = outline.item(id)
    refuse_adopted(outline, [id])
    if len(parts) < 2 or not all(part.statement.strip() or part.title.strip() for part in parts):
        raise CannotEdit("Enter at least two parts, each with its own words.", field="parts")
    first = replace(parts[0], code=parts[0].code or old.code)
    made = swapped(outline, id, first)
    refuse_taken_code(made, first)
    after = first.id
    for part in parts[1:]:
        made = add(made, part, parent=made.parent[first.id], after=after)
        after = part.id
    return followed(made, id, [part.id for part in parts], known=known)


def merge(outline: Outline, ids: Sequence[str], item: Item, *, known: Collection[str]) -> Outline:
    """One item in the place of the first of several, wherever they stand; what stood below them stands below it.

    Where another of them stands above the first, the item takes the place of the topmost such one. `known`: ids that stand in a version.

    A ├── A1 ── X     merge A1, B ─►  A ── M ├── X     merge X, A ─►  M ── A1
    B ── Y                                   └── Y                    B ── Y
    """
    ids = tuple(dict.fromkeys(ids))
    for each in ids:
        outline.item(each)
    refuse_adopted(outline, ids)
    if len(ids) < 2:
        raise CannotEdit("Choose at least one other item to merge with.", field="others")
    if not item.statement.strip():
        raise CannotEdit("Enter the words of the merged item.", field="statement")
    made = swapped(_risen(outline, ids), ids[0], item)
    for other in ids[1:]:
        for child in made.under(other):
            made = under(made, child, parent=item.id)
        made = without(made, [other])
    refuse_taken_code(made, item)
    for each in ids:
        made = followed(made, each, [item.id], known=each in known)
    return made


def _risen(outline: Outline, ids: Sequence[str]) -> Outline:
    """The outline in which none of the others stands above the first of these."""
    above = [each for each in outline.above(ids[0]) if each in ids]
    if not above:
        return outline
    up = outline.parent[above[-1]]
    return under(outline, ids[0], parent=up, at=outline.under(up).index(above[-1]))
