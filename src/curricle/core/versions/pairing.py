"""Who is who in two versions of one framework: by identifier first, then by what the framework itself says, then by text.

K1 ── same id ────────────► K1            certain
K2 ── replacedBy ─────────► K2a, K2b      certain: split
K3 ── same words ─────────► K9            certain, where no other item has these words
K4 ── much the same words ► K4            doubtful, until a person decides
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from curricle.core.framework import Framework, Item
from curricle.core.versions.words import likeness, share_of, words

REPLACED_BY = "replacedBy"
ALIKE = 0.55  # below this two statements are two statements; found by reading pairs of the demonstration's versions
SURE = 0.9  # above it, and nothing else comes near, they are one
AHEAD = 0.1  # how far the best must lead the second
PART, WHOLE = 0.6, 0.7  # of a split: how much of each part stands in the old text, how much of the old text in the parts together
RARE = 60  # a word that more items have than this finds no candidates
NEAREST = 20  # candidates that are read word by word


class By(StrEnum):
    """Why two items are taken for one."""

    IDENTIFIER = "identifier"
    REPLACED = "replaced by"
    TEXT = "text"
    PERSON = "a person's decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Ids of an item before and after; `likeness` is of their texts, from 0 to 1."""

    before: str
    after: str
    by: By
    likeness: float


class Verdict(StrEnum):
    """What a person may say of an item before and an item after."""

    SAME = "same"
    OTHER = "not the same"
    SPLIT = "split"  # the item after is one of several that the item before became
    MERGED = "merged"  # the item before is one of several that became the item after


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person said what two items, by their ids, are to each other; a split or merge is one decision a part."""

    before: str
    after: str
    verdict: Verdict = Verdict.SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Every item is in one pair, one split or merge, or alone. `doubtful` pairs are of items that stand alone until decided."""

    pairs: tuple[Pair, ...]
    splits: tuple[tuple[str, tuple[str, ...]], ...]  # (id before, ids after)
    merges: tuple[tuple[tuple[str, ...], str], ...]  # (ids before, id after)
    doubtful: tuple[Pair, ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]


def pairing(before: Framework, after: Framework, decisions: Iterable[Decision] = ()) -> Pairing:
    """Match the items of two versions. What a person decided goes before text, and never against an identifier."""
    made = _Match(before, after)
    made.by_identifier()
    made.by_links(after)
    made.by_decision(decisions)
    made.by_text()
    return made.result()


class _Match:
    """The items that are still alone, and what was found so far. One use."""

    def __init__(self, before: Framework, after: Framework) -> None:
        self.old = {item.id: item for item in before.items}
        self.new = {item.id: item for item in after.items}
        self.words = {id(item): words(f"{item.title} {item.statement}") for item in (*before.items, *after.items)}
        self.lone_old, self.lone_new = dict.fromkeys(self.old), dict.fromkeys(self.new)
        self.pairs: list[Pair] = []
        self.splits: list[tuple[str, tuple[str, ...]]] = []
        self.merges: list[tuple[tuple[str, ...], str]] = []
        self.doubtful: list[Pair] = []
        self.refused: set[tuple[str, str]] = set()

    def take(self, before: str, after: str, by: By) -> None:
        self.pairs.append(Pair(before=before, after=after, by=by, likeness=self.like(before, after)))
        self.lone_old.pop(before, None)
        self.lone_new.pop(after, None)

    def like(self, before: str, after: str) -> float:
        return likeness(self.of(self.old[before]), self.of(self.new[after]))

    def of(self, item: Item) -> tuple[str, ...]:
        return self.words[id(item)]

    def by_identifier(self) -> None:
        for each in [id for id in self.old if id in self.new]:
            self.take(each, each, By.IDENTIFIER)

    def by_links(self, after: Framework) -> None:
        """replacedBy, as the newer version says it: one to one, one to several, several to one."""
        to: dict[str, list[str]] = defaultdict(list)
        come: dict[str, list[str]] = defaultdict(list)
        for link in after.links:
            if link.type == REPLACED_BY and link.source in self.old and link.target in self.new and link.source != link.target:
                to[link.source].append(link.target)
                come[link.target].append(link.source)
        for new, olds in come.items():
            free = tuple(each for each in olds if each in self.lone_old)
            if len(free) > 1 and new in self.lone_new:
                self.merged(free, new)
        for old, news in to.items():
            parts = tuple(each for each in news if each in self.lone_new)
            if old in self.lone_old and len(parts) > 1:
                self.split(old, parts)
            elif old in self.lone_old and parts:
                self.take(old, parts[0], By.REPLACED)

    def by_decision(self, decisions: Iterable[Decision]) -> None:
        parts: dict[tuple[Verdict, str], list[str]] = defaultdict(list)
        for each in decisions:
            both = each.before in self.lone_old and each.after in self.lone_new
            if each.verdict is Verdict.OTHER:
                self.refused.add((each.before, each.after))
            elif each.verdict is Verdict.SPLIT and both:
                parts[each.verdict, each.before].append(each.after)
            elif each.verdict is Verdict.MERGED and both:
                parts[each.verdict, each.after].append(each.before)
            elif both:
                self.take(each.before, each.after, By.PERSON)
        self._put_together(parts)

    def _put_together(self, parts: Mapping[tuple[Verdict, str], list[str]]) -> None:
        """Splits and merges that a person decided; one part alone is none, and waits for its others."""
        for (verdict, whole), found in parts.items():
            splits = verdict is Verdict.SPLIT
            ours, theirs = (self.lone_old, self.lone_new) if splits else (self.lone_new, self.lone_old)
            free = tuple(dict.fromkeys(each for each in found if each in theirs))
            if whole in ours and len(free) > 1:
                if splits:
                    self.split(whole, free)
                else:
                    self.merged(free, whole)

    def by_text(self) -> None:
        self._same_words()
        ranked = sorted(self._candidates(), key=lambda pair: -pair.likeness)
        best_old, best_new = _best(ranked, "before"), _best(ranked, "after")
        for pair in ranked:
            if pair.before not in self.lone_old or pair.after not in self.lone_new:
                continue
            lead = pair.likeness - max(best_old[pair.before][1], best_new[pair.after][1])
            if pair.likeness >= SURE and lead >= AHEAD:
                self.take(pair.before, pair.after, By.TEXT)
        self._splits_by_text()
        held_old: set[str] = set()
        held_new: set[str] = set()
        for pair in ranked:
            free = pair.before in self.lone_old and pair.after in self.lone_new
            if free and pair.before not in held_old and pair.after not in held_new:
                self.doubtful.append(pair)
                held_old.add(pair.before)
                held_new.add(pair.after)

    def _same_words(self) -> None:
        """Items whose words are the same, where no other item on either side has them."""
        old, new = _unique(self.old, self.lone_old, self.words), _unique(self.new, self.lone_new, self.words)
        for said, before in old.items():
            if said and said in new and (before, new[said]) not in self.refused:
                self.take(before, new[said], By.TEXT)

    def _candidates(self) -> Iterator[Pair]:
        """Pairs that share a rare word and are alike enough: not every item is held against every other."""
        near = self._near(self.old, self.lone_old, self.new, self.lone_new)
        for before in self.lone_old:
            for after in near[before]:
                alike = self.like(before, after)
                if alike >= ALIKE and (before, after) not in self.refused:
                    yield Pair(before=before, after=after, by=By.TEXT, likeness=round(alike, 3))

    def _splits_by_text(self) -> None:
        """Several new items that together say what one old item said, and the other way round."""
        near = self._near(self.old, self.lone_old, self.new, self.lone_new)
        for old in list(self.lone_old):
            parts = self._parts(self.of(self.old[old]), ((each, self.of(self.new[each])) for each in near[old] if each in self.lone_new))
            if parts and not any((old, part) in self.refused for part in parts):
                self.split(old, parts)
        near = self._near(self.new, self.lone_new, self.old, self.lone_old)
        for new in list(self.lone_new):
            parts = self._parts(self.of(self.new[new]), ((each, self.of(self.old[each])) for each in near[new] if each in self.lone_old))
            if parts and not any((part, new) in self.refused for part in parts):
                self.merged(parts, new)

    def _near(
        self, items: Mapping[str, Item], alone: Iterable[str], others: Mapping[str, Item], others_alone: Iterable[str]
    ) -> dict[str, list[str]]:
        """Id -> ids of the other side that share most rare words with it, at most NEAREST of them, in their order.

        One shared word is chance; two are enough for a short statement.
        """
        index: dict[str, list[int]] = defaultdict(list)
        listed = list(others_alone)
        for at, other in enumerate(listed):
            for word in set(self.of(others[other])):
                index[word].append(at)
        common = {word: where for word, where in index.items() if len(where) <= RARE}
        found = {}
        for each in alone:
            said = set(self.of(items[each]))
            shared = Counter(at for word in said & common.keys() for at in common[word])
            least = 1 if len(said) < 4 else max(2, len(said) // 8)
            close = [(at, times) for at, times in shared.items() if times >= least]
            found[each] = [listed[at] for at, _ in sorted(sorted(close, key=lambda pair: -pair[1])[:NEAREST])]
        return found

    @staticmethod
    def _parts(whole: tuple[str, ...], others: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
        """The others that are parts of the whole, where there are at least two, none is most of it, and together they are."""
        found = [(each, said) for each, said in others if share_of(said, whole) >= PART and share_of(whole, said) < WHOLE]
        together = [word for _, said in found for word in said]
        return tuple(each for each, _ in found) if len(found) > 1 and share_of(whole, together) >= WHOLE else ()

    def split(self, old: str, parts: tuple[str, ...]) -> None:
        self.splits.append((old, parts))
        self.lone_old.pop(old)
        for each in parts:
            self.lone_new.pop(each)

    def merged(self, olds: tuple[str, ...], new: str) -> None:
        self.merges.append((olds, new))
        self.lone_new.pop(new)
        for each in olds:
            self.lone_old.pop(each)

    def result(self) -> Pairing:
        return Pairing(
            pairs=tuple(self.pairs),
            splits=tuple(self.splits),
            merges=tuple(self.merges),
            doubtful=tuple(self.doubtful),
            removed=tuple(self.lone_old),
            added=tuple(self.lone_new),
        )


def _unique(items: Mapping[str, Item], alone: Iterable[str], said: Mapping[int, tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """Words -> the only item among those alone that has them."""
    found = {each: said[id(items[each])] for each in alone}
    times = Counter(found.values())
    return {text: each for each, text in found.items() if times[text] == 1}


def _best(ranked: Iterable[Pair], side: str) -> dict[str, tuple[float, float]]:
    """Id -> (best, second best) likeness of the pairs in which it stands; 0 where there is none."""
    held: dict[str, tuple[float, float]] = {}
    for pair in ranked:
        each: str = getattr(pair, side)
        best, second = held.get(each, (pair.likeness, 0.0))
        held[each] = (best, max(second, pair.likeness) if each in held else second)
    return held
