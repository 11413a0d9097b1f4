"""Finding the recipe of an earlier edition again, and fitting it to the new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from curricle.interop.prose.blocks import Document, Kind
from curricle.interop.prose.codes import leading_code
from curricle.interop.prose.guess import guess
from curricle.interop.prose.recipe import HeadingUse, Recipe, folded
from curricle.interop.prose.tables import grid_of

ALIKE = 0.5  # of what is seen of two documents, for one to be taken for an edition of the other
MOST = 400


def signature(document: Document) -> tuple[str, ...]:
    """What is seen of a document: its headings without numbers, the heads of its tables, words of its title."""
    seen: dict[str, None] = {}
    for word in folded(document.title).split():
        seen[f"title {word}"] = None
    for block in document.blocks:
        if block.kind is Kind.HEADING and len(block.text) <= 80:
            code, title = leading_code(block.text)
            seen[f"heading {folded(title if len(code) < 12 else block.text)}"] = None
        elif block.kind is Kind.TABLE:
            seen[f"table {' | '.join(grid_of(block).heads)}"] = None
        if len(seen) >= MOST:
            break
    return tuple(seen)


def likeness(one: Iterable[str], two: Iterable[str]) -> float:
    """0 to 1: how much of what is seen of either is seen of both."""
    first, second = set(one), set(two)
    return len(first & second) / len(first | second) if first | second else 0.0


def adapted(recipe: Recipe, document: Document) -> Recipe:
    """The kept recipe, with what it does not speak of guessed: levels of headings in another format, new tables, new codes.

    Codes of a new shape are taken in, so that no statement is passed over; each is asked about, as it is new.
    """
    fresh = guess(document)
    counts = Counter(block.level for block in document.blocks if block.kind is Kind.HEADING)
    titles = [each.level for each in recipe.headings if each.use is HeadingUse.TITLE]
    same = counts.keys() == {each.level for each in recipe.headings} and all(counts[level] == 1 for level in titles)
    known = {(each.heads, each.width if not each.heads else 0) for each in recipe.tables}
    tables = tuple(each for each in fresh.tables if (each.heads, each.width if not each.heads else 0) not in known)
    return replace(
        recipe,
        headings=recipe.headings if same else fresh.headings,
        tables=recipe.tables + tables,
        codes=tuple(sorted({*recipe.codes, *fresh.codes})),
        skip=tuple(dict.fromkeys((*recipe.skip, *fresh.skip))),
        title=document.title or recipe.title,
    )
