"""What was understood of a document: groups and statements, each with its place and the reasons for doubt."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from curricle.interop.prose.blocks import Notice


@dataclass(slots=True, kw_only=True)
class Entry:
    """A group or a statement. `parent` is the number of the group above, None at the top; `doubts` say what to look at.

    `block` and `row` tell where it stood in the document's blocks. `key` names it for decisions, in this edition and the next.
    """

    number: int
    group: bool
    code: str
    text: str
    kind: str
    place: str
    block: int
    row: int | None = None
    title: str = ""
    parent: int | None = None
    pillar: str = ""
    level: str = ""
    notes: str = ""
    page: int = 0
    doubts: list[str] = field(default_factory=list)
    known: bool = False
    key: str = ""

    @property
    def sure(self) -> bool:
        return not self.doubts

    def doubt(self, says: str) -> None:
        if says not in self.doubts:
            self.doubts.append(says)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A text that became nothing, and why."""

    block: int
    row: int | None
    place: str
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """Groups and statements in document order; groups without statements are not among them. `gone`: codes of the last edition
    that are not here any more."""

    title: str
    version: str
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    notices: tuple[Notice, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def statements(self) -> list[Entry]:
        return [each for each in self.entries if not each.group]

    @property
    def doubtful(self) -> list[Entry]:
        return [each for each in self.statements if each.doubts]


def key_of(code: str, text: str, above: str) -> str:
    """What names a statement for good: its code, its words and the heading above. Any change makes another key."""
    return hashlib.sha256("\x1f".join((code, text, " ".join(above.split()).casefold())).encode()).hexdigest()[:20]
