"""Widths of columns so that no code and no head breaks inside a word, whatever font stands in for ours."""

from __future__ import annotations

from collections.abc import Sequence

from curricle.core.papers.tree import Row, plain

MEASURE = 170.0  # millimetres between the margins
PADDING = 4.2  # millimetres beside the text of a cell, with a little air
#: Millimetres a character in bold type of 9.5 points, the widest that tables use: capitals, narrow ones, the rest.
WIDE, NARROW, OTHER = 2.4, 1.1, 1.9
#: Cells up to this length are codes and short names; longer ones are prose, whose column is wide already.
SHORT_CELL = 40
#: A longer word may break after all.
LONGEST_WORD = 16


def fitted(widths: Sequence[int], header: Sequence[str], rows: Sequence[Row], *, scale: float = 1.0) -> tuple[int, ...]:
    """The shares in thousandths of the measure: each column as wide as its longest word, at the cost of those with room to spare.

    `scale`: how wide the type runs against bold Arial of 9.5 points. Where the words do not fit at all, the shares stay.
    """
    whole = sum(widths)
    shares = [MEASURE * width / whole for width in widths]
    least = [max((_width(word) for word in _words(name)), default=0.0) for name in header]
    for held in {tuple(_cells(row)) for row in rows if not row.group}:
        for at, cell in enumerate(held):
            least[at] = max([least[at], *(_width(word) for word in _words(cell))])
    least = [width * scale + PADDING for width in least]
    short = sum(max(0.0, need - share) for need, share in zip(least, shares, strict=True))
    spare = sum(max(0.0, share - need) for need, share in zip(least, shares, strict=True))
    if not short or short > spare:
        return tuple(widths)
    given = short / spare
    fit = [need if share < need else share - (share - need) * given for need, share in zip(least, shares, strict=True)]
    return tuple(round(width * 1000 / MEASURE) for width in fit)


def _cells(row: Row) -> Sequence[str]:
    return [words if len(words) <= SHORT_CELL else "" for words in map(plain, row.cells)]


def _words(text: str) -> list[str]:
    return [word for word in text.replace("-", "- ").split() if len(word) <= LONGEST_WORD]


def _width(word: str) -> float:
    return sum(NARROW if each in "ijlt.,:;'()-–/I" else WIDE if each.isupper() or each in "mw%@" else OTHER for each in word)
