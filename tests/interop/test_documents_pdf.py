"""PDF: tagged, titled, with bookmarks, exact pages; and whatever a person writes is text."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest
from pypdf import PdfReader

import papers_sample as sample
from curricle.core.checks import run
from curricle.core.papers import Listed, Pack, contents, pack
from curricle.core.papers.tree import (
    Bullets,
    Heading,
    Meta,
    Paper,
    Paragraph,
    Pointer,
    Row,
    StripBlock,
    StripCell,
    StripGroup,
    Table,
    anchors,
    pointers,
    text,
)
from curricle.core.terms import Letter
from curricle.interop.documents.glyphs import breakable, showable
from curricle.interop.documents.pdf import render_pdf

HOSTILE = (
    "=cmd()",
    "#let x = 1",
    "$x^2$ @label <here>",
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% for %}",
    "*bold* _em_ `raw` // comment /* c */",
    '\\u{41} \\ #include "/etc/passwd"',
    "אבג שלום",
    "🧠 brain 👩‍⚕️",
    "x" * 250,
    "a\x07b\x00c",
    "日本語",
    "é e\u0301",
    "\u202eevil\u202c",
    "",
)


def packed(modules: int = 2) -> Pack:
    programme = sample.programme(modules)
    frameworks = sample.frameworks()
    return pack(programme, frameworks, run(programme, frameworks), prepared=sample.DAY)


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def squeezed(reader: PdfReader, page: int) -> str:
    return "".join(reader.pages[page - 1].extract_text().replace("\u200b", "").split())


def one_paper(**words: str) -> Paper:
    programme = replace(sample.programme(1), **words)
    held = pack(programme, sample.frameworks(), run(programme, sample.frameworks()), prepared=sample.DAY)
    return next(each for each in held.papers if each.id == "specification")


def test_pdf_is_tagged_titled_and_in_british_english():
    reader = read(render_pdf(one_paper()).data)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert reader.metadata.title == "Programme specification: MSc Enhanced Podiatric Practice (PO-MSC)"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_bookmarks_are_the_numbered_headings():
    paper = one_paper()
    titles = []

    def walk(entries: list) -> None:
        for entry in entries:
            walk(entry) if isinstance(entry, list) else titles.append(entry.title)

    walk(read(render_pdf(paper).data).outline)
    assert titles == [f"{block.number}  {block.text}" for block in paper.blocks if isinstance(block, Heading)]


@pytest.mark.slow
def test_page_of_every_anchor_holds_the_heading_it_names():
    held = packed()
    wrong = []
    for paper in held.papers:
        made = render_pdf(paper)
        reader = read(made.data)
        assert len(reader.pages) == made.pages
        for block in paper.blocks:
            if isinstance(block, Heading):
                shown = "".join(f"{block.number}{block.text}".split())
                if shown not in squeezed(reader, made.anchors[block.anchor]):
                    wrong.append(block)
    assert wrong == []


@pytest.mark.slow
def test_mapping_prints_the_page_on_which_the_outcome_stands():
    held = packed(3)
    descriptors, mapping = (next(each for each in held.papers if each.id == id) for id in ("descriptors", "mappings"))
    first = render_pdf(descriptors)
    reader = read(render_pdf(mapping, {descriptors.id: first.anchors}).data)
    whole = "".join(squeezed(reader, page) for page in range(1, len(reader.pages) + 1))
    for pointer in {each for each in pointers(mapping) if each.document == descriptors.id}:
        page = first.anchors[pointer.anchor]
        assert "".join(f"{pointer.text},page{page}".split()) in whole
        if "-outcome-" in pointer.anchor:
            assert f"LO{pointer.anchor.rsplit('-', 1)[1]}Appraise" in squeezed(read(first.data), page)


def test_same_paper_gives_the_same_bytes():
    paper = one_paper()
    assert render_pdf(paper).data == render_pdf(paper).data


def small_paper(words: str) -> Paper:
    meta = Meta(programme=words, version=words, digest="0" * 64, prepared=sample.DAY, demonstration=True, institution=words)
    cells = (text(words), text("short"), text(words))
    blocks = (
        Heading(level=1, text=words, anchor="a", number="1"),
        Paragraph(inlines=text(f"before {words} after")),
        Bullets(items=(text(words),)),
        Table(
            caption=words,
            header=("One", words, "Three"),
            widths=(10, 10, 80),
            rows=(Row(cells=(text(words),), group=True), Row(cells=cells)),
        ),
        StripBlock(title=words, groups=(StripGroup(name=words, cells=(StripCell(code=words, letter=Letter.A),)),), says=words),
    )
    return Paper(id="p", file="p", title=words or "Title", subtitle=words, meta=meta, blocks=blocks)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_printed_as_text(words):
    reader = read(render_pdf(small_paper(words)).data)
    printed = "".join(squeezed(reader, page) for page in range(1, len(reader.pages) + 1))
    if words.isascii() and words.isprintable():
        assert "".join(f"before {words} after".split()) in printed
    else:
        assert "before" in printed


@pytest.mark.slow
@pytest.mark.parametrize(("words", "most"), [("x" * 4000, 60), ("line\n" * 1000, 120), ("word " * 4000, 160), ("🧠" * 400, 90)])
def test_text_longer_than_a_page_ends(words, most):
    assert render_pdf(small_paper(words)).pages <= most


@pytest.mark.slow
def test_very_long_words_stay_inside_the_margins():
    with pdfplumber.open(BytesIO(render_pdf(small_paper("x" * 400)).data)) as pdf:
        right = max(char["x1"] for page in pdf.pages for char in page.chars)
        assert right <= pdf.pages[0].width - 51  # a strip cell, whose text is cut, may hang over by 2 mm


def test_characters_without_a_glyph_become_code_points():
    assert showable("ok 🧠 日") == "ok [U+1F9E0] [U+65E5]"
    assert showable("a\x00b\tc\U000e0041") == "a b c"
    assert showable("שלום é ✓") == "שלום é ✓"


def test_long_words_may_break_and_short_ones_stay():
    assert breakable("abcdefgh ij\nklm", 3) == "abc\u200bdef\u200bgh ij\nklm"


@pytest.mark.slow
def test_contents_of_twelve_modules_fit_one_page_and_the_digest_can_be_copied():
    held = packed(12)
    pages = {paper.id: dict.fromkeys(anchors(paper), 1) for paper in held.papers}
    names = (*(f"{paper.file}.{kind}" for kind in ("pdf", "docx") for paper in held.papers), *(f"modules/m{at}.docx" for at in range(12)))
    files = [Listed(name=name, title="Programme specification", pages=9, sha256="a" * 64) for name in names]
    made = render_pdf(contents(held, files), pages)
    assert made.pages == 1
    assert held.digest in read(made.data).pages[0].extract_text()


def test_pointer_to_a_paper_without_pages_has_no_page():
    spec = one_paper()
    there = next(each for each in pointers(spec) if isinstance(each, Pointer) and each.document == "descriptors")
    reader = read(render_pdf(spec).data)
    whole = "".join(squeezed(reader, page) for page in range(1, len(reader.pages) + 1))
    assert "".join(there.text.split()) in whole
    assert "".join(f"{there.text},page".split()) not in whole
