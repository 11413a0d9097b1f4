"""The legend of a workbook: "X = taught and assessed", "(x) = touched on, not assessed", wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from curricle.door.grid import Workbook
from curricle.interop.sheets.marks import Meaning, mark_key

_KEY = re.compile(r"(?:^|(?<=[\s;,|]))(\S{1,8})\s*=\s*")
_NOT_ASSESSED = re.compile(r"\b(not|never|without|no)\b[^,;]*\bassess")
_WORDS = (
    (Meaning.A, re.compile(r"assess|examined")),
    (Meaning.I, re.compile(r"introduc|touch|mention|aware|partial|partly")),
    (Meaning.D, re.compile(r"develop|practis")),
    (Meaning.TAUGHT, re.compile(r"taught|teach|cover|met\b|address")),
    (Meaning.NOTHING, re.compile(r"^(not|none|nothing|n/a)\b")),
)


def legend(workbook: Workbook, marks: Iterable[str]) -> Mapping[str, tuple[Meaning, str, str]]:
    """Mark -> (meaning, the legend's words, its place), for those of the marks that a legend explains."""
    wanted, found = set(marks), dict[str, tuple[Meaning, str, str]]()
    for sheet in workbook.sheets:
        for row, texts in enumerate(sheet.rows):
            for column, text in enumerate(texts):
                if "=" in text and len(text) < 1_000 and not sheet.hidden:
                    for key, words in _pairs(text):
                        meaning = _meaning(words)
                        if key in wanted and meaning is not Meaning.UNKNOWN:
                            found.setdefault(key, (meaning, words, sheet.place(row, column)))
    return found


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    found = list(_KEY.finditer(text))
    ends = [each.start() for each in found[1:]] + [len(text)]
    return [(mark_key(each[1]), " ".join(text[each.end() : end].split()).strip(" ;,|.")) for each, end in zip(found, ends, strict=True)]


def _meaning(words: str) -> Meaning:
    plain = words.casefold()
    without = _NOT_ASSESSED.sub("", plain)
    return next((meaning for meaning, pattern in _WORDS if pattern.search(without)), Meaning.UNKNOWN)
