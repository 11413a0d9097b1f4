"""Which characters the fonts of the PDF can show. PDF/UA refuses a page with a missing glyph, so others are written as code points.

Reads the cmap table (formats 4 and 12) of a TrueType file: https://learn.microsoft.com/typography/opentype/spec/cmap
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

#: Where a line may break inside a word: after a hyphen or a stroke that a letter follows.
_NATURAL = re.compile(r"(?<=[^\W\d_][-/])(?=[^\W\d_])")
FONTS = Path(__file__).parent / "fonts"


@cache
def shown() -> frozenset[int]:
    """Code points that at least one packaged font has a glyph for."""
    return frozenset().union(*(_cmap(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))))


@cache
def _showable(character: str) -> str:
    code = ord(character)
    if character == "\n" or code in shown():
        return character
    kind = unicodedata.category(character)
    if character.isspace() or kind == "Cc":
        return " "
    if kind == "Cf" or 0xFE00 <= code <= 0xFE0F:
        return ""  # joiners, direction marks and variation selectors have no look of their own
    return f"[U+{code:04X}]"


def showable(words: str) -> str:
    """The text with every character that no font can show as its code point: an emoji becomes [U+1F9E0]."""
    return words if words.isascii() and words.isprintable() else "".join(map(_showable, words))


def breakable(words: str, longest: int) -> str:
    """The text with a zero-width space in every word longer than `longest` characters, so that it never leaves its column.

    Words that break by themselves, after a hyphen or a stroke, are left alone: a file name is copied as it stands.
    """
    if len(words) <= longest:
        return words
    return "\n".join(" ".join(_cut(word, longest) for word in line.split(" ")) for line in words.split("\n"))


def _cut(word: str, longest: int) -> str:
    if len(word) <= longest:
        return word
    return "".join(
        piece if len(piece) <= longest else "\u200b".join(piece[at : at + longest] for at in range(0, len(piece), longest))
        for piece in _NATURAL.split(word)
    )


def _cmap(data: bytes) -> frozenset[int]:
    tables = struct.unpack_from(">H", data, 4)[0]
    start = next(
        offset
        for name, offset in (struct.unpack_from(">4s4xI", data, 12 + 16 * at) for at in range(tables))
        if name == b"cmap"
    )  # fmt: skip
    points: set[int] = set()
    for at in range(struct.unpack_from(">H", data, start + 2)[0]):
        offset = start + struct.unpack_from(">I", data, start + 8 + 8 * at)[0]
        form = struct.unpack_from(">H", data, offset)[0]
        if form == 4:
            points |= _segments(data, offset)
        elif form == 12:
            for group in range(struct.unpack_from(">I", data, offset + 12)[0]):
                first, last = struct.unpack_from(">II", data, offset + 16 + 12 * group)
                points.update(range(first, last + 1))
    return frozenset(points)


def _segments(data: bytes, offset: int) -> set[int]:
    count = struct.unpack_from(">H", data, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, offset + 14)
    starts = struct.unpack_from(f">{count}H", data, offset + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, offset + 16 + 4 * count)
    ranges = struct.unpack_from(f">{count}H", data, offset + 16 + 6 * count)
    points: set[int] = set()
    for at in range(count):
        for code in range(starts[at], min(ends[at], 0xFFFE) + 1):
            glyph = code
            if ranges[at]:
                place = offset + 16 + 6 * count + 2 * at + ranges[at] + 2 * (code - starts[at])
                glyph = struct.unpack_from(">H", data, place)[0]
                if not glyph:
                    continue
            if (glyph + deltas[at]) & 0xFFFF:
                points.add(code)
    return points
