"""WordprocessingML by hand where python-docx has no word for it: fields, bookmarks, table heads, styles, language."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from curricle.core.papers.tree import Emphasis, Paper, Run
from curricle.interop.documents.layout import foot

FONT = "Arial"
TEAL = RGBColor(0x00, 0x61, 0x5F)
GREY = RGBColor(0x4C, 0x5A, 0x5A)
#: style: (based on, size, colour, bold, space before, space after)
STYLES: dict[str, tuple[str, float, RGBColor | None, bool, float, float]] = {
    "Normal": ("", 10.5, None, False, 0, 6),
    "Title": ("", 24, TEAL, True, 0, 2),
    "Subtitle": ("", 13, None, False, 0, 12),
    "Heading 1": ("", 15, TEAL, True, 18, 6),
    "Heading 2": ("", 12.5, TEAL, True, 14, 5),
    "Heading 3": ("", 11, None, True, 12, 4),
    "Caption": ("", 9.5, None, True, 8, 3),
    "Over title": ("Normal", 9, GREY, False, 0, 0),
    "Lead": ("Normal", 12, None, False, 0, 8),
    "Note": ("Normal", 9, GREY, False, 4, 8),
    "Banner": ("Normal", 10.5, None, True, 4, 10),
    "Strip label": ("Normal", 8.5, GREY, False, 5, 2),
    "After table": ("Normal", 5, None, False, 0, 2),
    "Table text": ("Normal", 9.5, None, False, 1.5, 1.5),
}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(words: str) -> str:
    """The text without characters that XML cannot hold."""
    return _ILLEGAL.sub(" ", words)


def element(name: str, /, **attributes: object) -> Any:
    """A `w:` element with `w:` attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def prepare(document: Document, language: str) -> None:
    """Page, styles and language."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    for name, (parent, size, colour, bold, before, after) in STYLES.items():
        held = document.styles
        style: Any = held[name] if name in held else held.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if parent:
            style.base_style = held[parent]
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = colour or RGBColor(0x17, 0x21, 0x1F)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = name.startswith("Heading") or name in ("Caption", "Strip label") or None
        _one_font(style.element.get_or_add_rPr())
        for rule in style.element.xpath("./w:pPr/w:pBdr"):
            rule.getparent().remove(rule)
    shade = element("shd", val="clear", color="auto", fill="FFF4D6")
    document.styles["Banner"].element.get_or_add_pPr().append(shade)
    for lang in document.styles.element.xpath("./w:docDefaults//w:lang"):
        lang.set(qn("w:val"), language)
    for lang in document.settings.element.xpath("./w:themeFontLang"):
        lang.set(qn("w:val"), language)


def _one_font(properties: Any) -> None:
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT))


def properties(document: Document, *, title: str, author: str, paper: Paper) -> None:
    """Core properties, with the day of preparation as the only date."""
    prepared = paper.meta.prepared
    when = datetime(prepared.year, prepared.month, prepared.day, tzinfo=UTC)
    core = document.core_properties
    core.title, core.author, core.language = clean(title)[:255], clean(author)[:255], paper.language
    core.comments, core.subject = clean(foot(paper))[:255], clean(paper.subtitle)[:255]
    core.last_modified_by, core.keywords, core.revision = clean(author)[:255], "", 1
    core.created = core.modified = when


def add_text(paragraph: Any, words: str) -> Any:
    return paragraph.add_run(clean(words))


def add_run(paragraph: Any, run: Run, bold: bool) -> None:
    """A run of the tree; a line feed becomes a line break."""
    made = add_text(paragraph, run.text)
    if bold or run.emphasis is Emphasis.STRONG:
        made.bold = True
    if run.emphasis is Emphasis.EMPHASIS:
        made.italic = True


def running(paragraph: Any, left: str, right: str) -> None:
    """Two texts of a running head or foot, the second at the right margin."""
    stops = paragraph.paragraph_format.tab_stops
    for style_stop in paragraph.style.element.xpath("./w:pPr/w:tabs"):
        style_stop.getparent().remove(style_stop)
    stops.add_tab_stop(Mm(170), 2)  # 2: right aligned
    run = paragraph.add_run(f"{clean(left)}\t{right}")
    paragraph.style.font.size, paragraph.style.font.color.rgb = Pt(8.5), GREY
    run.font.size = Pt(8.5)


def field(paragraph: Any, code: str, shown: str) -> None:
    """A field that the word processor works out on opening; `shown` stands until then."""
    for part in (
        element("fldChar", fldCharType="begin", dirty="true"),
        f" {code} ",
        element("fldChar", fldCharType="separate"),
        None,
        element("fldChar", fldCharType="end"),
    ):
        run = paragraph.add_run(shown if part is None else "")
        if isinstance(part, str):
            instruction = element("instrText")
            instruction.text = part
            run._r.append(instruction)
        elif part is not None:
            run._r.append(part)


def bookmark(run: Any, name: str) -> None:
    """A bookmark around one run."""
    number = name.removeprefix("_a")
    run._r.addprevious(element("bookmarkStart", id=number, name=name))
    run._r.addnext(element("bookmarkEnd", id=number))


def bookmark_paragraph(paragraph: Any, name: str) -> None:
    """A bookmark at the start of a paragraph."""
    number = name.removeprefix("_a")
    first = next((child for child in paragraph._p if child.tag == qn("w:r")), None)
    marks = (element("bookmarkStart", id=number, name=name), element("bookmarkEnd", id=number))
    for mark in marks:
        paragraph._p.append(mark) if first is None else first.addprevious(mark)


def paragraph_in(cell: Any, document: Document, style: str, align: str = "start") -> Paragraph:
    """A new paragraph at the end of a `w:tc` element."""
    made = OxmlElement("w:p")
    properties = element("pPr")
    properties.append(element("pStyle", val=document.styles[style].style_id))
    if align != "start":
        properties.append(element("jc", val={"end": "right", "centre": "center"}[align]))
    made.append(properties)
    cell.append(made)
    return Paragraph(made, document._body)


def append_body(document: Document, made: Any) -> None:
    """An element at the end of the body, before the section's properties."""
    document.element.body.sectPr.addprevious(made)
