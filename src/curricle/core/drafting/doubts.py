"""What an author should look at before a draft goes further: codes used twice or with another meaning, statements much alike, no words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from curricle.core.framework import Item
from curricle.core.versions.words import likeness, words

MUCH_ALIKE = 0.8  # Dice over words: above it two statements of the demonstration say nearly the same
RARE = 60  # a word that more items have than this finds no candidates
NEAREST = 12  # candidates that are read word by word


class DoubtKind(StrEnum):
    CODE_TWICE = "code used twice"
    CODE_AGAIN = "code of another item before"
    ALIKE = "statements much alike"
    WORDLESS = "no statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """`items` are ids of the items it is about; `says` is one sentence for the author."""

    kind: DoubtKind
    says: str
    items: tuple[str, ...]


def doubts(
    items: Iterable[Item], earlier: Mapping[str, Mapping[str, str]] | None = None, replaced: Collection[tuple[str, str]] = ()
) -> tuple[Doubt, ...]:
    """Every doubt, codes first. `earlier`: {code: {item id: what it said}} of the line's versions.

    `replaced`: (old id, new id) of items that the draft itself says to be replaced: those may carry the code on.
    """
    listed = tuple(items)
    return (*_codes_twice(listed), *_codes_again(listed, earlier or {}, set(replaced)), *_wordless(listed), *_alike(listed))


def alike(item: Item, items: Iterable[Item]) -> tuple[Item, ...]:
    """Items that say nearly what this one says, most alike first."""
    said = words(item.statement)
    found = [(likeness(said, words(each.statement)), each) for each in items if each.id != item.id and said and each.statement]
    return tuple(each for share, each in sorted(found, key=lambda pair: -pair[0]) if share >= MUCH_ALIKE)


def _codes_twice(items: Iterable[Item]) -> Iterator[Doubt]:
    held: dict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.code:
            held[item.code].append(item.id)
    for code, ids in held.items():
        if len(ids) > 1:
            yield Doubt(kind=DoubtKind.CODE_TWICE, says=f"{len(ids)} items have the code {code}. Give each its own.", items=tuple(ids))


def _codes_again(items: Iterable[Item], earlier: Mapping[str, Mapping[str, str]], replaced: set[tuple[str, str]]) -> Iterator[Doubt]:
    for item in items:
        before = earlier.get(item.code, {}) if item.code else {}
        if before and item.id not in before and not any((id, item.id) in replaced for id in before):
            meant = list(before.values())[-1]
            says = (
                f"{item.code} meant “{meant[:100]}” in an earlier version. A code of its own keeps readers from taking one for the other."
            )
            yield Doubt(kind=DoubtKind.CODE_AGAIN, says=says, items=(item.id,))


def _wordless(items: Iterable[Item]) -> Iterator[Doubt]:
    for item in items:
        if not item.statement.strip():
            yield Doubt(kind=DoubtKind.WORDLESS, says=f"{item.name or 'An item'} has no statement.", items=(item.id,))


def _alike(items: tuple[Item, ...]) -> Iterator[Doubt]:
    """Pairs that share rare words are held against each other, not everything against everything."""
    said = [words(item.statement) for item in items]
    index: dict[str, list[int]] = defaultdict(list)
    for at, tokens in enumerate(said):
        for word in set(tokens):
            index[word].append(at)
    for at, tokens in enumerate(said):
        shared = Counter(
            other for word in set(tokens) if len(index[word]) <= RARE or len(index[word]) * 4 < len(said) for other in index[word]
        )
        close = sorted(((other, times) for other, times in shared.items() if other > at), key=lambda pair: -pair[1])[:NEAREST]
        for other, _ in close:
            if len(tokens) > 3 and likeness(tokens, said[other]) >= MUCH_ALIKE:
                names = " and ".join(items[each].name for each in (at, other))
                yield Doubt(kind=DoubtKind.ALIKE, says=f"{names} say nearly the same.", items=(items[at].id, items[other].id))
