"""Numbers and letters that Word draws before paragraphs, counted as Word counts them: "1.2.a". Runs in the child process only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from curricle.interop.prose.docx_package import WORD, value, whole

LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"))
_ROMAN_SMALL = ((5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


class Numbering:
    """Asked for one paragraph after the other, in the order of the document."""

    def __init__(self, root: Any) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._list: dict[str, str] = {}  # numId -> abstractNumId
        self._own: dict[str, dict[int, Level]] = {}  # numId -> levels that it overrides
        self._begin: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def knows(self, number: str) -> bool:
        return number in self._list

    def label(self, number: str, level: int) -> str:
        """The next label of the list at this level (from 0); "•" for bullets, "" for a list without signs."""
        levels = self._levels(number)
        level = min(level, LEVELS - 1)
        here = levels.get(level, Level())
        abstract = self._list[number]
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        fresh = (number, level) not in self._begun and level in self._begin.get(number, {})
        self._begun.add((number, level))
        if fresh:
            counts[level] = self._begin[number][level]
        else:
            before = counts[level]
            counts[level] = here.start if before is None else before + 1
        for deeper in range(level + 1, LEVELS):
            limit = levels.get(deeper, Level()).restart
            if limit != 0 and (limit is None or level < limit):
                counts[deeper] = None
        if here.form == "bullet":
            return "•"
        return self._drawn(here, levels, counts)

    def _drawn(self, here: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
        text = here.text
        for at in range(LEVELS):
            if f"%{at + 1}" in text:
                level = levels.get(at, Level())
                count = counts[at] if counts[at] is not None else level.start
                text = text.replace(f"%{at + 1}", counted(count or 0, "decimal" if here.legal else level.form))
        return text.strip()

    def _levels(self, number: str) -> dict[int, Level]:
        return {**self._abstract.get(self._list[number], {}), **self._own.get(number, {})}

    def _read(self, root: Any) -> None:
        links: dict[str, str] = {}  # style -> abstract that defines it
        follows: dict[str, str] = {}
        for each in root.iter(WORD + "abstractNum"):
            id = value(each, "abstractNumId")
            self._abstract[id] = {whole(value(one, "ilvl"), 0): _level(one) for one in each.iter(WORD + "lvl")}
            links[value(each.find(WORD + "styleLink"), "val")] = id
            follows[id] = value(each.find(WORD + "numStyleLink"), "val")
        for each in root.iter(WORD + "num"):
            id, abstract = value(each, "numId"), value(each.find(WORD + "abstractNumId"), "val")
            self._list[id] = links.get(follows.get(abstract) or " ", abstract)
            for one in each.iter(WORD + "lvlOverride"):
                level = whole(value(one, "ilvl"), 0)
                start, own = one.find(WORD + "startOverride"), one.find(WORD + "lvl")
                if start is not None:
                    self._begin.setdefault(id, {})[level] = whole(value(start, "val"), 1)
                if own is not None:
                    self._own.setdefault(id, {})[level] = _level(own)


def _level(element: Any) -> Level:
    restart = element.find(WORD + "lvlRestart")
    return Level(
        start=whole(value(element.find(WORD + "start"), "val"), 1),
        form=value(element.find(WORD + "numFmt"), "val") or "decimal",
        text=value(element.find(WORD + "lvlText"), "val"),
        restart=None if restart is None else whole(value(restart, "val"), 0),
        legal=element.find(WORD + "isLgl") is not None,
    )


def counted(number: int, form: str) -> str:
    """A count as Word writes it in this form."""
    if form in {"lowerLetter", "upperLetter"}:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 800 else str(number)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"}:
        drawn = roman(number)
        return drawn.upper() if form == "upperRoman" else drawn
    if form == "decimalZero":
        return f"{number:02}"
    return "" if form == "none" else str(number)


def roman(number: int) -> str:
    """ "xiv" for 14; the number itself beyond 3,999."""
    if not 0 < number < 4000:
        return str(number)
    drawn = ""
    for amount, sign in (*_ROMAN, *_ROMAN_SMALL):
        drawn += sign * (number // amount)
        number %= amount
    return drawn
