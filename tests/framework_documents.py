"""Framework documents of our own words, in three house styles and three formats, with the truth of every statement.

`sample(seed, style)` gives the same document for the same seed; `docx`, `html` and `pdf` write it down. The truth is what a
careful person would keep: code, statement to the byte, and the headings above it.
"""

from __future__ import annotations

import html as markup
import random
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

STYLES = ("headings", "tables", "mixed")
PILLARS = ("Clinical practice", "Leadership and management", "Education", "Research")
DOMAINS = {
    "Clinical practice": ("Assessing need", "Planning care with people", "Carrying out treatment", "Reviewing what came of it"),
    "Leadership and management": ("Leading a team", "Improving the service", "Using resources well"),
    "Education": ("Learning from practice", "Teaching others", "Assessing learners"),
    "Research": ("Asking questions of evidence", "Taking part in studies", "Sharing what was found"),
}
VERBS = (
    "Assesses",
    "Plans",
    "Agrees",
    "Carries out",
    "Reviews",
    "Explains",
    "Adapts",
    "Records",
    "Leads",
    "Questions",
    "Supports",
    "Weighs up",
)
OBJECTS = (
    "the needs of people who live with several long-term conditions",
    "treatment for adults whose condition has changed since they were last seen",
    "self-management with people, their carers and others who matter to them",
    "decisions about risk where the evidence is incomplete or contradictory",
    "the work of a multi-disciplinary team across community and acute settings",
    "follow-up after discharge, including who is to be called and when",
    "how resources are used, and what would be lost by using them otherwise",
    "learning needs of colleagues who are new to this field of practice",
    "audit findings, and the changes to practice that they call for",
    "communication with people who have difficulty in hearing, speaking or reading",
    "exercise-based programmes for people with reduced strength and balance",
    "referrals (urgent and routine) to other services",
    "medicines-related problems within the limits of their own scope",
    "a person’s own account of pain, fatigue or loss of function",
)
TAILS = (
    "in line with current evidence",
    "and acts on what is found",
    "using recognised measures; explains their limits",
    "in homes, clinics and on wards – wherever care is given",
    "with consent, and respecting the person’s right to decline",
    "at stage 2.1 of the pathway and beyond",
    "within 48 hours where the risk is high",
    "and hands over to others when it lies beyond their scope",
    "taking account of culture, language and belief",
    "so that waiting is as short as is safe",
)
WIDER = ("enhanced", "further", "broader")
LEVELS = ("Enhanced", "Advanced")
INTRODUCTION = (
    "This document sets out what people in enhanced roles are expected to be able to do. It was written with people who use services.",
    "Each statement has a code. Codes are not reused when a statement is withdrawn; see section 4 of the handbook for how they are given.",
)
LEAD_INS = (
    "People at this level work with some independence and know when to ask for help.",
    "The statements below build on those of registration and are read together with them.",
)


@dataclass(frozen=True)
class Statement:
    code: str
    text: str
    level: str = ""
    note: str = ""


@dataclass(frozen=True)
class Domain:
    title: str
    code: str
    statements: tuple[Statement, ...]
    form: str = "list"  # list, titled, table


@dataclass(frozen=True)
class Pillar:
    title: str
    code: str
    domains: tuple[Domain, ...]


@dataclass(frozen=True)
class Sample:
    """`numbered`: codes are the numbers that the word processor draws (1.2.a). `looks` are choices of the house style."""

    title: str
    version: str
    style: str
    pillars: tuple[Pillar, ...]
    numbered: bool = False
    levels: bool = True
    notes: bool = False
    merged: bool = True
    index: bool = False
    separator: str = " "
    seed: int = 0

    def truth(self) -> list[tuple[str, str, str]]:
        """(code, statement, heading right above) of every statement, in order."""
        return [(each.code, each.text, domain.title) for pillar in self.pillars for domain in pillar.domains for each in domain.statements]


def sample(seed: int, style: str) -> Sample:
    """60 to 120 statements over four pillars."""
    dice = random.Random(f"{style} {seed}")
    numbered = style == "headings" and dice.random() < 0.6
    scheme = dice.choice(("letters", "dashed", "plain")) if not numbered else "numbered"
    seen: set[str] = set()
    wanted = dice.randint(60, 96)
    names = [(pillar, domain) for pillar in PILLARS for domain in DOMAINS[pillar]]
    share = wanted // len(names)
    pillars = []
    running = 0
    for number, pillar in enumerate(PILLARS, 1):
        letter = pillar[0] if pillar != "Leadership and management" else "L"
        domains = []
        for at, title in enumerate(DOMAINS[pillar], 1):
            statements = []
            for count in range(1, share + dice.randint(0, 2) + 1):
                running += 1
                code = {
                    "letters": f"{letter}{at}.{count}",
                    "dashed": f"EP-{running:03}",
                    "plain": f"{number}.{at}.{count}",
                    "numbered": f"{number}.{at}.{chr(96 + count)}",
                }[scheme]
                note = dice.choice(("See the glossary.", "Not for first-year roles.", "")) if style != "headings" else ""
                statements.append(Statement(code, _wording(dice, seen), dice.choice(LEVELS), note))
            form = {"headings": "list", "tables": "table"}.get(style) or dice.choice(("list", "titled", "table"))
            domains.append(Domain(title, {"letters": f"{letter}{at}", "dashed": ""}.get(scheme, f"{number}.{at}"), tuple(statements), form))
        code = {"letters": letter, "dashed": ""}.get(scheme, str(number))
        pillars.append(Pillar(pillar, code, tuple(domains)))
    return Sample(
        title=f"Capabilities for {dice.choice(WIDER)} practice in {dice.choice(('community', 'acute', 'primary'))} care",
        version=f"{dice.randint(1, 4)}.{dice.randint(0, 3)}",
        style=style,
        pillars=tuple(pillars),
        numbered=numbered,
        levels=style != "headings" and dice.random() < 0.8,
        notes=style == "tables" and dice.random() < 0.5,
        merged=dice.random() < 0.7,
        index=style == "mixed",
        separator=dice.choice((" ", ": ", "\t")),
        seed=seed,
    )


def next_edition(one: Sample, seed: int = 1) -> tuple[Sample, set[str]]:
    """The same document a year later: some statements reworded, some moved to another heading, one added, one gone.

    The second part: the codes that a person must look at (reworded, moved or new)."""
    dice = random.Random(seed)
    domains = [domain for pillar in one.pillars for domain in pillar.domains]
    changed: set[str] = set()
    lists = [list(domain.statements) for domain in domains]
    for at in dice.sample(range(len(lists)), 4):
        old = lists[at][0]
        lists[at][0] = replace(old, text=old.text.rstrip(".") + ", and says why.")
        changed.add(old.code)
    taken = lists[1].pop(2)
    lists[5].append(taken)  # moved as it is: its code stays
    changed.add(taken.code)
    last = lists[-1][-1]
    new = replace(last, code=_after(last.code), text="Welcomes questions about their own work, and answers them in plain words.")
    lists[-1].append(new)
    changed.add(new.code)
    lists[7].pop(1)
    made = iter(replace(domain, statements=tuple(held)) for domain, held in zip(domains, lists, strict=True))
    pillars = tuple(replace(pillar, domains=tuple(next(made) for _ in pillar.domains)) for pillar in one.pillars)
    return replace(one, pillars=pillars, version=f"{int(one.version[0]) + 1}.0"), changed


def _after(code: str) -> str:
    head, tail = code[:-1], code[-1]
    if tail.isdigit():
        digits = code[len(code.rstrip("0123456789")) :]
        return f"{code[: -len(digits)]}{int(digits) + 1:0{len(digits)}}"
    return head + chr(ord(tail) + 1)


def _wording(dice: random.Random, seen: set[str]) -> str:
    while True:
        parts = [dice.choice(VERBS), dice.choice(OBJECTS), dice.choice(TAILS)]
        if dice.random() < 0.25:
            parts.append(f"and {dice.choice(VERBS).lower()} {dice.choice(OBJECTS)} {dice.choice(TAILS)}")
        text = " ".join(parts) + "."
        if text not in seen:
            seen.add(text)
            return text


# --- Word ---------------------------------------------------------------------------------------------------------------------


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
                    document.add_heading(f"{each.code} {_short(each.text)}", 3)
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


def _short(text: str) -> str:
    return " ".join(text.split()[:4])


def _docx_plain_table(document: Any) -> None:
    """A table that holds no statements."""
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Word", "What it means here"
    for word, means in (("Enhanced", "beyond registration, within a team"), ("Advanced", "with full independence")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = word, means


def _heads(one: Sample) -> list[str]:
    return ["Theme"] * one.merged + ["Ref", "Capability statement"] + ["Level"] * one.levels + ["Notes"] * one.notes


def _cells(one: Sample, domain: Domain, each: Statement) -> list[str]:
    return [domain.title] * one.merged + [each.code, each.text] + [each.level] * one.levels + [each.note] * one.notes


def _docx_table(document: Any, one: Sample, domains: tuple[Domain, ...]) -> None:
    heads = _heads(one)
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    for domain in domains:
        first = None
        for each in domain.statements:
            cells = table.add_row().cells
            for at, text in enumerate(_cells(one, domain, each)):
                if not (at == 0 and one.merged):
                    cells[at].text = text
            if one.merged:
                first = cells[0] if first is None else first.merge(cells[0])
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


# --- web page -----------------------------------------------------------------------------------------------------------------


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
                out += [f"<h4>{say(each.code)} {say(_short(each.text))}</h4>\n<p>{say(each.text)}</p>" for each in domain.statements]
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
    out = ["<table><thead><tr>", *(f"<th>{say(head)}</th>" for head in _heads(one)), "</tr></thead><tbody>"]
    for domain in domains:
        for at, each in enumerate(domain.statements):
            cells = _cells(one, domain, each)
            out.append("<tr>")
            if one.merged:
                out.append(f'<td rowspan="{len(domain.statements)}">{say(cells.pop(0))}</td>' if at == 0 else "")
                cells = cells if at == 0 else cells[1:]
            out += [f"<td>{say(text)}</td>" for text in cells]
            out.append("</tr>")
    return "".join([*out, "</tbody></table>"])


# --- PDF ----------------------------------------------------------------------------------------------------------------------

PAGE = """
#set document(title: data.title)
#set text(lang: "en", region: "gb", font: "Atkinson Hyperlegible", size: 10pt, hyphenate: data.hyphenate)
#set page(paper: "a4", margin: 2cm, header: text(size: 8pt)[#data.title #h(1fr) Version #data.version],
  footer: context text(size: 8pt)[Page #counter(page).display() of #counter(page).final().first()])
#set par(justify: data.hyphenate)
#set heading(numbering: none)
#show heading.where(level: 1): set text(size: 16pt)
#show heading.where(level: 2): set text(size: 13pt)
#show heading.where(level: 3): set text(size: 11pt)
#let draw(block) = {
  if block.t == "h" { heading(level: block.level, block.text) }
  else if block.t == "p" { par(block.text) }
  else if block.t == "list" { list(..block.items) }
  else { table(columns: block.widths.map(width => width * 1fr), stroke: 0.5pt, inset: 4pt,
    table.header(..block.heads.map(head => strong(head))),
    ..block.cells.map(cell => table.cell(rowspan: cell.rows, breakable: true, cell.text))) }
}
#for block in data.blocks { draw(block) }
"""


def pdf(one: Sample, *, tags: bool = True, hyphenate: bool = False) -> bytes:
    """By typst: tagged (PDF/UA-1), or untagged with nothing but ruled lines to go by. Rows are cut where a page ends."""
    import json

    import typst

    from curricle.interop.documents.glyphs import FONTS

    data = {"title": one.title, "version": one.version, "hyphenate": hyphenate, "blocks": list(_pdf_blocks(one))}
    source = f"#let data = json(bytes(sys.inputs.data))\n{PAGE}"
    made = typst.compile(
        source.encode(),
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        timestamp=0,
        **({"pdf_standards": "ua-1"} if tags else {"pdf_tags": False}),
    )
    assert isinstance(made, bytes)
    return made


def _pdf_blocks(one: Sample) -> Any:
    yield {"t": "h", "level": 1, "text": one.title}
    yield {"t": "p", "text": f"Version {one.version}"}
    yield {"t": "h", "level": 2, "text": "Introduction"}
    yield from ({"t": "p", "text": text} for text in INTRODUCTION)
    yield _pdf_plain(["Word", "What it means here"], [["Enhanced", "beyond registration"], ["Advanced", "with full independence"]])
    for pillar in one.pillars:
        yield {"t": "h", "level": 2, "text": f"{pillar.code} {pillar.title}".strip()}
        yield {"t": "p", "text": LEAD_INS[len(pillar.title) % 2]}
        if one.style == "tables" and one.merged:
            yield _pdf_table(one, pillar.domains)
            continue
        for domain in pillar.domains:
            yield {"t": "h", "level": 3, "text": f"{domain.code} {domain.title}".strip()}
            if domain.form == "table":
                yield _pdf_table(one, (domain,))
            for each in domain.statements if domain.form != "table" else ():
                if domain.form == "titled":
                    yield {"t": "h", "level": 4, "text": f"{each.code} {_short(each.text)}"}
                    yield {"t": "p", "text": each.text}
                else:
                    yield {"t": "p", "text": f"{each.code}{one.separator}{each.text}".replace("\t", "  ")}
    if one.index:
        codes = [each.code for pillar in one.pillars for domain in pillar.domains for each in domain.statements][:12]
        yield {"t": "h", "level": 2, "text": "Index of codes"}
        yield _pdf_plain(["Code", "Where"], [[code, "see above"] for code in codes])


def _pdf_plain(heads: list[str], rows: list[list[str]]) -> dict[str, Any]:
    return {"t": "t", "heads": heads, "widths": [1, 3], "cells": [{"text": text, "rows": 1} for row in rows for text in row]}


def _pdf_table(one: Sample, domains: tuple[Domain, ...]) -> dict[str, Any]:
    cells: list[dict[str, Any]] = []
    for domain in domains:
        for at, each in enumerate(domain.statements):
            texts = _cells(one, domain, each)
            if one.merged:
                theme = texts.pop(0)
                if at == 0:
                    cells.append({"text": theme, "rows": len(domain.statements)})
            cells += [{"text": text, "rows": 1} for text in texts]
    widths = {"Theme": 2, "Ref": 1.4, "Capability statement": 5, "Level": 1.7, "Notes": 2.2}
    return {"t": "t", "heads": _heads(one), "widths": [widths[head] for head in _heads(one)], "cells": cells}
