"""Signs of a PDF page put together to lines and texts. A page knows no words: where they end is seen by gaps and divided words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from curricle.interop.prose.blocks import Mark

_HYPHENS = "-\u2010\u2011"
_WORD = re.compile(r"[\w’'\-\u2010]+")
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
_UNREAD = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
MOST_WORDS = 50_000
_BEFORE = {
    "self",
    "non",
    "multi",
    "inter",
    "co",
    "re",
    "pre",
    "post",
    "cross",
    "long",
    "short",
    "well",
    "one",
    "end",
    "follow",
    "up",
    "day",
}


@dataclass(slots=True)
class Line:
    """One line of a page; lengths in points from the top left. `bold`: every sign of it."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    marks: frozenset[Mark] = frozenset()


def lines_of(chars: Sequence[dict[str, Any]], page: int, *, ordered: bool) -> list[Line]:
    """The lines of some signs; `ordered`: the file gives them in reading order, else they are sorted by place."""
    rows: list[list[dict[str, Any]]] = []
    given = chars if ordered else sorted(chars, key=lambda each: (round(each["top"] + each["bottom"]) / 2, each["x0"]))
    for char in given:
        last = rows[-1][-1] if rows else None
        if last is not None and _beside(last, char) and not (ordered and _far_back(last, char)):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [line for line in (_line(row if ordered else sorted(row, key=lambda each: each["x0"]), page) for row in rows) if line]


def _beside(last: dict[str, Any], char: dict[str, Any]) -> bool:
    return abs(_middle(char) - _middle(last)) < 0.5 * max(float(min(char["size"], last["size"])), 1.0)


def _far_back(last: dict[str, Any], char: dict[str, Any]) -> bool:
    return bool(char["x0"] < last["x0"] - 2 * char["size"] and char["text"].strip())


def _middle(char: dict[str, Any]) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _line(row: list[dict[str, Any]], page: int) -> Line | None:
    shown = [char for char in row if char["text"].strip()]
    if not shown:
        return None
    spaced = any(char["text"].isspace() for char in row)
    text, marks = "", set()
    before: dict[str, Any] | None = None
    for char in row:
        sign = _LIGATURES.get(char["text"], char["text"])
        if before is not None and not sign.isspace() and not text.endswith(" "):
            gap = (char["x0"] - before["x1"]) / max(char["size"], 1)
            if gap > (0.5 if spaced else 0.18):
                text += " "
                if (spaced and gap < 0.9) or (not spaced and gap < 0.22):
                    marks.add(Mark.SPACING)
            elif not spaced and gap > 0.13:
                marks.add(Mark.SPACING)
        text += " " if sign.isspace() else sign
        before = char
    text = re.sub(" {2,}", " ", text).strip()
    if _UNREAD.search(text):
        marks.add(Mark.SIGN)
        text = _UNREAD.sub("\ufffd", text)
    sizes = Counter(round(char["size"] * 2) / 2 for char in shown)
    return Line(
        text=text,
        page=page,
        x0=min(char["x0"] for char in shown),
        x1=max(char["x1"] for char in shown),
        top=min(char["top"] for char in shown),
        bottom=max(char["bottom"] for char in shown),
        size=sizes.most_common(1)[0][0],
        bold=all("bold" in char["fontname"].casefold() or "black" in char["fontname"].casefold() for char in shown),
        marks=frozenset(marks),
    )


class Joiner:
    """Puts lines together. Which words the document has, it has learnt from words that stand within lines."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()  # that stand within lines, so are whole for certain
        self._likely: Counter[str] = Counter()  # at the ends of lines without a hyphen too

    def learn(self, lines: Iterable[Line]) -> None:
        divided = False
        for line in lines:
            words = [word.casefold().replace("\u2010", "-") for word in _WORD.findall(line.text)]
            if len(self._words) < MOST_WORDS:
                self._words.update(words[1:-1])
                open_end = line.text[-1:] in f"{_HYPHENS}\u00ad"
                for word in words[divided : len(words) - open_end]:
                    self._likely.update({word, *word.split("-")})
            divided = line.text[-1:] in f"{_HYPHENS}\u00ad"

    def _whole(self, stem: str, follow: str) -> bool:
        """Whether a word that ends in a hyphen goes on without it: as the document has it elsewhere, or as its halves are no words."""
        whole, parted = self._likely[stem + follow], self._likely[f"{stem}-{follow}"]
        if bool(whole) != bool(parted):
            return bool(whole)
        return stem not in _BEFORE and not (self._likely[follow] and self._likely[stem])

    def join(self, lines: Sequence[Line]) -> tuple[str, set[Mark]]:
        """The text of the lines, and what is not certain about it."""
        text = ""
        marks: set[Mark] = set()
        pages = {line.page for line in lines}
        for line in lines:
            marks |= line.marks
            text = self._with(text, line.text, marks) if text else line.text
        if len(pages) > 1:
            marks.add(Mark.CROSSED)
        return text.replace("\u00ad", ""), marks

    def _with(self, text: str, after: str, marks: set[Mark]) -> str:
        left, right = text.split(" ")[-1], after.split(" ")[0]
        if text.endswith("\u00ad"):  # the file itself says that the word goes on
            return text[:-1] + after
        bare = _WORD.findall(right)
        follow = bare[0] if bare else ""
        if text[-1] in _HYPHENS and follow[:1].isdigit():
            return text + after  # a code such as EP-015
        if text[-1] in _HYPHENS and len(left) > 1 and follow:
            stem, follow = (_WORD.findall(left[:-1]) or [""])[-1].casefold(), follow.casefold()
            if bool(self._likely[stem + follow]) == bool(self._likely[f"{stem}-{follow}"]):
                marks.add(Mark.HYPHEN)
            return text[:-1] + after if self._whole(stem, follow) else text + after
        if text[-1] in "/–—" and len(left) > 1:
            marks.add(Mark.SPACING)
            return text + after
        stem = (_WORD.findall(left) or [""])[-1]
        if stem and follow and left.endswith(stem) and right.startswith(follow):
            together = self._words[(stem + follow).casefold()]
            if together and not (self._words[stem.casefold()] and self._words[follow.casefold()]):
                marks.add(Mark.SPACING)
                return text + after
        return f"{text} {after}"
