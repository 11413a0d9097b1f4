"""What an item says. A typing error is mended in the same item; a changed meaning makes a new one, and the old one says by which."""

from __future__ import annotations

from dataclasses import replace

from curricle.core.drafting.following import followed
from curricle.core.drafting.outline import CannotEdit, Outline
from curricle.core.drafting.placing import refuse_taken_code
from curricle.core.drafting.taking_over import refuse_adopted
from curricle.core.framework import Item


def mend(outline: Outline, item: Item) -> Outline:
    """The item under its old identifier: typing errors, codes and tags."""
    if item != outline.item(item.id):
        refuse_adopted(outline, [item.id])
    refuse_taken_code(outline, item)
    _refuse_wordless(item)
    return replace(outline, items={**outline.items, item.id: item})


def renew(outline: Outline, old: str, item: Item, *, known: bool) -> Outline:
    """Another meaning in the place of the old one: `item` has an identifier of its own. What stood below stays below.

    `known`: the old one stands in a version, so a replacedBy link leads from it to the new one.
    """
    outline.item(old)
    refuse_adopted(outline, [old])
    _refuse_wordless(item)
    made = swapped(outline, old, item)
    refuse_taken_code(made, item)
    return followed(made, old, [item.id], known=known)


def swapped(outline: Outline, old: str, item: Item) -> Outline:
    """Another item at the very place of one, with what stood below."""
    up = outline.parent[old]
    items, parent, children = dict(outline.items), dict(outline.parent), dict(outline.children)
    del items[old], parent[old]
    below = children.pop(old, ())
    items[item.id], parent[item.id] = item, up
    children[up] = tuple(item.id if each == old else each for each in children[up])
    if below:
        children[item.id] = below
    parent |= dict.fromkeys(below, item.id)
    ties = {id: tie for id, tie in outline.ties.items() if id != old}
    return replace(outline, items=items, parent=parent, children=children, ties=ties)


def _refuse_wordless(item: Item) -> None:
    if not item.statement.strip() and not item.title.strip():
        raise CannotEdit("An item needs a statement, or at least a short title.", field="statement")
