"""Items of a draft to choose from: those of the same level, or those that match what was asked for; what is chosen stays in view."""

from __future__ import annotations

from collections.abc import Iterable

from curricle.core.drafting.outline import Outline
from curricle.frameworks.pages.draft_item import label
from curricle.frameworks.queries import fold

MOST = 40  # items to choose from at once


def to_choose(outline: Outline, item: str, find: str, chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """(id, words) of the chosen ones, then of those whose code and words hold all that was asked for; without it, of the same level."""
    words = fold(find).split()
    level = [id for id in outline.walk() if _matches(outline, id, words)] if words else outline.under(outline.parent[item])
    ids = dict.fromkeys([*(id for id in chosen if id in outline.items), *level[:MOST]])
    return [(id, _where(outline, id, outline.parent[item])) for id in ids if id != item]


def _matches(outline: Outline, id: str, words: list[str]) -> bool:
    item = outline.items[id]
    said = fold(f"{item.code} {item.title} {item.statement}")
    return all(word in said for word in words)


def _where(outline: Outline, id: str, here: str) -> str:
    """An item in one line, with what it stands under where that is somewhere else."""
    up, said = outline.parent[id], label(outline.items[id])
    if up == here:
        return said
    return f"{said} (under {label(outline.items[up])[:60]})" if up else f"{said} (at the top)"
