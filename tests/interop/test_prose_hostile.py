"""Documents that are broken, mislabelled or made to do harm: a refusal with a place, or a reading; cheap, and nothing fetched."""

from __future__ import annotations

import random
import resource
import zlib

import pytest

from curricle.door.problems import Refused
from curricle.interop import detect
from curricle.interop.prose import READERS, read_document
from curricle.interop.prose.framework import read_guessed
from framework_documents import sample
from office_bytes import zipped
from written_documents import docx, html
from written_pdf import pdf

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
START = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def word(body: str, *, more: dict[str, str] | None = None, before: str = "") -> bytes:
    """A Word document whose body is this XML."""
    xml = f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": START, "word/document.xml": xml, **(more or {})}.items())


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf_of(stream: bytes, *, pages: int = 1, more: bytes = b"", kids: bytes = b"", packed: bool = False) -> bytes:
    """A PDF by hand: each page shows the stream. No table of places, so that the reader must find the objects itself."""
    filter_ = b"/Filter /FlateDecode " if packed else b""
    parts = [b"%PDF-1.7\n1 0 obj <</Type/Catalog /Pages 2 0 R " + more + b">> endobj\n"]
    many = b" ".join(b"%d 0 R" % (10 + at) for at in range(pages))
    parts.append(b"2 0 obj <</Type/Pages /Count %d /Kids [%s]>> endobj\n" % (pages, kids or many))
    parts.append(b"3 0 obj <</Type/Font /Subtype/Type1 /BaseFont/Helvetica>> endobj\n")
    parts.append(b"4 0 obj <<" + filter_ + b"/Length %d>> stream\n" % len(stream) + stream + b"\nendstream endobj\n")
    page = b"<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F 3 0 R>>>> /Contents 4 0 R>>"
    parts += [b"%d 0 obj %s endobj\n" % (10 + at, page) for at in range(pages)]
    body = b"".join(parts)
    return body + b"trailer <</Root 1 0 R /Size %d>>\n%%%%EOF" % (10 + pages)


TEXT = b"BT /F 12 Tf 72 700 Td (C1.1 Assesses need in every setting.) Tj ET"
DEEP = 20_000
HOSTILE = {
    "docx: entities": (
        word(paragraph("&a;"), before='<!DOCTYPE x [<!ENTITY a "b">]>'),
        "the part word/document.xml: this part declares entities; the file was made to do harm",
    ),
    "docx: an entity from elsewhere": (
        word(paragraph("&a;"), before='<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>'),
        "the part word/document.xml: this part declares entities; the file was made to do harm",
    ),
    "docx: a bomb": (
        word(paragraph("a"), more={"word/media/a.bin": "\0" * 120_000_000}),
        "the part word/media/a.bin: the file unpacks to more than 200 times its size (limit unpacked_ratio)",
    ),
    "docx: macros": (word(paragraph("a"), more={"word/vbaProject.bin": "x"}), "the part 'word/vbaProject.bin': the file holds macros"),
    "docx: broken XML": (word("<w:p>"), "the part word/document.xml: this part is not XML"),
    "docx: deep": (word("<w:sdt>" * DEEP), "the part word/document.xml: this part is not XML: "),
    "docx: no text": (word("<w:p/>"), "the file: no text was found"),
    "docx: a wide table": (
        word("<w:tbl><w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="90000"/></w:tcPr></w:tc>' * 3 + "</w:tr></w:tbl>"),
        "table 1, row 1: the table has more than 200 columns",
    ),
    "docx: a text without end": (
        word(paragraph("a" * 30_000)),
        "paragraph 1: this text is longer than 20,000 characters (limit cell_length)",
    ),
    "docx: cut": (word(paragraph("a"))[:-40], "the file: "),
    "docx: elsewhere": (word(paragraph("a")).replace(b"word/document.xml", b"word/documenT.xml", 1), "the "),
    "html: deep": (b"<!doctype html>" + b"<div>" * DEEP + b"a", "the "),
    "html: no text": (b"<!doctype html><script>alert(1)</script>", "the file: no text was found"),
    "html: another encoding": (b"<!doctype html><p>caf\xe9", "line 1, column 22: the byte 0xe9 is not UTF-8 text"),
    "html: NUL": (b"<!doctype html><p>a\x00b", "line 1, column 20: a NUL character stands here"),
    "html: a wide table": (
        b"<!doctype html><table><tr>" + b"<td colspan=199>a</td>" * 3 + b"</table>",
        "table 1, row 1: the table has more than 200 columns",
    ),
    "pdf: only a head": (b"%PDF-1.7\n", "the file: the PDF "),
    "pdf: cut": (b"%PDF-1.7\n1 0 obj <<", "the file: the PDF "),
    "pdf: no pages": (pdf_of(TEXT, pages=0), "the file: the PDF has no pages"),
    "pdf: too many pages": (pdf_of(TEXT, pages=1_200), "the file: the PDF has more than 1,000 pages (limit pages)"),
    "pdf: nothing but a picture": (pdf_of(b"0 0 10 10 re f"), "the file: no text was found; a scanned document must first"),
    "pdf: a bomb": (
        pdf_of(zlib.compress(b"BT /F 9 Tf (" + b"a" * 90_000_000 + b") Tj ET", 9), packed=True),
        "",
    ),
    "pdf: many lines": (pdf_of(TEXT + b" 0 0 m 9 9 l S" * 21_000), "page 1: this page holds more than 20,000 lines and boxes"),
    "pdf: operators without end": (pdf_of(b"q " * 3_000_000), ""),
}


def came_of(data: bytes, kind: str) -> str:
    try:
        document = read_document(data, format=kind)
    except Refused as stop:
        return "refused with a place" if stop.problems[0].at else "refused"
    return "read" if document.blocks else "nothing"


def costs() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.slow
@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_documents_are_refused_with_a_place_and_cost_little(name):
    data, words = HOSTILE[name]
    before = costs()
    with pytest.raises(Refused) as stop:
        read_document(data, format=name.partition(":")[0])
    assert str(stop.value).startswith(words)
    assert stop.value.problems[0].at
    assert costs() - before < 5.5  # the limit is 4 s of CPU, told in whole seconds, and the start of a process


@pytest.mark.slow
def test_a_pdf_with_a_password_is_refused_in_words():
    import io

    import pypdf

    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf(sample(1, "headings")))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(Refused) as stop:
        read_document(out.getvalue())
    assert str(stop.value) == "the file: the PDF is protected by a password; save it without one"


def test_what_a_document_is_its_content_says():
    one = sample(1, "headings")
    assert [detect(each, "x.csv") for each in (docx(one), html(one), pdf_of(TEXT))] == ["docx", "html", "pdf"]
    assert detect(b"<?xml version='1.0'?><html><body><p>a") == "html"


@pytest.mark.slow
def test_tracked_changes_and_hidden_text_are_told_and_marked():
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    tracked = (
        f"<w:p>{run.format('C1.1 Assesses ')}<w:ins>{run.format('and plans ')}</w:ins>"
        f"<w:del><w:r><w:delText>badly </w:delText></w:r></w:del>{run.format('care in every setting.')}</w:p>"
    )
    vanished = "<w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r>"
    hidden = f"<w:p>{run.format('C1.2 Reviews care')}{vanished}{run.format(' in every setting.')}</w:p>"
    document = read_document(word(tracked + hidden + paragraph("C1.3 Explains care in every setting.")))
    assert [(each.text, [mark.value for mark in each.marks]) for each in document.blocks] == [
        ("C1.1 Assesses and plans care in every setting.", ["tracked"]),
        ("C1.2 Reviews care in every setting.", ["hidden"]),
        ("C1.3 Explains care in every setting.", []),
    ]
    assert [(each.at, each.says) for each in document.notices] == [
        ("paragraph 1", "tracked changes: insertions are read, deleted text is left out: “badly”"),
        ("paragraph 2", "hidden text is left out: “secretly”"),
    ]


@pytest.mark.slow
def test_nothing_that_a_page_hides_or_runs_is_read():
    page = (
        "<!doctype html><style>.no{display:none}</style><h1>List</h1><!-- C9.9 Not this one at all, please. -->"
        "<p class=no>C8.1 Not this one, hidden by a class.</p><p hidden>C8.2 Nor this.</p><p style='display: none'>C8.3 Nor this.</p>"
        "<script>document.write('C8.4')</script><template><p>C8.5</p></template><img src='http://127.0.0.1:9/x.png'>"
        "<p>C1.1 Assesses <del>badly</del><ins>well</ins> &amp; &lt;b&gt; says so.</p><iframe src='file:///etc/passwd'></iframe>"
    )
    document = read_document(page.encode())
    assert [each.text for each in document.blocks] == ["List", "C1.1 Assesses well & <b> says so."]
    assert [mark.value for mark in document.blocks[1].marks] == ["tracked"]
    assert len(document.notices) == 10


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(READERS))
def test_random_damage_gives_a_reading_or_a_refusal(kind):
    dice = random.Random(4)
    whole = {"docx": docx, "html": html, "pdf": pdf}[kind](sample(2, "mixed"))
    outcomes = set()
    for _ in range(12):
        spoilt = bytearray(whole)
        for _ in range(dice.randint(1, 8)):
            at = dice.randrange(len(spoilt))
            spoilt[at : at + dice.randint(0, 30)] = dice.randbytes(dice.randint(0, 30))
        outcomes.add(came_of(bytes(spoilt), kind))
    assert outcomes <= {"read", "refused with a place"}


@pytest.mark.slow
def test_a_guess_at_any_document_ends_in_a_framework_or_a_refusal():
    with pytest.raises(Refused) as stop:
        read_guessed(b"<!doctype html><h1>a<h2>b<p>c")
    assert str(stop.value) == "the file: no item was found; a framework has at least one"
    assert len(read_guessed(b"<!doctype html><ul><li>Assesses need<li>Plans care</ul>").value.items) == 2
    assert read_document(pdf_of(TEXT, kids=b"2 0 R 10 0 R " * 50)).blocks[0].text == "C1.1 Assesses need in every setting."
