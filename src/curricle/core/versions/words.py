"""Which words of a text changed, word by word, and how alike two texts are.

before  Assesses a person's gait.       after  Assesses and records a person's gait.
spans   Assesses | +and records+ | a person's gait.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

#: A word with the space after it, so that the spans of a side put together are its text to the byte.
PIECE = re.compile(r"\s+|\w+(?:[’'-]\w+)*\s*|[^\w\s]\s*")
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


class Fate(StrEnum):
    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words that stand in both texts, in the older alone or in the newer alone."""

    fate: Fate
    text: str


def spans(before: str, after: str) -> tuple[Span, ...]:
    """The change of a text as it is read: what is gone stands before what is new in its place."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    found: list[Span] = []
    matcher = SequenceMatcher(None, [each.rstrip() for each in old], [each.rstrip() for each in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found.append(Span(fate=Fate.KEPT, text="".join(new[c:d])))
            continue
        found += [Span(fate=fate, text="".join(part)) for fate, part in ((Fate.GONE, old[a:b]), (Fate.NEW, new[c:d])) if part]
    return tuple(found)


def words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: folded case, no accents, no marks."""
    plain = unicodedata.normalize("NFKD", text)
    return tuple(WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()))


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """How alike two lists of words are, from 0 to 1: twice what they share, each word as often as it stands, over all (Dice)."""
    a, b = Counter(one), Counter(other)
    both = a.total() + b.total()
    return 2 * (a & b).total() / both if both else 1.0


def share_of(part: Iterable[str], whole: Iterable[str]) -> float:
    """Which share of a part's words stands in the whole, from 0 to 1."""
    a = Counter(part)
    return (a & Counter(whole)).total() / a.total() if a else 0.0
