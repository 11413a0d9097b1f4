"""Puts a paper together: numbers its sections, leaves out what is empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curricle.core.papers.tree import (
    Align,
    Block,
    Bullets,
    Heading,
    Inlines,
    KeyValues,
    Paragraph,
    Row,
    Run,
    Table,
    Tone,
    text,
)
from curricle.core.papers.wording import prose


class Writer:
    """Collects blocks. `prefix` starts every anchor, so that papers built from parts keep them apart.

    `top` is the level of the sections it numbers: 1, or 2 inside the chapter of a module.
    """

    def __init__(self, prefix: str, top: int = 1) -> None:
        self.blocks: list[Block] = []
        self._prefix = prefix
        self._top = top
        self._number = 0
        self._part = 0

    def section(self, title: str, name: str = "") -> None:
        """Start a numbered section; its anchor is the prefix and `name`, else the number."""
        self._number += 1
        self._part = 0
        anchor = f"{self._prefix}-{name or self._number}"
        self.blocks.append(Heading(level=self._top, text=title, anchor=anchor, number=str(self._number)))

    def part(self, title: str, name: str = "") -> None:
        """Start a numbered part of the section."""
        self._part += 1
        number = f"{self._number}.{self._part}"
        anchor = f"{self._prefix}-{name or number.replace('.', '-')}"
        self.blocks.append(Heading(level=self._top + 1, text=title, anchor=anchor, number=number))

    def say(self, words: str | Inlines, tone: Tone = Tone.BODY) -> None:
        self.blocks.append(Paragraph(inlines=text(words) if isinstance(words, str) else words, tone=tone))

    def prose(self, words: str) -> None:
        """Text of the programme's own, paragraph by paragraph."""
        for inlines in prose(words):
            self.say(inlines)

    def prose_section(self, title: str, words: str, name: str = "") -> None:
        """A section of one text; nothing at all when the text is empty."""
        if words.strip():
            self.section(title, name)
            self.prose(words)

    def prose_sections(self, title: str, parts: Iterable[tuple[str, str]]) -> None:
        """A section of several titled texts; empty ones are left out, and a section without any too."""
        kept = [(name, words) for name, words in parts if words.strip()]
        if not kept:
            return
        self.section(title)
        for name, words in kept:
            self.part(name)
            self.prose(words)

    def facts(self, rows: Iterable[tuple[str, str | Inlines]]) -> None:
        """Names and values; empty values are left out."""
        kept = tuple((name, text(value) if isinstance(value, str) else value) for name, value in rows if _filled(value))
        if kept:
            self.blocks.append(KeyValues(rows=kept))

    def bullets(self, items: Iterable[str | Inlines]) -> None:
        kept = tuple(text(item) if isinstance(item, str) else item for item in items)
        if kept:
            self.blocks.append(Bullets(items=kept))

    def table(self, caption: str, columns: Sequence[tuple[str, int] | tuple[str, int, Align]], rows: Iterable[Row]) -> None:
        """`columns`: head, share of the width, and alignment where it is not the start. No rows, no table."""
        kept = tuple(rows)
        if kept:
            self.blocks.append(
                Table(
                    caption=caption,
                    header=tuple(column[0] for column in columns),
                    widths=tuple(column[1] for column in columns),
                    align=tuple(column[2] if len(column) == 3 else Align.START for column in columns),
                    rows=kept,
                )
            )


def row(*cells: object, anchor: str = "") -> Row:
    """A row of plain texts and inlines."""
    return Row(cells=tuple(cell if isinstance(cell, tuple) else text(cell) for cell in cells), anchor=anchor)


def group(*inlines: Run) -> Row:
    """A row that heads those below it."""
    return Row(cells=(inlines,), group=True)


def _filled(value: str | Inlines) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)
