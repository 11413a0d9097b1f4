"""Faults in documents for people, by hand: as little of DOCX, PDF and HTML as a reader needs."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from faulty_sheets import ADDRESS, SCRIPT
from office_bytes import zipped

NAMES = {"docx": "sample.docx", "pdf": "sample.pdf", "html": "sample.html"}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SAID = {
    "C1.1": "Assesses gait, then plans care with people.",
    "C1.2": "Prescribes orthoses for people who need them.",
    "C1.3": "Reads a paper and says what it is worth.",
    "C1.4": "Teaches others how to look at a foot.",
}
WIDE = 600


@dataclass
class Text:
    """What a document says: code -> statement, and markup of its own beside them, before or after."""

    said: dict[str, str] = field(default_factory=lambda: dict(SAID))
    raw: str = ""
    before: str = ""
    more: dict[str, str | bytes] = field(default_factory=dict)


def relations(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def docx(held: Text) -> bytes:
    start = relations(f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>')
    body = "".join(paragraph(run(f"{code} {text}")) for code, text in held.said.items()) + held.raw
    xml = f'{held.before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": start, "word/document.xml": xml, **held.more}.items())


def run(text: str, looks: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{looks}</w:rPr>" if looks else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def html(held: Text) -> bytes:
    body = "".join(f"<p>{code} {escape(text)}</p>\n" for code, text in held.said.items())
    return f"{held.before or '<!doctype html>'}<html><body><h1>Sample</h1>\n{body}{held.raw}</body></html>".encode()


def pdf(held: Text) -> bytes:
    lines = [f"{code} {text}" for code, text in held.said.items()]
    stream = "".join(
        f"BT /F 11 Tf 72 {740 - 24 * at} Td ({line.replace('(', '').replace(')', '')}) Tj ET\n" for at, line in enumerate(lines[:28])
    )
    return pdf_of([(stream + held.raw).encode("latin-1")])


def pdf_of(streams: list[bytes], *, packed: bool = False, more: bytes = b"", font: bytes = b"") -> bytes:
    """Each stream is a page. No table of places: a reader finds the objects itself."""
    filter_ = b"/Filter /FlateDecode " if packed else b""
    count = len(streams)
    kids = b" ".join(b"%d 0 R" % (10 + at) for at in range(count))
    parts = [b"%PDF-1.7\n1 0 obj <</Type/Catalog /Pages 2 0 R " + more + b">> endobj\n"]
    parts.append(b"2 0 obj <</Type/Pages /Count %d /Kids [%s]>> endobj\n" % (count, kids))
    parts.append(b"3 0 obj <</Type/Font /Subtype/Type1 /BaseFont/Helvetica " + (b"/ToUnicode 5 0 R" if font else b"") + b">> endobj\n")
    if font:
        parts.append(b"5 0 obj <</Length %d>> stream\n" % len(font) + font + b"\nendstream endobj\n")
    for at, stream in enumerate(streams):
        data = zlib.compress(stream, 9) if packed else stream
        parts.append(b"%d 0 obj <<" % (5000 + at) + filter_ + b"/Length %d>> stream\n" % len(data) + data + b"\nendstream endobj\n")
        look = b"<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F 3 0 R>>>> /Contents %d 0 R>>" % (5000 + at)
        parts.append(b"%d 0 obj %s endobj\n" % (10 + at, look))
    return b"".join(parts) + b"trailer <</Root 1 0 R /Size 9000>>\n%%EOF"


WRITE: dict[str, Callable[[Text], bytes]] = {"docx": docx, "pdf": pdf, "html": html}
TRACKED = {
    "docx": paragraph(
        run("C1.5 Reviews "),
        f"<w:ins>{run('and records ')}</w:ins><w:del><w:r><w:delText>badly </w:delText></w:r></w:del>",
        run("what came of it."),
    ),
    "html": "<p>C1.5 Reviews <ins>and records</ins> <del>badly</del> what came of it.</p>",
}
HIDDEN = {
    "docx": paragraph(run("C1.5 Reviews what came of it."), run(" secretly", "<w:vanish/>")),
    "html": "<p hidden>C1.5 Reviews what came of it secretly.</p>",
    "pdf": "BT /F 11 Tf 3 Tr 72 500 Td (C1.5 Reviews what came of it secretly.) Tj ET\n",
}
MERGED = {
    "docx": "<w:tbl>"
    + "".join(
        f"<w:tr><w:tc><w:tcPr><w:vMerge{each}/></w:tcPr>{paragraph(run(code))}</w:tc><w:tc>{paragraph(run(text))}</w:tc></w:tr>"
        for each, code, text in (
            (' w:val="restart"', "C2.1", "Reviews what came of it with others."),
            ("", "", "Writes down what was agreed."),
        )
    )
    + "</w:tbl>",
    "html": "<table><tr><th>Code<th>Statement<tr><td rowspan=2>C2.1<td>Reviews what came of it with others."
    "<tr><td>Writes down what was agreed.</table>",
}
FAR = {
    "docx": "<w:tbl><w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="90000"/></w:tcPr><w:p/></w:tc>' * 3 + "</w:tr></w:tbl>",
    "html": "<table><tr>" + "<td colspan=900>a</td>" * 3 + "</table>",
    "pdf": "BT /F 11 Tf 9000000 9000000 Td (C1.5 Stands far beyond the page.) Tj ET\n",
}


def with_(table: dict[str, str]) -> Callable[[str], bytes]:
    return lambda format: WRITE[format](Text(raw=table[format]))


def said(text: str) -> Callable[[str], bytes]:
    return lambda format: WRITE[format](Text(said=SAID | {"C1.2": text}))


def code_twice(format: str) -> bytes:
    if format == "html":
        return html(Text(raw=f"<p>C1.1 {SAID['C1.3']} Twice.</p>"))
    if format == "docx":
        return docx(Text(raw=paragraph(run(f"C1.1 {SAID['C1.3']} Twice."))))
    return pdf(Text(raw=f"BT /F 11 Tf 72 500 Td (C1.1 {SAID['C1.3']} Twice.) Tj ET\n"))


def encoding(format: str) -> bytes:
    if format == "html":
        return html(Text()).replace(b"orthoses", b"orthos\xe9s")
    return docx(Text(more={"word/document.xml": docx_body().encode().replace(b"orthoses", b"orthos\xe9s")}))


def docx_body() -> str:
    body = "".join(paragraph(run(f"{code} {text}")) for code, text in SAID.items())
    return f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def sign(number: int) -> Callable[[str], bytes]:
    def work(format: str) -> bytes:
        if format == "pdf":
            map_ = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
            map_ += b"1 beginbfchar <40> <%04x> endbfchar endcmap end" % number
            lines = [f"{code} {text}" for code, text in SAID.items()]
            stream = "".join(f"BT /F 11 Tf 72 {740 - 24 * at} Td ({line}) Tj ET\n" for at, line in enumerate(lines))
            return pdf_of([stream.replace("orthoses", "ortho@ses").encode()], font=map_)
        if format == "html" and not number:
            return html(Text()).replace(b"orthoses", b"ortho\x00ses")
        if format == "html":
            return html(Text()).replace(b"orthoses", b"ortho&#%d;ses" % number)
        return docx(Text(more={"word/document.xml": docx_body().replace("orthoses", f"ortho&#{number};ses")}))

    return work


def deep(format: str) -> bytes:
    if format == "html":
        return html(Text(raw="<div>" * 20_000 + "a"))
    if format == "pdf":
        raise KeyError(format)
    return docx(Text(raw="<w:sdt><w:sdtContent>" * 300 + paragraph(run("a")) + "</w:sdtContent></w:sdt>" * 300))


def wide(format: str) -> bytes:
    words = ("Assesses", "Plans", "Explains", "Records", "Leads", "Weighs up", "Adapts")
    others = ("care at home", "a clinic", "the work of a team", "what a colleague learns", "a change of treatment")
    ends = (
        "with people",
        "in time",
        "as agreed",
        "within the law",
        "on wards",
        "after discharge",
        "by letter",
        "without harm",
        "for carers",
    )
    made = {f"C1.{at}": f"{words[at % 7]} {others[at % 5]} {ends[at % 9]} {'and again' if at % 2 else 'once'}." for at in range(1, WIDE)}
    if format != "pdf":
        return WRITE[format](Text(said=made))
    lines = [f"{code} {text}" for code, text in made.items()]
    pages = [lines[at : at + 28] for at in range(0, len(lines), 28)]
    return pdf_of(
        ["".join(f"BT /F 11 Tf 72 {740 - 24 * at} Td ({line}) Tj ET\n" for at, line in enumerate(page)).encode() for page in pages]
    )


def trailing(format: str) -> bytes:
    whole = WRITE[format](Text())
    return whole + (b"<p>C9.9 Stands after the end of the page.</p>" if format == "html" else b"\nC9.9 Stands after the end of the file.\n")


def truncated(format: str) -> bytes:
    whole = WRITE[format](Text())
    return whole[: whole.index(b"then")] if format != "docx" else whole[: len(whole) // 2]


def zip_bomb(format: str) -> bytes:
    if format == "docx":
        return docx(Text(more={"word/media/a.bin": "\0" * 60_000_000}))
    return pdf_of([b"BT /F 9 Tf (" + b"a" * 90_000_000 + b") Tj ET"], packed=True)


def xml_bomb(format: str) -> bytes:
    laughs = "".join(f'<!ENTITY {chr(98 + at)} "{(chr(38) + chr(97 + at) + ";") * 10}">' for at in range(9))
    start = f'<!DOCTYPE {"html" if format == "html" else "a"} [<!ENTITY a "ha">{laughs}]>'
    return WRITE[format](Text(before=start, raw="<p>C1.5 &j;</p>" if format == "html" else "<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"))


def formula(format: str) -> bytes:
    if format == "html":
        return html(Text(raw="<p>C1.5 Adds <math><mi>x</mi></math> up for people.</p>"))
    field_ = f'<w:fldSimple w:instr=" INCLUDETEXT &quot;{ADDRESS}&quot; ">{run("what was there.")}</w:fldSimple>'
    return docx(Text(raw=paragraph(run("C1.5 Reads "), field_)))


def script(format: str) -> bytes:
    if format == "html":
        return html(Text(raw="<script>document.write('C9.9')</script><p onclick=alert(1)>C1.5 Reviews what came of it.</p>"))
    if format == "docx":
        return said(SCRIPT)(format)
    more = b"/OpenAction <</S/JavaScript /JS (app.alert(1))>> /AA <</WC <</S/URI /URI (" + ADDRESS.encode() + b")>>>> "
    lines = [f"{code} {text}" for code, text in SAID.items()]
    stream = "".join(f"BT /F 11 Tf 72 {740 - 24 * at} Td ({line}) Tj ET\n" for at, line in enumerate(lines))
    return pdf_of([stream.encode()], more=more)


def address(format: str) -> bytes:
    if format == "html":
        return html(Text(raw=f"<link rel=stylesheet href='{ADDRESS}'><img src='{ADDRESS}'><iframe src='{ADDRESS}'></iframe>"))
    if format == "docx":
        link = relations(f'<Relationship Id="r1" Type="{OFFICE}/attachedTemplate" Target="{ADDRESS}" TargetMode="External"/>')
        return docx(Text(more={"word/_rels/document.xml.rels": link}))
    return said(f"Prescribes orthoses, see {ADDRESS} for how.")(format)


MAKE: dict[str, Callable[[str], bytes]] = {
    "code twice": code_twice,
    "no statement": said(""),
    "wrong encoding": encoding,
    "NUL": sign(0),
    "lone surrogate": sign(0xD800),
    "deep": deep,
    "wide": wide,
    "trailing text": trailing,
    "truncated": truncated,
    "mislabelled": lambda format: WRITE[format](Text()),
    "zip bomb": zip_bomb,
    "XML bomb": xml_bomb,
    "far cell": with_(FAR),
    "merged cells": with_(MERGED),
    "tracked changes": with_(TRACKED),
    "hidden text": with_(HIDDEN),
    "formula": formula,
    "script": script,
    "address": address,
}


def faulty(fault: str, format: str) -> bytes:
    """The file of that format with that fault."""
    return MAKE[fault](format)
