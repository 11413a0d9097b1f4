"""What a text may hold inside an XML file."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(words: str) -> str:
    """The text without characters that XML cannot hold."""
    return _ILLEGAL.sub(" ", words)
