"""Framework documents as Word files and web pages."""

from __future__ import annotations

import html as markup
from io import BytesIO
from typing import Any

from framework_documents import INTRODUCTION, LEAD_INS, Domain, Sample, cells, heads, short


def docx(one: Sample) -> bytes:
    """By python-docx, with real heading styles and, where the sample is numbered, real multi-level numbering."""
    import docx as library

    document = library.Document()
    document.core_properties.title = one.title
    if one.numbered:
        _numbering(document)
    document.add_heading(one.title, 0)
    document.add_paragraph(f"Version {one.version}")
    document.add_heading("Introduction", 1)
    for text in INTRODUCTION:
        document.add_paragraph(text)
    _docx_plain_table(document)
    for pillar in one.pillars:
        heading = document.add_heading(_titled(one, pillar.code, pillar.title), 1)
        _number(heading, 0, one.numbered)
        document.add_paragraph(LEAD_INS[len(pillar.title) % 2])
        if one.style == "tables" and one.merged:
            _docx_table(document, one, pillar.domains)
            continue
        for domain in pillar.domains:
            heading = document.add_heading(_titled(one, domain.code, domain.title), 2)
            _number(heading, 1, one.numbered)
            if domain.form == "table":
                _docx_table(document, one, (domain,))
            for each in domain.statements if domain.form != "table" else ():
                if domain.form == "titled":
                    document.add_heading(f"{each.code} {short(each.text)}", 3)
                    document.add_paragraph(each.text)
                elif one.numbered:
                    _number(document.add_paragraph(each.text, style="List Paragraph"), 2, True)
                else:
                    document.add_paragraph(f"{each.code}{one.separator}{each.text}")
    if one.index:
        document.add_heading("Index of codes", 1)
        codes = [each.code for pillar in one.pillars for domain in pillar.domains for each in domain.statements]
        table = document.add_table(rows=0, cols=2)
        table.style = "Table Grid"
        for code in codes[:12]:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = code, "see above"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _titled(one: Sample, code: str, title: str) -> str:
    return title if one.numbered or not code else f"{code} {title}"


def _docx_plain_table(document: Any) -> None:
    """A table that holds no statements."""
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Word", "What it means here"
    for word, means in (("Enhanced", "beyond registration, within a team"), ("Advanced", "with full independence")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = word, means


def _docx_table(document: Any, one: Sample, domains: tuple[Domain, ...]) -> None:
    names = heads(one)
    table = document.add_table(rows=1, cols=len(names))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, names, strict=True):
        cell.text = text
    for domain in domains:
        first = None
        for each in domain.statements:
            places = table.add_row().cells
            for at, text in enumerate(cells(one, domain, each)):
                if not (at == 0 and one.merged):
                    places[at].text = text
            if one.merged:
                first = places[0] if first is None else first.merge(places[0])
        if first is not None:
            first.text = domain.title


def _numbering(document: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate((("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "%1.%2.%3")))
    )
    root = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    root.insert(0, abstract)
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="900"><w:abstractNumId w:val="900"/></w:num>'))


def _number(paragraph: Any, level: int, numbered: bool) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    if numbered:
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="900"/></w:numPr>')
        )


def html(one: Sample) -> bytes:
    """A page as a publisher's site would serve it, with navigation, a comment and a script."""
    say = markup.escape
    out = [
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{say(one.title)}</title>',
        "<style>.print{display:none}</style><script>var x = 'C9.9 Not a statement';</script></head><body>",
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='#c1'>Contents</a></li></ul></nav><main>",
        f"<h1>{say(one.title)}</h1><p>Version {one.version}</p><!-- checked by the editor --><h2>Introduction</h2>",
        *(f"<p>{say(text)}</p>" for text in INTRODUCTION),
        "<table><tr><th>Word</th><th>What it means here</th></tr><tr><td>Enhanced</td><td>beyond registration</td></tr></table>",
    ]
    for pillar in one.pillars:
        out.append(f"<h2>{say(f'{pillar.code} {pillar.title}'.strip())}</h2>\n<p>{say(LEAD_INS[len(pillar.title) % 2])}</p>")
        if one.style == "tables" and one.merged:
            out.append(_html_table(one, pillar.domains))
            continue
        for domain in pillar.domains:
            out.append(f"<h3>{say(f'{domain.code} {domain.title}'.strip())}</h3>")
            if domain.form == "table":
                out.append(_html_table(one, (domain,)))
            elif domain.form == "titled":
                out += [f"<h4>{say(each.code)} {say(short(each.text))}</h4>\n<p>{say(each.text)}</p>" for each in domain.statements]
            else:
                rows = (f"<li><span>{say(each.code)}</span>{one.separator}{_wrapped(say(each.text))}</li>" for each in domain.statements)
                out.append("<ul>" + "\n".join(rows) + "</ul>")
    if one.index:
        codes = [each.code for pillar in one.pillars for domain in pillar.domains for each in domain.statements][:12]
        out.append("<h2>Index of codes</h2><table>" + "".join(f"<tr><td>{code}</td><td>see above</td></tr>" for code in codes) + "</table>")
    out.append("</main><footer><p class='print'>Printed from our site</p></footer></body></html>")
    return "\n".join(out).encode()


def _wrapped(text: str) -> str:
    """Broken over lines as an editor's program does; a browser shows single spaces."""
    words = text.split(" ")
    return "\n      ".join(" ".join(words[at : at + 12]) for at in range(0, len(words), 12))


def _html_table(one: Sample, domains: tuple[Domain, ...]) -> str:
    say = markup.escape
    out = ["<table><thead><tr>", *(f"<th>{say(head)}</th>" for head in heads(one)), "</tr></thead><tbody>"]
    for domain in domains:
        for at, each in enumerate(domain.statements):
            row = cells(one, domain, each)
            out.append("<tr>")
            if one.merged:
                out.append(f'<td rowspan="{len(domain.statements)}">{say(row.pop(0))}</td>' if at == 0 else "")
                row = row if at == 0 else row[1:]
            out += [f"<td>{say(text)}</td>" for text in row]
            out.append("</tr>")
    return "".join([*out, "</tbody></table>"])
