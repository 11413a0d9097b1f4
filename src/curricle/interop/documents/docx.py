"""DOCX by python-docx: real headings, repeated header rows, language, page fields, bookmarks, fixed dates, no tracked changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import zip_longest
from typing import Any

import docx

from curricle.core.papers.tree import (
    Block,
    Bullets,
    Emphasis,
    Heading,
    Inlines,
    KeyValues,
    PageBreak,
    Paper,
    Paragraph,
    Pointer,
    Row,
    StripBlock,
    Table,
    Tone,
    anchors,
)
from curricle.interop.documents.fit import fitted
from curricle.interop.documents.layout import Pages, key_values_table, leads_in, one_line
from curricle.interop.documents.stable_zip import restamp
from curricle.interop.documents.word import Body, add, add_text, bookmark, field
from curricle.interop.documents.word_style import prepare, properties, running
from curricle.interop.documents.word_table import STRIP_ACROSS, TableBody, strip_table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEASURE = 170  # millimetres between the margins
TYPE = 1.18  # the widest font that a word processor puts in the place of Arial, against it
SMALL, GREY = 7.5, "4C5A5A"  # points and colour of digests and the names of rules
TONES = {Tone.BODY: "Normal", Tone.LEAD: "Lead", Tone.NOTE: "Note", Tone.BANNER: "Banner"}


def render_docx(paper: Paper, pages: Pages | None = None, names: Mapping[str, str] | None = None) -> bytes:
    """The paper as DOCX. `pages`: the anchors of the pack's PDFs by paper id; `names`: the file names of those PDFs.

    A pointer inside the paper is a page field that Word brings up to date; one to another paper names the page of its PDF.
    The same arguments give the same bytes.
    """
    document = docx.Document(BytesIO(_blank(paper.language)))
    properties(document, paper)
    running(document, paper)
    writer = _Writer(Body(document), paper, pages or {}, names or {})
    writer.front()
    for block, after in zip_longest(paper.blocks, paper.blocks[1:]):
        writer.block(block, leads=leads_in(block, after))
    out = BytesIO()
    document.save(out)
    day = paper.meta.prepared
    return restamp(out.getvalue(), datetime(day.year, day.month, day.day, tzinfo=UTC))


@cache
def _blank(language: str) -> bytes:
    """An empty document in our look: made once, because styles take longer than most papers."""
    document = docx.Document()
    prepare(document, language)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


class _Writer:
    """Adds one block after another to the body."""

    def __init__(self, body: Body, paper: Paper, pages: Pages, names: Mapping[str, str]) -> None:
        self._body = body
        self._paper = paper
        self._pages = pages
        self._names = names
        self._marks = {name: f"_place{at}" for at, name in enumerate(sorted(anchors(paper)), 1)}

    def front(self) -> None:
        """The title lines."""
        if self._paper.meta.institution:
            add_text(self._body.paragraph("Over title"), self._paper.meta.institution)
        add_text(self._body.paragraph("Title"), one_line(self._paper.title))
        add_text(self._body.paragraph("Subtitle"), one_line(self._paper.subtitle))

    def block(self, block: Block, *, leads: bool = False) -> None:
        """`leads`: a paragraph that stays with the table after it."""
        if isinstance(block, Heading):
            shown = f"{block.number}  {one_line(block.text)}" if block.number else one_line(block.text)
            paragraph = self._body.paragraph(f"Heading {block.level}", pageBreakBefore=block.new_page)
            add_text(paragraph, shown)
            bookmark(paragraph, self._marks[block.anchor])
        elif isinstance(block, Paragraph):
            self._inlines(self._body.paragraph(TONES[block.tone], keepNext=leads), block.inlines)
        elif isinstance(block, Bullets):
            for item in block.items:
                self._inlines(self._body.paragraph("List Bullet" if block.marked else "Line"), item)
        elif isinstance(block, KeyValues):
            self._table(key_values_table(block))
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, StripBlock):
            self._strip(block)
        elif isinstance(block, PageBreak):
            add(add(self._body.paragraph("Normal"), "r"), "br", type="page")

    def _table(self, block: Table) -> None:
        if block.caption:
            add_text(self._body.paragraph("Caption"), block.caption)
        widths = fitted(block.widths, block.header, block.rows, scale=TYPE)
        whole = sum(widths)
        table = TableBody(self._body, [MEASURE * width / whole for width in widths], block.caption or self._paper.title)
        table.head(block.header, [align.value for align in block.align])
        for row in block.rows:
            self._row(table, block, row)
        self._body.paragraph("After table")

    def _row(self, table: TableBody, block: Table, row: Row) -> None:
        paragraphs = table.group() if row.group else table.row([align.value for align in block.align])
        for at, (paragraph, cell) in enumerate(zip(paragraphs, row.cells, strict=True)):
            self._inlines(paragraph, cell, bold=at == 0 and block.row_head and not row.group)
        if row.anchor:
            bookmark(paragraphs[0], self._marks[row.anchor])

    def _strip(self, block: StripBlock) -> None:
        """The strip as letters in a table that reads in order, and its text equal."""
        add_text(self._body.paragraph("Caption"), block.title)
        for group in block.groups:
            add_text(self._body.paragraph("Strip label"), group.name)
            for first in range(0, len(group.cells), STRIP_ACROSS):
                strip_table(self._body, group.cells[first : first + STRIP_ACROSS], f"{block.title}: {group.name}")
        add_text(self._body.paragraph("Note"), block.says)

    def _inlines(self, paragraph: Any, inlines: Inlines, bold: bool = False) -> None:
        for inline in inlines:
            if isinstance(inline, Pointer):
                self._pointer(paragraph, inline)
            else:
                strong = bold or inline.emphasis is Emphasis.STRONG
                size, colour = (SMALL, GREY) if inline.emphasis is Emphasis.CODE else (0, "")
                add_text(paragraph, inline.text, bold=strong, italic=inline.emphasis is Emphasis.EMPHASIS, size=size, colour=colour)

    def _pointer(self, paragraph: Any, inline: Pointer) -> None:
        page = self._pages.get(inline.document, {}).get(inline.anchor, 0)
        if inline.document == self._paper.id:
            add_text(paragraph, f"{inline.text}, page ")
            field(paragraph, f"PAGEREF {self._marks[inline.anchor]} \\h", str(page or 1))
        elif page and inline.named:
            add_text(paragraph, f"{inline.text}, page {page}")
        elif page:
            add_text(paragraph, f"{inline.text}, page {page} of {self._names.get(inline.document, 'the PDF')}")
        else:
            add_text(paragraph, inline.text)
