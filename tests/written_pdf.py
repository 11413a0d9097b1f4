"""Framework documents as PDF: tagged, or with nothing but ruled lines and looks to go by."""

from __future__ import annotations

from typing import Any

from framework_documents import INTRODUCTION, LEAD_INS, Domain, Sample, cells, heads, short

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
                    yield {"t": "h", "level": 4, "text": f"{each.code} {short(each.text)}"}
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
    made: list[dict[str, Any]] = []
    for domain in domains:
        for at, each in enumerate(domain.statements):
            texts = cells(one, domain, each)
            if one.merged:
                theme = texts.pop(0)
                if at == 0:
                    made.append({"text": theme, "rows": len(domain.statements)})
            made += [{"text": text, "rows": 1} for text in texts]
    widths = {"Theme": 2, "Ref": 1.4, "Capability statement": 5, "Level": 1.7, "Notes": 2.2}
    return {"t": "t", "heads": heads(one), "widths": [widths[head] for head in heads(one)], "cells": made}
