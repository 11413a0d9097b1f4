"""Codes while a framework is written: the next free one, and who has them already."""

from __future__ import annotations

import re
from collections.abc import Collection

from curricle.core.drafting.outline import Outline

ENDING = re.compile(r"^(?P<stem>.*?)(?P<number>\d+)$")


def next_code(outline: Outline, parent: str, *, reserved: Collection[str] = ()) -> str:
    """A code for a new item under `parent`: its last sibling's, one higher, or the first below its parent's code; "" where none shows how.

    `reserved` are codes of earlier versions: a code that meant something else is not offered again.

    A1, A2 -> A3        parent C without items -> C.1        parent "3 Care" without a code -> ""
    """
    taken = {item.code for item in outline.items.values()} | set(reserved)
    siblings = [outline.items[id].code for id in outline.under(parent)]
    last = next((found for code in reversed(siblings) if (found := ENDING.match(code))), None)
    if last:
        stem, number, width = last["stem"], int(last["number"]), len(last["number"])
    elif parent and outline.items[parent].code and not any(siblings):
        stem, number, width = f"{outline.items[parent].code}.", 0, 1
    else:
        return ""
    return next(code for at in range(number + 1, number + len(taken) + 2) if (code := f"{stem}{at:0{width}}") not in taken)
