"""Lists of codes in one cell: "K1, K2; S3–S5", "K16 K17", "S12. S13", "K1/K2", "K1 (A), K2 D". Every word comes out again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curricle.interop.sheets.codes import Items, Match, code_key

_SEPARATORS = re.compile(r"[,;\n|&+]|\band\b", re.IGNORECASE)
_INSIDE = re.compile(r"/|(?<=\d)[.:](?=[A-Za-z])")
_TAIL = re.compile(r"(.*?)(\d+|[a-z])$", re.IGNORECASE | re.DOTALL)
_LETTERED = re.compile(r"(.+?)(?:\s*[(\[:]\s*|\s+)([IDA])\s*[)\]]?$", re.DOTALL)
_LONGEST = 600  # characters of a cell that may be a list
_MOST_WORDS = 5  # of one code or range: "K 1 - K 3"
_WIDEST = 200  # codes of one range


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One code of a list: what was written, the item if it is known, and the letter that the list gives it."""

    text: str
    match: Match | None
    letter: str = ""


def listed(items: Items, text: str, within: Sequence[str] = ()) -> tuple[Listed, ...]:
    """The codes of a list with ranges: "K1-3", "K1, 2 and 4", "S17-S15". What is no code comes without a match, word by word."""
    return tuple(_List(items, within).parts(text)) if len(text) <= _LONGEST else (Listed(text=text, match=None),)


def is_list(items: Items, text: str, within: Sequence[str] = ()) -> bool:
    """Whether the cell lists codes: several of them, a range, or a letter in brackets, and few other words."""
    if len(text) > _LONGEST or _prose(text) or items.by_code(text, within):
        return False
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    if not any(map(str.isdigit, text)) and (not parts or max(map(len, parts)) > 20):
        return False
    found = listed(items, text, within)
    words = sum(len(each.text.split()) for each in found if each.match is None)
    codes = [each for each in found if each.match and (not words or _told_apart(each.text))]
    special = len(codes) > 1 or len(parts) > 1 or any(each.letter for each in codes)
    return bool(codes) and special and words <= 2 * len(codes)


def all_codes(items: Items, text: str, within: Sequence[str] = ()) -> bool:
    """Whether the text holds codes and nothing else."""
    found = () if len(text) > _LONGEST or _prose(text) else listed(items, text, within)
    return bool(found) and all(each.match for each in found)


def _told_apart(code: str) -> bool:
    """Whether a code is one even among words: "Version 3 FINAL (2)" names no items 3 and 2, and "X = taught" no item X."""
    return any(map(str.isdigit, code)) and any(map(str.isalpha, code))


def _prose(text: str) -> bool:
    """Whether a text is plainly sentences; spares a closer look at every wording of a large sheet."""
    words = text.split()
    coded = sum(any(map(str.isdigit, word)) for word in words)
    return sum(len(word) > 3 for word in words) - coded > 2 * coded + 4


class _List:
    """One reading of one cell; `prefix` is the letters that a bare number goes on with: K of "K1, 2 and 4"."""

    def __init__(self, items: Items, within: Sequence[str]) -> None:
        self.items = items
        self.within = within
        self.prefix = ""

    def parts(self, text: str) -> Iterator[Listed]:
        for token in (part.strip() for part in _SEPARATORS.split(text)):
            if not token:
                continue
            whole = self._known(token)
            yield from whole or self._words(token)

    def _words(self, token: str) -> Iterator[Listed]:
        words = [piece for word in token.split() for piece in self._pieces(word)]
        strange: list[str] = []
        at = 0
        while at < len(words):
            found, taken = self._longest(words[at:])
            if found and strange:
                yield Listed(text=" ".join(strange), match=None)
                strange = []
            yield from found
            if not found and any(letter.isalnum() or not letter.isascii() for letter in words[at]):
                strange.append(words[at])
                self.prefix = ""
            elif not found and any(letter not in ".-–—:()[]" for letter in words[at]):
                strange.append(words[at])
            at += taken
        if strange:
            yield Listed(text=" ".join(strange), match=None)

    def _pieces(self, word: str) -> list[str]:
        return [word] if self._known(word) else [piece for piece in _INSIDE.split(word) if piece]

    def _longest(self, words: Sequence[str]) -> tuple[tuple[Listed, ...], int]:
        for count in range(min(_MOST_WORDS, len(words)), 0, -1):
            found = self._known(" ".join(words[:count]))
            if found and self._written(found):
                return found, count
        return (), 1

    def _written(self, found: Sequence[Listed]) -> bool:
        """Whether a code among words is meant: "a" in "K1 in a ward" is not the item A."""
        return all(any(map(str.isdigit, each.text)) or (each.match and each.text == each.match.item.code) for each in found)

    def _known(self, token: str) -> tuple[Listed, ...]:
        """The codes that the whole token stands for; none when it is none."""
        lettered = None if self.items.by_code(token, self.within) else _LETTERED.fullmatch(token)
        code, letter = (lettered[1].strip(), lettered[2]) if lettered else (token, "")
        bare = code.isdigit() and self.prefix and not self.items.by_code(code, self.within)
        full = self.prefix + code if bare else code
        codes = self._range(full) or (full,)
        found = [(each, self.items.by_code(each, self.within)) for each in codes]
        if not any(item for _, item in found):
            return ()
        tail = _TAIL.fullmatch(codes[-1])
        self.prefix = tail[1] if tail and tail[2].isdigit() and not tail[1].endswith("-") else self.prefix
        return tuple(
            Listed(text=each, match=Match(framework=item[0], item=item[1], by="code") if item else None, letter=letter)
            for each, item in found
        )

    def _range(self, token: str) -> tuple[str, ...]:
        if self.items.by_code(token, self.within):
            return ()
        plain = re.sub(r"\s+to\s+", "–", token)
        for found in re.finditer("[-‐‑‒–—−]", plain):
            first, last = plain[: found.start()].strip(), plain[found.end() :].strip()
            start, end = _TAIL.fullmatch(first), _TAIL.fullmatch(last)
            if not (start and end and self.items.by_code(first, self.within)) or code_key(end[1]) not in ("", code_key(start[1])):
                continue
            if start[2].isdigit() and end[2].isdigit():
                low, high = sorted((int(start[2]), int(end[2]))) if end[1] else (int(start[2]), int(end[2]))
                if low < high <= low + _WIDEST:
                    return tuple(f"{start[1]}{number}" for number in range(low, high + 1))
            elif start[2].isalpha() and end[2].isalpha() and start[2] < end[2]:
                return tuple(f"{start[1]}{chr(letter)}" for letter in range(ord(start[2]), ord(end[2]) + 1))
        return ()
