"""The frozen tree of a paper: built once here, rendered three times elsewhere. Text only, never markup.

Paper
├── meta            version, digest, date, demonstration
└── blocks          Heading, Paragraph, Bullets, KeyValues, Table, StripBlock, PageBreak
    └── inlines     Run (text with an emphasis), Pointer (to a heading or row of any paper of the pack)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from curricle.core.terms import Letter


class Emphasis(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"  # small and grey, never broken: digests and the names of rules


class Tone(StrEnum):
    """What a paragraph is for: running text, the opening line, an aside, a banner over the whole."""

    BODY = "body"
    LEAD = "lead"
    NOTE = "note"
    BANNER = "banner"


class Align(StrEnum):
    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True, slots=True)
class Run:
    """Text as somebody wrote it. A line feed is a line break."""

    text: str
    emphasis: Emphasis = Emphasis.PLAIN


@dataclass(frozen=True, slots=True)
class Pointer:
    """Says where something is met. `text` names document and section, or what stands there; the renderer adds the page.

    `document` is the id of a paper of the same pack, `anchor` an anchor in it.
    """

    document: str
    anchor: str
    text: str
    named: bool = False  # the words before it name the document already


Inline = Run | Pointer
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`level` 1-3 below the paper's title. `number` is already worked out ("4.2") and the same in every rendering."""

    level: int
    text: str
    anchor: str
    number: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    inlines: Inlines
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list. Not `marked`: lines that bring their own number."""

    items: tuple[Inlines, ...]
    marked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyValues:
    """Names and what they hold, one a line. Never empty."""

    rows: tuple[tuple[str, Inlines], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells of one row. A `group` row has one cell, which heads the rows until the next group, and no anchor."""

    cells: tuple[Inlines, ...]
    anchor: str = ""
    group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`widths` are shares of the measure, one a column. `row_head`: the first cell of each row names the row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    align: tuple[Align, ...] = ()
    row_head: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StripCell:
    """One item of the coverage strip: the letter or None for a gap."""

    code: str
    letter: Letter | None

    @property
    def shown(self) -> str:
        return self.letter.value if self.letter else "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class StripGroup:
    """Cells under one pillar (or the one group of a framework without pillars)."""

    name: str
    cells: tuple[StripCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StripBlock:
    """The coverage strip of one framework. `says` is its text equal, for those who do not see it."""

    title: str
    groups: tuple[StripGroup, ...]
    says: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = Heading | Paragraph | Bullets | KeyValues | Table | StripBlock | PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What stands in the head and foot of every page. `digest` is the programme's, 64 characters."""

    programme: str  # "MSc Enhanced Practice (PO-MSC)"
    version: str
    digest: str
    prepared: date
    demonstration: bool = False
    institution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document of the pack. `file` is its name without extension, made of a-z, 0-9 and hyphens."""

    id: str
    file: str
    title: str
    subtitle: str
    meta: Meta
    blocks: tuple[Block, ...]
    language: str = "en-GB"


def text(value: object) -> Inlines:
    """Plain text as inlines."""
    return (Run(str(value)),)


def strong(value: object) -> Inlines:
    return (Run(str(value), Emphasis.STRONG),)


def anchors(paper: Paper) -> frozenset[str]:
    """Every anchor that a pointer to this paper may name."""
    found = {block.anchor for block in paper.blocks if isinstance(block, Heading)}
    found |= {row.anchor for block in paper.blocks if isinstance(block, Table) for row in block.rows if row.anchor}
    return frozenset(found)


def pointers(paper: Paper) -> tuple[Pointer, ...]:
    """Every pointer of the paper in reading order."""
    return tuple(inline for block in paper.blocks for inline in _inlines(block) if isinstance(inline, Pointer))


def plain(inlines: Inlines) -> str:
    """The inlines as one string, pointers by their text."""
    return "".join(inline.text for inline in inlines)


def _inlines(block: Block) -> Inlines:
    if isinstance(block, Paragraph):
        return block.inlines
    if isinstance(block, Bullets):
        return tuple(inline for item in block.items for inline in item)
    if isinstance(block, KeyValues):
        return tuple(inline for _, value in block.rows for inline in value)
    if isinstance(block, Table):
        return tuple(inline for row in block.rows for cell in row.cells for inline in cell)
    return ()
