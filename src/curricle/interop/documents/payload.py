"""A paper as plain data for the PDF template: every text showable, every long word breakable, pages of other papers filled in."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from curricle.core.papers.tree import (
    Block,
    Bullets,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    KeyValues,
    PageBreak,
    Paper,
    Paragraph,
    Pointer,
    StripBlock,
    Table,
    anchors,
)
from curricle.interop.documents.fit import fitted
from curricle.interop.documents.glyphs import breakable, showable
from curricle.interop.documents.layout import Pages, foot, head, key_values_table, leads_in, one_line

#: Characters that fit the measure in running text, and in a table of the smaller size.
MEASURE = 60
TABLE_MEASURE = 78
#: Characters of a digest, which fits its column in small type and must be copied whole.
WHOLE_CODE = 64
#: How wide our fonts run in a table, against bold Arial of 9.5 points.
TYPE = 0.92
#: Rows up to which a table stays on one page.
WHOLE_ROWS = 12
#: Lines up to which a row stays whole and a head is repeated: a repeated head that is taller than a page would never end.
LONG_LINES = 12


def payload(paper: Paper, pages: Pages) -> dict[str, Any]:
    """What paper.typ reads. `pages` holds the papers already rendered; a pointer to any other has no page."""
    language, _, region = paper.language.partition("-")
    meta = paper.meta
    return {
        "title": _line(paper.title, 24),
        "subtitle": _line(paper.subtitle, 40),
        "author": _line(meta.institution or meta.programme),
        "description": _line(f"{paper.title}. {meta.programme}. {foot(paper)}"),
        "head": _line(head(paper), 40),
        "over": _line(meta.institution, MEASURE),
        "foot": _line(foot(paper)),
        "lang": language,
        "region": region,
        "blocks": [
            _block(block, paper.id, pages) | {"leads": leads_in(block, after)}
            for block, after in zip_longest(paper.blocks, paper.blocks[1:])
        ],
        "anchors": sorted(anchors(paper)),
    }


def _block(block: Block, own: str, pages: Pages) -> dict[str, Any]:
    if isinstance(block, Heading):
        shown = f"{block.number}  {one_line(block.text)}" if block.number else one_line(block.text)
        return {"t": "heading", "level": block.level, "shown": _text(shown, 40), "anchor": block.anchor, "new_page": block.new_page}
    if isinstance(block, Paragraph):
        return {"t": "paragraph", "tone": block.tone.value, "inlines": _inlines(block.inlines, own, pages, MEASURE)}
    if isinstance(block, Bullets):
        return {"t": "bullets", "marked": block.marked, "items": [_inlines(item, own, pages, MEASURE) for item in block.items]}
    if isinstance(block, KeyValues):
        return _table(key_values_table(block), own, pages)
    if isinstance(block, Table):
        return _table(block, own, pages)
    if isinstance(block, StripBlock):
        return _strip(block)
    assert isinstance(block, PageBreak)
    return {"t": "break"}


def _table(block: Table, own: str, pages: Pages) -> dict[str, Any]:
    widths = fitted(block.widths, block.header, block.rows, scale=TYPE)
    whole = sum(widths)
    longest = [max(4, width * TABLE_MEASURE // whole) for width in widths]
    rows = []
    for each in block.rows:
        limits = [TABLE_MEASURE] if each.group else longest
        cells = [_inlines(cell, own, pages, limit) for cell, limit in zip(each.cells, limits, strict=True)]
        size = max(_lines(cell, limit) for cell, limit in zip(cells, limits, strict=True))
        rows.append({"cells": cells, "anchor": each.anchor, "group": each.group, "long": size > LONG_LINES})
    header = [_line(name, limit) for name, limit in zip(block.header, longest, strict=True)]
    return {
        "t": "table",
        "caption": _line(block.caption, MEASURE),
        "header": header,
        "widths": list(widths),
        "align": [align.value for align in block.align] or ["start"] * len(widths),
        "row_head": block.row_head,
        "repeat": max(len(name) // limit for name, limit in zip(header, longest, strict=True)) <= LONG_LINES,
        "whole": _short_table(rows),
        "rows": rows,
    }


def _short_table(rows: list[dict[str, Any]]) -> bool:
    """So short that it moves to the next page rather than break."""
    if len(rows) > WHOLE_ROWS:
        return False
    return sum(_lines(cell, TABLE_MEASURE) - 1 for each in rows for cell in each["cells"]) <= WHOLE_ROWS


def _strip(block: StripBlock) -> dict[str, Any]:
    return {
        "t": "strip",
        "title": _line(block.title, MEASURE),
        "alt": _line(f"Coverage strip of {block.title}. {block.says}"),
        "says": _text(block.says, MEASURE),
        "groups": [
            {
                "name": _line(group.name, MEASURE),
                "cells": [
                    {"code": _line(_short(cell.code)), "letter": cell.letter.value if cell.letter else "", "shown": cell.shown}
                    for cell in group.cells
                ],
            }
            for group in block.groups
        ],
    }


def _short(code: str) -> str:
    return code if len(code) <= 7 else code[:6] + "…"


def _inlines(inlines: Inlines, own: str, pages: Pages, longest: int) -> list[dict[str, Any]]:
    return [_inline(inline, own, pages, longest) for inline in inlines]


def _inline(inline: Inline, own: str, pages: Pages, longest: int) -> dict[str, Any]:
    if isinstance(inline, Pointer):
        page = 0 if inline.document == own else pages.get(inline.document, {}).get(inline.anchor, 0)
        return {"t": "pointer", "text": _text(inline.text, longest), "anchor": inline.anchor, "own": inline.document == own, "page": page}
    whole = inline.emphasis is Emphasis.CODE and len(inline.text) <= WHOLE_CODE
    return {"t": "run", "text": _text(inline.text, 0 if whole else longest), "emphasis": inline.emphasis.value}


def _lines(shown: list[dict[str, Any]], limit: int) -> int:
    """About how many lines the inlines take in a column of `limit` characters, counted as they are shown."""
    return sum(len(line) // limit + 1 for line in "".join(inline["text"] for inline in shown).split("\n"))


def _line(words: str, longest: int = 0) -> str:
    return _text(one_line(words), longest)


def _text(words: str, longest: int = 0) -> str:
    shown = showable(words)
    return breakable(shown, longest) if longest else shown
