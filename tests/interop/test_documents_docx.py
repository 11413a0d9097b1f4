"""DOCX: real headings, repeated heads, language, page fields; whatever a person writes is text."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest

import papers_sample as sample
from curricle.core.papers.tree import (
    Bullets,
    Heading,
    KeyValues,
    Meta,
    PageBreak,
    Paper,
    Paragraph,
    Pointer,
    Row,
    Run,
    StripBlock,
    StripCell,
    StripGroup,
    Table,
    Tone,
    text,
)
from curricle.core.terms import Letter
from curricle.interop.documents.docx import render_docx

META = Meta(
    programme="MSc (X)", version="2", digest="ab" * 32, prepared=sample.DAY, demonstration=True, institution="University of Demonstration"
)


def paper(*blocks, meta: Meta = META) -> Paper:
    return Paper(id="p", file="p", title="Rule report", subtitle="MSc (X)", meta=meta, blocks=blocks)


def opened(data: bytes):
    return docx.Document(BytesIO(data))


def xml(data: bytes, part: str = "word/document.xml") -> str:
    return zipfile.ZipFile(BytesIO(data)).read(part).decode("utf-8")


HEADING = Heading(level=1, text="Summary", anchor="one", number="1")


def test_headings_are_real_and_numbered():
    data = render_docx(paper(HEADING, Heading(level=2, text="Part", anchor="two", number="1.1")))
    found = [(p.style.name, p.text) for p in opened(data).paragraphs if p.style.name.startswith("Heading")]
    assert found == [("Heading 1", "1  Summary"), ("Heading 2", "1.1  Part")]


def test_table_repeats_its_head_and_describes_itself():
    table = Table(
        caption="Modules",
        header=("A", "B"),
        widths=(1, 3),
        rows=(Row(cells=(text("group"),), group=True), Row(cells=(text("x"), text("y\nz")))),
    )
    data = render_docx(paper(HEADING, table))
    held = opened(data).tables[0]
    assert [[cell.text for cell in row.cells] for row in held.rows] == [["A", "B"], ["group", "group"], ["x", "y\nz"]]
    assert xml(data).count("<w:tblHeader/>") == 1
    assert '<w:tblDescription w:val="Modules"/>' in xml(data)


def test_language_properties_and_dates_are_set():
    data = render_docx(paper(HEADING))
    core = opened(data).core_properties
    assert (core.title, core.author, core.language) == ("Rule report: MSc (X)", "University of Demonstration", "en-GB")
    assert core.created == core.modified == datetime(2026, 11, 22, tzinfo=UTC)
    assert re.findall(r'<w:lang w:val="([^"]+)"', xml(data, "word/styles.xml")) == ["en-GB"]


def test_pointer_inside_the_paper_is_a_page_field_to_a_bookmark():
    data = render_docx(paper(HEADING, Paragraph(inlines=(Pointer("p", "one", "section 1"),))), {"p": {"one": 4}})
    whole = xml(data)
    mark = re.search(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"/>', whole).group(1)
    assert f"PAGEREF {mark} \\h" in whole
    assert opened(data).paragraphs[-1].text == "section 1, page 4"


def test_pointer_to_another_paper_names_the_page_of_its_pdf():
    there = Paragraph(inlines=(Pointer("descriptors", "m", "Module descriptor PO701"),))
    data = render_docx(paper(HEADING, there), {"descriptors": {"m": 7}}, {"descriptors": "module-descriptors.pdf"})
    assert opened(data).paragraphs[-1].text == "Module descriptor PO701, page 7 of module-descriptors.pdf"


def test_strip_reads_as_letters_under_codes():
    cells = (StripCell(code="K1", letter=Letter.A), StripCell(code="K2", letter=None))
    data = render_docx(paper(HEADING, StripBlock(title="Strip", groups=(StripGroup(name="Clinical", cells=cells),), says="1 of 2.")))
    assert [[cell.text for cell in row.cells] for row in opened(data).tables[0].rows] == [["K1", "K2"], ["A", "–"]]
    assert opened(data).paragraphs[-1].text == "1 of 2."


def test_head_and_foot_carry_mark_version_digest_and_page():
    section = opened(render_docx(paper(HEADING))).sections[0]
    assert section.header.paragraphs[0].text == "Rule report\tDemonstration · MSc (X)"
    assert section.footer.paragraphs[0].text == "Version 2 · Digest abababababab · Prepared 22 November 2026\t1 of 1"


@pytest.mark.parametrize("words", ["a\x00b\x0bc", "<w:p/>&amp;", "{{ x }}", "\ud800lone", "\ufffe", "אב", "🧠", "=1+1", "]]>"])
def test_hostile_text_is_kept_as_text(words):
    data = render_docx(
        paper(
            Heading(level=3, text=words, anchor="h"),
            Paragraph(inlines=(Run(words),), tone=Tone.BANNER),
            Bullets(items=(text(words),)),
            KeyValues(rows=((words, text(words)),)),
            PageBreak(),
            meta=Meta(programme=words, version=words, digest="0" * 64, prepared=sample.DAY, institution=words),
        )
    )
    shown = re.sub("[\x00-\x08\x0b\x0c\ud800-\udfff\ufffe]", " ", words)
    assert [cell.text for cell in opened(data).tables[0].rows[1].cells] == [shown, shown]


def test_same_paper_gives_the_same_bytes_without_tracked_changes():
    data = render_docx(paper(HEADING))
    assert render_docx(paper(HEADING)) == data
    assert not re.search(r"<w:(ins|del|moveFrom|moveTo) ", xml(data))
