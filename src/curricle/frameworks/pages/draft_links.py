"""The links of an item in a draft, as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from curricle.core.drafting.outline import Outline
from curricle.core.drafting.relating import RELATING, links_at
from curricle.frameworks.pages.draft_item import label
from curricle.frameworks.pages.item import WORDS
from curricle.ui.parts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """One link, read from the item; `source`, `target` and `type` name it to the form that takes it away (`removable`)."""

    words: str
    to: Link
    source: str
    target: str
    type: str
    removable: bool


def link_lines(outline: Outline, draft: str, item: str) -> tuple[LinkLine, ...]:
    """Every link of an item that is not of the tree. An end that is not in the draft, such as what it replaces, shows its identifier."""
    return tuple(_lines(outline, draft, item))


def _lines(outline: Outline, draft: str, item: str) -> Iterable[LinkLine]:
    for link in links_at(outline, item):
        other = link.target if link.source == item else link.source
        there = outline.items.get(other)
        href = reverse("frameworks:draft_item", args=[draft, other]) if there else ""
        yield LinkLine(
            words=WORDS.get(link.type, (link.type, f"{link.type} (from there)"))[link.source != item],
            to=Link(text=label(there) if there else other, href=href),
            source=link.source,
            target=link.target,
            type=link.type,
            removable=link.type in RELATING,
        )
