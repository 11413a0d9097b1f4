"""The cells above a table that speak of the sheet's one module: "POD7001 Complex Foot", "Credits: 20", "Level" with 7 beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from curricle.interop.sheets.labels import module_parts
from curricle.interop.sheets.recipe import CellUse, Part
from curricle.interop.sheets.spread import Spread

_LABELS = {
    "module code": Part.MODULE,
    "unit code": Part.MODULE,
    "code": Part.MODULE,
    "module": Part.MODULE,
    "unit": Part.MODULE,
    "module title": Part.MODULE_TITLE,
    "module name": Part.MODULE_TITLE,
    "unit title": Part.MODULE_TITLE,
    "title": Part.MODULE_TITLE,
    "credits": Part.CREDITS,
    "credit": Part.CREDITS,
    "credit value": Part.CREDITS,
    "cats": Part.CREDITS,
    "level": Part.LEVEL,
    "fheq level": Part.LEVEL,
    "academic level": Part.LEVEL,
}
_INLINE = re.compile(rf"({'|'.join(sorted(_LABELS, key=len, reverse=True))})\s*[:=–—-]\s*(\S.*)", re.IGNORECASE | re.DOTALL)
_CREDITS = re.compile(
    r"(\d{1,3})\s*(?:-\s*)?(?:CATS\s*)?credits?\b|\b(?:credits?(?:\s+value)?|CATS)\s*[:=–—-]?\s*(\d{1,3})\b", re.IGNORECASE
)
_LEVEL = re.compile(r"\blevel\s*[:=–—-]?\s*([3-8])\b", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"\b(map|mapping|matrix|grid|ksbs?|capabilit|programme|university|version|draft|template|credits?|level)\b", re.IGNORECASE
)
_REACH = 3  # columns to the right in which the answer to a label may stand


def cells_of(spread: Spread, before: int, items: Collection[tuple[int, int]]) -> tuple[CellUse, ...]:
    """The cells above row `before` that name the module, its title, credits and level; `items` are places of known items."""
    found: dict[Part, CellUse] = {}
    for row in range(before):
        for column in range(spread.width):
            if spread.text(row, column) and spread.text(row, column) != spread.text(row, column - 1) and (row, column) not in items:
                for use in _uses(spread, row, column):
                    found.setdefault(use.part, use)
    if not found.keys() & {Part.MODULE, Part.MODULE_TITLE} and module_parts(spread.sheet.name):
        alone = (row for row in range(before) if len({text for text in spread.rows[row] if text}) == 1)
        title = next((row for row in alone if not _NO_TITLE.search(next(filter(None, spread.rows[row])))), None)
        if title is not None:
            column = next(at for at, text in enumerate(spread.rows[title]) if text)
            found[Part.MODULE_TITLE] = CellUse(row=title, column=column, part=Part.MODULE_TITLE)
    return tuple(found.values())


def _uses(spread: Spread, row: int, column: int) -> Iterator[CellUse]:
    text = spread.text(row, column)
    label = _LABELS.get(text.casefold().rstrip(": "))
    inline = _INLINE.fullmatch(text)
    if label:
        beside = (at for at in range(column + 1, column + 1 + _REACH) if spread.text(row, at) not in ("", text))
        answer = next(beside, None)
        if answer is not None and spread.text(row, answer).casefold().rstrip(": ") not in _LABELS:
            yield CellUse(row=row, column=answer, part=label)
        return
    if inline:
        yield CellUse(row=row, column=column, part=_LABELS[inline[1].casefold()])
    elif module_parts(text):
        yield CellUse(row=row, column=column, part=Part.MODULE)
    if _CREDITS.search(text):
        yield CellUse(row=row, column=column, part=Part.CREDITS)
    if _LEVEL.search(text):
        yield CellUse(row=row, column=column, part=Part.LEVEL)


def words_of(text: str) -> str:
    """The name in such a cell: without its label, credits or level."""
    inline = _INLINE.fullmatch(text)
    plain = inline[2] if inline else text
    bare = _LEVEL.sub("", _CREDITS.sub("", plain))
    return plain if bare == plain else re.sub(r"[(\[][\s,;–—-]*[)\]]", "", bare).strip(" ,;:|–—-")


def number_of(part: Part, text: str) -> int | None:
    """The credits or the level in such a cell; None when it says neither."""
    found = (_CREDITS if part is Part.CREDITS else _LEVEL).search(text) or re.search(r"\b(\d{1,3})\b", text)
    return int(next(group for group in found.groups() if group)) if found else None
