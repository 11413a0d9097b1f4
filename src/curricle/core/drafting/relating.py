"""How an item stands to another one of the same framework, beyond the tree: add such a link, take one away.

A1 ── precedes ──► A2        two items have one link of a type at most, whichever way it leads
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from curricle.core.drafting.outline import CannotEdit, Outline
from curricle.core.framework import Link
from curricle.core.registry import CHILD_OF, RELATIONS
from curricle.core.versions.pairing import REPLACED_BY

#: Where a thing stands is the tree's, what replaces it is said where it is replaced, and exact matches lead to other lines (meanings, 6).
RELATING = tuple(each for each in RELATIONS if each not in {CHILD_OF, REPLACED_BY, "exactMatchOf"})


def relate(outline: Outline, link: Link) -> Outline:
    """The outline with one link more. Both ends are items of it."""
    for id in (link.source, link.target):
        outline.item(id)
    if link.source == link.target:
        raise CannotEdit("An item cannot be linked to itself.", field="other")
    if link.type not in RELATING:
        raise CannotEdit("Choose how the two items stand to each other.", field="relation")
    ends = {link.source, link.target}
    if any(each.type == link.type and {each.source, each.target} == ends for each in outline.links):
        raise CannotEdit("The two items have such a link already. Take it away first, to turn it round.", field="other")
    return replace(outline, links=(*outline.links, link))


def unrelate(outline: Outline, source: str, target: str, type: str) -> Outline:
    """The outline without that link."""
    left = tuple(each for each in outline.links if (each.source, each.target, each.type) != (source, target, type))
    if type not in RELATING or len(left) == len(outline.links):
        raise CannotEdit("The two items are not linked so any more.")
    return replace(outline, links=left)


def links_at(outline: Outline, id: str) -> Iterator[Link]:
    """The links that begin or end at an item, without those of the tree."""
    return (each for each in outline.links if id in (each.source, each.target) and each.type != CHILD_OF)
