"""DOCX by python-docx: real headings, repeated header rows, language, page fields, bookmarks, fixed dates, no tracked changes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document

from curricle.core.papers.tree import (
    Block,
    Bullets,
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
from curricle.interop.documents import word
from curricle.interop.documents.layout import Pages, foot, key_values_table
from curricle.interop.documents.stable_zip import restamp
from curricle.interop.documents.word_table import STRIP_ACROSS, TableBody, strip_table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEASURE = 170  # millimetres between the margins


def render_docx(paper: Paper, pages: Pages | None = None, titles: dict[str, str] | None = None) -> bytes:
    """The paper as DOCX. `pages`: the anchors of the pack's PDFs by paper id; `titles`: their file names.

    A pointer inside the paper is a page field that Word brings up to date; one to another paper names the page of its PDF.
    The same arguments give the same bytes.
    """
    document = docx.Document()
    writer = _Writer(document, paper, pages or {}, titles or {})
    word.prepare(document, paper.language)
    word.properties(document, title=f"{paper.title}: {paper.subtitle}", author=paper.meta.institution or paper.meta.programme, paper=paper)
    writer.front()
    for block in paper.blocks:
        writer.block(block)
    out = BytesIO()
    document.save(out)
    prepared = paper.meta.prepared
    return restamp(out.getvalue(), datetime(prepared.year, prepared.month, prepared.day, tzinfo=UTC))


class _Writer:
    """Adds one block after another to the document."""

    def __init__(self, document: Document, paper: Paper, pages: Pages, titles: dict[str, str]) -> None:
        self._document = document
        self._paper = paper
        self._pages = pages
        self._titles = titles
        self._marks = {name: f"_a{at}" for at, name in enumerate(sorted(anchors(paper)), 1)}

    def front(self) -> None:
        """Title lines, running head and foot."""
        meta = self._paper.meta
        if meta.institution:
            self._document.add_paragraph(style="Over title").add_run(word.clean(meta.institution))
        self._document.add_paragraph(style="Title").add_run(word.clean(self._paper.title))
        self._document.add_paragraph(style="Subtitle").add_run(word.clean(self._paper.subtitle))
        section = self._document.sections[0]
        head = ("Demonstration · " if meta.demonstration else "") + meta.programme
        word.running(section.header.paragraphs[0], self._paper.title, word.clean(head))
        line = section.footer.paragraphs[0]
        word.running(line, foot(self._paper), "")
        word.field(line, "PAGE", "1")
        line.add_run(" of ")
        word.field(line, "NUMPAGES", "1")

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Paragraph):
            style = {Tone.BODY: "Normal", Tone.LEAD: "Lead", Tone.NOTE: "Note", Tone.BANNER: "Banner"}[block.tone]
            self._inlines(self._document.add_paragraph(style=style), block.inlines)
        elif isinstance(block, Bullets):
            for item in block.items:
                self._inlines(self._document.add_paragraph(style="List Bullet"), item)
        elif isinstance(block, KeyValues):
            self._table(key_values_table(block))
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, StripBlock):
            self._strip(block)
        elif isinstance(block, PageBreak):
            self._document.add_page_break()  # type: ignore[no-untyped-call]

    def _heading(self, block: Heading) -> None:
        shown = f"{block.number}  {block.text}" if block.number else block.text
        paragraph = self._document.add_heading(level=block.level)
        paragraph.paragraph_format.page_break_before = block.new_page or None
        run = paragraph.add_run(word.clean(shown))
        word.bookmark(run, self._marks[block.anchor])

    def _table(self, block: Table) -> None:
        if block.caption:
            self._document.add_paragraph(word.clean(block.caption), style="Caption")
        whole = sum(block.widths)
        widths = [MEASURE * width / whole for width in block.widths]
        body = TableBody(self._document, widths, block.caption or self._paper.title)
        body.head([word.clean(head) for head in block.header])
        for row in block.rows:
            self._row(body, block, row)
        self._document.add_paragraph(style="After table")

    def _row(self, body: TableBody, block: Table, row: Row) -> None:
        paragraphs = body.group() if row.group else body.row([align.value for align in block.align])
        for at, (paragraph, cell) in enumerate(zip(paragraphs, row.cells, strict=True)):
            self._inlines(paragraph, cell, bold=at == 0 and block.row_head and not row.group)
        if row.anchor:
            word.bookmark_paragraph(paragraphs[0], self._marks[row.anchor])

    def _strip(self, block: StripBlock) -> None:
        """The strip as letters in a table that reads in order, and its text equal."""
        self._document.add_paragraph(word.clean(block.title), style="Caption")
        for group in block.groups:
            label = self._document.add_paragraph(style="Strip label")
            label.add_run(word.clean(group.name))
            for first in range(0, len(group.cells), STRIP_ACROSS):
                strip_table(self._document, group.cells[first : first + STRIP_ACROSS], f"{block.title}: {group.name}")
        self._document.add_paragraph(word.clean(block.says), style="Note")

    def _inlines(self, paragraph: Any, inlines: Inlines, bold: bool = False) -> None:
        for inline in inlines:
            if isinstance(inline, Pointer):
                self._pointer(paragraph, inline)
            else:
                word.add_run(paragraph, inline, bold)

    def _pointer(self, paragraph: Any, inline: Pointer) -> None:
        page = self._pages.get(inline.document, {}).get(inline.anchor, 0)
        word.add_text(paragraph, inline.text)
        if inline.document == self._paper.id:
            word.add_text(paragraph, ", page ")
            word.field(paragraph, f"PAGEREF {self._marks[inline.anchor]} \\h", str(page or 1))
        elif page:
            word.add_text(paragraph, f", page {page} of {self._titles.get(inline.document, 'the PDF')}")
