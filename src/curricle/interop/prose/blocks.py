"""A document as a stream of blocks, whatever file it came in: headings, paragraphs, list entries, tables, each with its place.

Heading 1   Clinical practice                 page 2, line 4        or  paragraph 14
Entry 1.2.a Assesses …                        page 2, line 9        or  paragraph 15, numbered 1.2.a
Table       | Code | Statement | …            page 3, table 1       or  table 1, row 4
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"  # of a list
    TABLE = "table"


class Mark(StrEnum):
    """What a reader saw at a text that a person should know. `says` is shown as the reason of a doubt."""

    TRACKED = "tracked"
    HIDDEN = "hidden"
    JOINED = "joined"
    CROSSED = "crossed"
    HYPHEN = "hyphen"
    SPACING = "spacing"
    MERGED = "merged"
    CARRIED = "carried"
    BOX = "box"
    BESIDE = "beside"
    LOOKS = "looks"
    SIGN = "sign"
    NESTED = "nested"
    UNTAGGED = "untagged"

    @property
    def says(self) -> str:
        return _WORDS[self]


_WORDS = {
    Mark.TRACKED: "holds tracked changes: insertions are read, deletions left out",
    Mark.HIDDEN: "hidden text beside it is left out",
    Mark.JOINED: "two rows are joined, because the second had no code",
    Mark.CROSSED: "goes over the end of a page",
    Mark.HYPHEN: "a word is divided at the end of a line, and its hyphen may belong to it",
    Mark.SPACING: "where its words end is not certain",
    Mark.MERGED: "stands in a merged cell",
    Mark.CARRIED: "its theme goes on from the page before",
    Mark.BOX: "a text box beside it is left out",
    Mark.BESIDE: "other text stands beside it on the page",
    Mark.LOOKS: "is taken for a heading by its looks alone",
    Mark.SIGN: "holds a sign that cannot be read",
    Mark.NESTED: "stands in a table within a table",
    Mark.UNTAGGED: "part of the page is not in the order that the file gives",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a row; `column` from 0, `rows` and `columns` how far it reaches. Paragraphs in it are parted by line ends."""

    text: str
    column: int
    rows: int = 1
    columns: int = 1
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A cell that reaches down from a row above is not repeated. `page` is 0 where the file has no pages."""

    cells: tuple[Cell, ...]
    place: str
    head: bool = False
    page: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """`level` from 1 for headings and entries; `label` the number or bullet before the text; `notes` its footnotes."""

    kind: Kind
    place: str
    text: str = ""
    level: int = 0
    style: str = ""
    label: str = ""
    page: int = 0
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that was left out or changed on reading."""

    at: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`format` is "docx", "html" or "pdf"; `pages` 0 where there are none."""

    format: str
    blocks: tuple[Block, ...]
    title: str = ""
    pages: int = 0
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of a grid: the text that covers it. `own`: the cell begins in this row and column."""

    text: str = ""
    own: bool = True
    marks: tuple[Mark, ...] = ()
    rows: int = 1
    columns: int = 1


EMPTY = Spot()
WIDEST = 200  # columns of a table


def spots(rows: tuple[Row, ...]) -> list[list[Spot]]:
    """The rows as a full grid: a merged cell stands in every place that it covers, with `own` in its first alone."""
    width = min(max((cell.column + cell.columns for row in rows for cell in row.cells), default=0), WIDEST)
    grid = [[EMPTY] * width for _ in rows]
    for top, row in enumerate(rows):
        for cell in row.cells:
            for down in range(min(cell.rows, len(rows) - top)):
                for right in range(cell.column, min(cell.column + cell.columns, width)):
                    own = not down and right == cell.column
                    grid[top + down][right] = Spot(text=cell.text, own=own, marks=cell.marks, rows=cell.rows, columns=cell.columns)
    return grid
