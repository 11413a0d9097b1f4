"""Where an anchor stands: which document, which section. The page is the renderer's to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from curricle.core.papers.tree import Block, Bullets, Emphasis, Heading, Inlines, Paper, Paragraph, Pointer, Run, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """An anchor of a paper and what to call its place: "Module descriptor PO701, section 4 Learning outcomes".

    `part`: the same place in every chapter of one sort: "Module descriptors, Learning outcomes"; outside chapters as `says`.
    """

    paper: str
    anchor: str
    says: str
    part: str = ""


def locate(paper: Paper, *, chapter: str = "", name: str = "") -> Mapping[str, Located]:
    """Every anchor of the paper. `name` is what pointers call it (default: its title).

    With `chapter` ("Module descriptor"), an unnumbered heading of level 1 opens a document of its own inside the paper,
    named by the word before the first space of its text.
    """
    found: dict[str, Located] = {}
    document = name or paper.title
    says = part = document
    for block in paper.blocks:
        if isinstance(block, Heading):
            if chapter and block.level == 1:
                document = says = f"{chapter} {block.text.split(' ', 1)[0]}"
                part = f"{chapter}s"
            elif block.number:
                says = f"{document}, section {block.number} {block.text}"
                part = f"{chapter}s, {block.text}" if chapter else says
            found[block.anchor] = Located(paper=paper.id, anchor=block.anchor, says=says, part=part)
        elif isinstance(block, Table):
            here = [row.anchor for row in block.rows if row.anchor]
            found.update({anchor: Located(paper=paper.id, anchor=anchor, says=says, part=part) for anchor in here})
    return found


def pointer(where: Mapping[str, Located], anchor: str, otherwise: str = "–") -> Inlines:
    """A pointer to the anchor; plain text where no paper has it."""
    found = where.get(anchor)
    return (Pointer(found.paper, found.anchor, found.says),) if found else (Run(otherwise),)


def contents_list(blocks: Iterable[Block], own: str, level: int = 1) -> tuple[Block, ...]:
    """What the paper `own` holds, as a list of pointers to its headings down to `level`; nothing for a single one."""
    held = [block for block in blocks if isinstance(block, Heading) and block.level <= level]
    if len(held) < 2:
        return ()
    items = tuple((Pointer(own, each.anchor, f"{each.number} {each.text}".strip()),) for each in held)
    return (Paragraph(inlines=(Run("Contents", Emphasis.STRONG),)), Bullets(items=items, marked=False))
