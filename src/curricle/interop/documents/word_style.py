"""The look of our DOCX: page, styles, language, core properties, running head and foot."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from curricle.core.papers.tree import Paper
from curricle.interop.documents.layout import foot, head
from curricle.interop.documents.word import add, add_text, field
from curricle.interop.documents.xml_text import clean

FONT = "Arial"
INK, TEAL, GREY = RGBColor(0x17, 0x21, 0x1F), RGBColor(0x00, 0x61, 0x5F), RGBColor(0x4C, 0x5A, 0x5A)
#: style: (based on, size, colour, bold, space before, space after)
STYLES: dict[str, tuple[str, float, RGBColor, bool, float, float]] = {
    "Normal": ("", 10.5, INK, False, 0, 6),
    "Title": ("", 24, TEAL, True, 0, 2),
    "Subtitle": ("", 13, INK, False, 0, 12),
    "Heading 1": ("", 15, TEAL, True, 18, 6),
    "Heading 2": ("", 12.5, TEAL, True, 14, 5),
    "Heading 3": ("", 11, INK, True, 12, 4),
    "Caption": ("", 9.5, INK, True, 8, 3),
    "Header": ("", 8.5, GREY, False, 0, 0),
    "Footer": ("", 8.5, GREY, False, 0, 0),
    "Over title": ("Normal", 9, GREY, False, 0, 0),
    "Line": ("Normal", 10.5, INK, False, 0, 2),
    "Lead": ("Normal", 12, INK, False, 0, 8),
    "Note": ("Normal", 9, GREY, False, 4, 8),
    "Banner": ("Normal", 10.5, INK, True, 4, 10),
    "Strip label": ("Normal", 8.5, GREY, False, 5, 2),
    "After table": ("Normal", 5, INK, False, 0, 2),
    "Table text": ("Normal", 9.5, INK, False, 1.5, 1.5),
    "Strip text": ("Normal", 9.5, INK, False, 0, 0),
}


def prepare(document: Document, language: str) -> None:
    """Page, styles and language."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    for name in STYLES:
        _style(document, name)
    add(document.styles["Banner"].element.get_or_add_pPr(), "shd", val="clear", color="auto", fill="FFF4D6")
    for lang in document.styles.element.xpath("./w:docDefaults//w:lang"):
        lang.set(qn("w:val"), language)
    for lang in document.settings.element.xpath("./w:themeFontLang"):
        lang.set(qn("w:val"), language)


def _style(document: Document, name: str) -> None:
    parent, size, colour, bold, before, after = STYLES[name]
    held = document.styles
    style: Any = held[name] if name in held else held.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if parent:
        style.base_style = held[parent]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = name.startswith("Heading") or name in ("Caption", "Strip label") or None
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    style.font.name = FONT
    for rule in style.element.xpath("./w:pPr/w:pBdr | ./w:pPr/w:tabs"):
        rule.getparent().remove(rule)


def properties(document: Document, paper: Paper) -> None:
    """Core properties, with the day of preparation as the only date."""
    prepared = paper.meta.prepared
    author = clean(paper.meta.institution or paper.meta.programme)[:255]
    core = document.core_properties
    core.title, core.subject = clean(f"{paper.title}: {paper.subtitle}")[:255], clean(paper.subtitle)[:255]
    core.author, core.last_modified_by = author, author
    core.language, core.keywords, core.revision = paper.language, "", 1
    core.comments = clean(foot(paper))[:255]
    core.created = core.modified = datetime(prepared.year, prepared.month, prepared.day, tzinfo=UTC)


def running(document: Document, paper: Paper) -> None:
    """Paper and programme over each page; version, digest, date and "3 of 12" under it."""
    section = document.sections[0]
    top, line = section.header.paragraphs[0]._p, section.footer.paragraphs[0]._p
    for each in (top, line):
        add(add(each.get_or_add_pPr(), "tabs"), "tab", val="right", pos=9638)  # 170 mm
    title = paper.title if len(paper.title) <= 40 else paper.title[:39] + "…"
    add_text(top, f"{title}\t{head(paper, 95 - len(title))}")
    add_text(line, f"{foot(paper)}\t")
    field(line, "PAGE", "1")
    add_text(line, " of ")
    field(line, "NUMPAGES", "1")
