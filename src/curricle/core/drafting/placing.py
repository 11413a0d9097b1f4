"""Where an item stands: add it, indent, outdent, up, down, under another.

A          indent B          A          outdent C, which stood last in A          A
B                            └── B                                                C
"""

from __future__ import annotations

from dataclasses import replace

from curricle.core.drafting.outline import TOP, CannotEdit, Outline
from curricle.core.framework import Item


def add(outline: Outline, item: Item, *, parent: str = TOP, after: str = TOP) -> Outline:
    """A new item under `parent`: right after one of its children, or as its last one where `after` is empty."""
    if parent:
        outline.item(parent)
    refuse_taken_code(outline, item)
    down = outline.under(parent)
    if after and after not in down:
        raise CannotEdit("The item that it should follow has moved.")
    at = down.index(after) + 1 if after else len(down)
    return replace(
        outline,
        items={**outline.items, item.id: item},
        parent={**outline.parent, item.id: parent},
        children={**outline.children, parent: (*down[:at], item.id, *down[at:])},
    )


def indent(outline: Outline, id: str) -> Outline:
    """The item becomes the last child of the one before it."""
    at, down = _stands(outline, id)
    if at == 0:
        raise CannotEdit("There is no item before it at this level that it could go under.")
    return under(outline, id, parent=down[at - 1])


def outdent(outline: Outline, id: str) -> Outline:
    """The item comes to stand after its parent. What stood after it stays where it is."""
    outline.item(id)
    parent = outline.parent[id]
    if not parent:
        raise CannotEdit("It stands at the top already.")
    up = outline.parent[parent]
    return under(outline, id, parent=up, at=outline.under(up).index(parent) + 1)


def up(outline: Outline, id: str) -> Outline:
    """One place up among its siblings."""
    at, _ = _stands(outline, id)
    if at == 0:
        raise CannotEdit("It is the first at its level already.")
    return under(outline, id, parent=outline.parent[id], at=at - 1)


def down(outline: Outline, id: str) -> Outline:
    """One place down among its siblings."""
    at, siblings = _stands(outline, id)
    if at == len(siblings) - 1:
        raise CannotEdit("It is the last at its level already.")
    return under(outline, id, parent=outline.parent[id], at=at + 1)


def under(outline: Outline, id: str, *, parent: str, at: int | None = None) -> Outline:
    """The item, with everything below it, under another one ("" for the top): at a place from 0, or last."""
    outline.item(id)
    if parent:
        outline.item(parent)
        if parent == id or id in outline.above(parent):
            raise CannotEdit("An item cannot go under itself or under what stands below it.")
    children = dict(outline.children)
    children[outline.parent[id]] = tuple(each for each in outline.under(outline.parent[id]) if each != id)
    there = children.get(parent, ())
    where = len(there) if at is None else min(max(at, 0), len(there))
    children[parent] = (*there[:where], id, *there[where:])
    return replace(outline, parent={**outline.parent, id: parent}, children=children)


def refuse_taken_code(outline: Outline, item: Item) -> None:
    """Raises CannotEdit where another item of the draft has the code: a code is reserved by whoever has it first."""
    other = next((each for each in outline.items.values() if item.code and each.code == item.code and each.id != item.id), None)
    if other:
        said = other.title or other.statement
        raise CannotEdit(f"The code {item.code} is that of “{said[:80]}” in this draft. Give this item another one.", field="code")


def _stands(outline: Outline, id: str) -> tuple[int, tuple[str, ...]]:
    outline.item(id)
    siblings = outline.under(outline.parent[id])
    return siblings.index(id), siblings
