"""What a mark in a cell means: a letter, "taught" without a letter, nothing, or not known. A recipe keeps what people answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from curricle.core.terms import Letter


class Meaning(StrEnum):
    I = "I"  # noqa: E741 - the field writes these three letters
    D = "D"
    A = "A"
    TAUGHT = "taught"
    NOTHING = "nothing"
    UNKNOWN = "not known"


class Numbers(StrEnum):
    """What 1, 2, 3 in the cells of a sheet mean."""

    LETTERS = "1 introduced, 2 developed, 3 assessed"
    TAUGHT = "any number above 0 is a mark"
    NOTHING = "numbers are no marks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark as it is compared (see `mark_key`) and what it means."""

    text: str
    means: Meaning


_TICKS = ("x", "✓", "✔", "☑", "🗸", "√", "●", "•", "*", "■", "y", "yes", "t", "taught", "covered", "met", "full", "main", "major")
_WORDS = {
    Meaning.TAUGHT: _TICKS,
    Meaning.NOTHING: ("-", "–", "—", "n/a", "na", "no", "n", "none", "0", ".", "☐", "✗", "✘"),
    Meaning.I: ("i", "intro", "introduced", "partial", "partly", "minor"),
    Meaning.D: ("d", "dev", "developed", "practised"),
    Meaning.A: ("a", "assessed", "t/a", "ta", "t&a", "t+a", "taught and assessed", "taught/assessed", "taught & assessed"),
}
STANDARD = {word: meaning for meaning, words in _WORDS.items() for word in words}
NOTHING = frozenset(_WORDS[Meaning.NOTHING]) - {"0"}  # what says that nothing is given
_LEADS = re.compile(r"([ida])\s*(?:[(:–—]|\s-\s).*", re.DOTALL)
_RANK = {Meaning.NOTHING: 0, Meaning.TAUGHT: 1, Meaning.I: 2, Meaning.D: 3, Meaning.A: 4}


def mark_key(text: str) -> str:
    """A mark as it is compared: without case, spaces or a variation of the tick's drawing."""
    return " ".join(text.replace("\ufe0f", "").replace("\ufe0e", "").split()).casefold()


def is_number(key: str) -> bool:
    return bool(re.fullmatch(r"\d+(\.\d+)?", key))


def meaning_of(text: str, marks: dict[str, Meaning], numbers: Numbers) -> Meaning:
    """What a cell means: the recipe's own answer first, then the usual marks, numbers, and several letters in one cell.

    "I/D" is D and "I, D, A" is A: one letter per cell, the highest. "A (OSCE)" is A.
    """
    key = mark_key(text)
    if not key:
        return Meaning.NOTHING
    if key in marks:
        return marks[key]
    if is_number(key):
        return _number(key, numbers)
    if key in STANDARD:
        return STANDARD[key]
    parts = [marks.get(part) or STANDARD.get(part, Meaning.UNKNOWN) for part in re.split(r"\s*(?:[/,;&+]|\band\b)\s*", key) if part]
    if len(parts) > 1 and Meaning.UNKNOWN not in parts:
        return max(parts, key=lambda each: _RANK[each])
    lead = _LEADS.fullmatch(key)
    return Meaning(lead[1].upper()) if lead else Meaning.UNKNOWN


def words_beside(text: str, marks: dict[str, Meaning]) -> str:
    """The words that stand beside a letter and are not read: "(OSCE)" of "A (OSCE)"; "" where there are none."""
    key = mark_key(text)
    lead = None if key in marks or key in STANDARD else _LEADS.fullmatch(key)
    words = " ".join(text.split())[1:].strip(" :–—-") if lead else ""
    return words if len(words) > 1 else ""


def _number(key: str, numbers: Numbers) -> Meaning:
    if numbers is Numbers.NOTHING or not float(key):
        return Meaning.NOTHING
    if numbers is Numbers.TAUGHT:
        return Meaning.TAUGHT
    return {"1": Meaning.I, "2": Meaning.D, "3": Meaning.A}.get(key, Meaning.UNKNOWN)


def letter_of(meaning: Meaning, unlettered: Letter) -> Letter | None:
    """The letter of a claim; `unlettered` for a mark without a letter, None for nothing."""
    if meaning is Meaning.TAUGHT:
        return unlettered
    return Letter(meaning.value) if meaning.value in Letter.__members__ else None
