"""The programme's title, where a sheet shows one above its table: "KSB mapping – PgCert Enhanced Podiatric Practice"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curricle.door.grid import Workbook
from curricle.interop.sheets.labels import module_parts
from curricle.interop.sheets.spread import Spread

_ROWS = 6  # a title stands at the top
_AWARD = re.compile(
    r"\b(pg\s?cert|pg\s?dip|postgraduate|msc|mres|ma|bsc|ba|meng|master(?:'s|s)?|bachelor|diploma|certificate|apprenticeship|degree)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(map|maps|mapping|mapped|matrix|grid|modules?|ksbs?|capabilit(?:y|ies)|schema|curriculum|outcomes|our|overview)\b", re.IGNORECASE
)
_LABEL = re.compile(r"(?:programme|course|award)(?:\s+(?:title|name))?\s*:?\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s+[–—-]+\s+|\s*[:|]\s+")
_SHORTEST, _LONGEST = 8, 120


def programme_title(workbook: Workbook, first: Iterable[str] = ()) -> str:
    """The best guess, or "". Only a text that names an award, or stands beside "Programme title", is taken.

    `first` names the sheets to look at before the others.
    """
    wanted = list(first)
    for sheet in sorted((each for each in workbook.sheets if not each.hidden), key=lambda each: each.name not in wanted):
        spread = Spread(sheet)
        for row in range(min(_ROWS, spread.height)):
            texts = list(dict.fromkeys(text for text in spread.rows[row] if text))
            found = _answered(texts) or (_title(texts[0]) if len(texts) == 1 else "")
            if found:
                return found
    return ""


def _answered(texts: list[str]) -> str:
    label = _LABEL.match(texts[0]) if texts else None
    if label and len(texts) == 2 and label.end() == len(texts[0]):
        return texts[1] if _SHORTEST <= len(texts[1]) <= _LONGEST else ""
    inline = label is not None and ":" in label[0] and len(texts) == 1
    return texts[0][label.end() :].strip() if label and inline and len(texts[0]) - label.end() >= _SHORTEST else ""


def _title(text: str) -> str:
    """The part of the text that names an award, without what only says that this is a mapping."""
    for part in _PARTS.split(text):
        plain = part.strip(" .,;–—-")
        if _AWARD.search(plain) and not _ABOUT.search(plain) and _SHORTEST <= len(plain) <= _LONGEST and not module_parts(plain):
            return plain
    return ""
