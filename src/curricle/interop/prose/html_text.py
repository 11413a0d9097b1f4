"""Text of a web page as a browser would show it: spaces run together, what is hidden left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from curricle.interop.prose.blocks import Kind, Mark

_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"\A(?:[a-z0-9]+)?([.#][\w-]+)\Z")
_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
STYLESHEET = 200_000


def squeezed(text: str | None) -> str:
    """Runs of space as one; no-break spaces stay."""
    return _SPACES.sub(" ", text or "").strip(" ")


class Styles:
    """The classes and ids that the page's own style sheets hide; style sheets elsewhere are not fetched."""

    def __init__(self, root: Any) -> None:
        self.hidden: set[str] = set()
        text = "".join(each.text or "" for each in root.iter("style"))[:STYLESHEET]
        for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)):
            if _NONE.search(body):
                for selector in selectors.split(","):
                    simple = _SIMPLE.match(selector.strip())
                    if simple:
                        self.hidden.add(simple[1])


def hidden(element: Any, styles: Styles) -> bool:
    """Whether a browser would not show it."""
    if element.get("hidden") is not None or _NONE.search(element.get("style", "")) or element.get("type") == "hidden":
        return True
    if not styles.hidden:
        return False
    names = {f".{each}" for each in str(element.get("class", "")).split()} | {f"#{element.get('id', '')}"}
    return bool(names & styles.hidden)


@dataclass(slots=True)
class Flow:
    """Inline text that comes together until a block ends it. `told`: the first part of an entry or heading has been given."""

    owner: Any = None
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    style: str = "p"
    label: str = ""
    marks: set[Mark] = field(default_factory=set)
    told: bool = False
    _parts: list[str] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        if text:
            self._parts.append(_SPACES.sub(" ", text))

    def line(self) -> None:
        self._parts.append("\n")

    def take(self) -> str:
        """The text so far, and begins anew."""
        text = re.sub(r" {2,}", " ", "".join(self._parts))
        self._parts = []
        return re.sub(r" ?\n ?", "\n", text).strip(" \n")
