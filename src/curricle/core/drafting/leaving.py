"""Leaving items out of the version that is written. What stands in an earlier version is thereby retired, and stays there for ever."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from curricle.core.drafting.following import followed
from curricle.core.drafting.outline import TOP, CannotEdit, Outline, outline_of
from curricle.core.drafting.placing import add
from curricle.core.framework import Framework
from curricle.core.graph import tree_of


def leave_out(outline: Outline, id: str, *, known: Collection[str], replaced_by: Sequence[str] = ()) -> Outline:
    """The outline without an item and everything below it. `known`: ids that stand in a version.

    `replaced_by`: items of the draft that say what a retired one said.
    """
    outline.item(id)
    gone = [id, *outline.walk(id)]
    for each in replaced_by:
        outline.item(each)
        if each in gone:
            raise CannotEdit("An item cannot be replaced by itself or by what goes with it.")
    made = without(outline, gone)
    for each in gone:
        made = followed(made, each, replaced_by if each == id else (), known=each in known and each == id)
    return made


def without(outline: Outline, gone: Sequence[str]) -> Outline:
    """The outline without these items, among which is everything that stands below one of them."""
    leaving = set(gone)
    touched = {outline.parent[each] for each in gone} - leaving
    children = {up: down for up, down in outline.children.items() if up not in leaving}
    children |= {up: tuple(each for each in children[up] if each not in leaving) for up in touched}
    items = {id: item for id, item in outline.items.items() if id not in leaving}
    parent = {id: up for id, up in outline.parent.items() if id not in leaving}
    ties = {id: tie for id, tie in outline.ties.items() if id not in leaving}
    return replace(outline, items=items, parent=parent, children=children, ties=ties)


def left_out(outline: Outline, base: Framework) -> tuple[str, ...]:
    """Ids of the items of an earlier version that the draft does not have, in that version's order."""
    return tuple(id for id in tree_of(base).order if id not in outline.items)


def bring_back(outline: Outline, base: Framework, id: str) -> Outline:
    """An item of an earlier version as it was there: last under its old parent, or at the top where that is gone.

    What replaced it in the meantime stays; the links that said so go.
    """
    item = next((each for each in base.items if each.id == id), None)
    if item is None:
        raise CannotEdit("The earlier version has no such item.")
    if id in outline.items:
        raise CannotEdit("It is in the draft already.")
    there = outline_of(base)
    up = there.parent[id]
    made = add(outline, item, parent=up if up in outline.items else TOP)
    ties = {**made.ties, id: there.ties[id]} if id in there.ties else made.ties  # also says where an item taken over is at home
    return replace(made, ties=ties, links=tuple(link for link in made.links if not (link.source == id and link.type == "replacedBy")))
