"""Blocks from the tags of a PDF. Runs in the child process only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from curricle.interop.prose.blocks import WIDEST, Block, Cell, Kind, Mark, Row
from curricle.interop.prose.gather import Gathered
from curricle.interop.prose.lines import Joiner, Line
from curricle.interop.prose.pdf_tags import Node, marks_of
from curricle.interop.prose.stitch import stitched

_HEADING = re.compile(r"\AH([1-9])?\Z")
_AROUND = {
    "Document",
    "DocumentFragment",
    "Part",
    "Art",
    "Sect",
    "Div",
    "Aside",
    "NonStruct",
    "Private",
    "BlockQuote",
    "Index",
    "L",
    "LI",
    "LBody",
    "TBody",
    "THead",
    "TFoot",
}
_BLOCKS = _AROUND | {
    "P",
    "Table",
    "TR",
    "TD",
    "TH",
    "Caption",
    "TOC",
    "TOCI",
    "Figure",
    "Title",
    "Note",
    "FENote",
    "H",
    *(f"H{n}" for n in range(1, 10)),
}
_LEFT_OUT = {
    "TOC": "a table of contents",
    "TOCI": "",
    "Figure": "a picture",
    "Artifact": "",
    "Formula": "a formula",
    "Form": "a form field",
}
Held = dict[tuple[int, int], list[Line]]


def blocks_by_tags(tree: Node, held: Held, joiner: Joiner, out: Gathered) -> list[Block]:
    """The blocks in the order of the tags. Each place names page and number on it."""
    walk = _Walk(held, joiner, out)
    walk.inside(tree, 0)
    return walk.blocks


@dataclass(slots=True)
class _Walk:
    held: Held
    joiner: Joiner
    out: Gathered
    blocks: list[Block] = field(default_factory=list)
    on_page: dict[int, int] = field(default_factory=dict)
    tables: int = 0

    def inside(self, node: Node, lists: int) -> None:
        """The blocks of a container; text that stands in it without a block of its own is a paragraph."""
        loose: list[tuple[int, int]] = []
        for kid in node.kids:
            if isinstance(kid, Node) and (kid.tag in _BLOCKS or kid.tag in _LEFT_OUT or _holds_blocks(kid)):
                self.paragraph(loose)
                loose = []
                self.node(kid, lists)
            else:
                loose += marks_of(kid) if isinstance(kid, Node) else [kid]
        self.paragraph(loose)

    def node(self, node: Node, lists: int) -> None:
        heading = _HEADING.match(node.tag)
        if node.tag in _LEFT_OUT:
            if _LEFT_OUT[node.tag]:
                page = next((page for page, _ in marks_of(node)), 0)
                self.out.note(f"page {page}" if page else "the file", f"{_LEFT_OUT[node.tag]} is left out")
        elif heading or node.tag == "Title":
            self.add(Kind.HEADING, marks_of(node), level=int(heading[1] or 1) if heading else 1, style=node.tag)
        elif node.tag == "Table":
            self.table(node)
        elif node.tag == "L":
            self.inside(node, lists + 1)
        elif node.tag == "LI":
            self.entry(node, max(1, lists))
        elif node.tag in {"P", "Caption", "Note", "FENote"} and not _holds_blocks(node):
            self.add(Kind.PARAGRAPH, marks_of(node), style=node.tag)
        else:
            self.inside(node, lists)

    def entry(self, node: Node, level: int) -> None:
        """A list entry: its label, its text, and what stands in it as blocks of their own (an inner list)."""
        label, text = "", []
        inner: list[Node] = []
        stack = list(node.kids)
        while stack:
            kid = stack.pop(0)
            if not isinstance(kid, Node):
                text.append(kid)
            elif kid.tag == "Lbl":
                label = self.joiner.join(self.lines(marks_of(kid)))[0]
            elif kid.tag in {"L", "Table"}:
                inner.append(kid)
            elif kid.tag in {"LBody", "Div", "Sect", "NonStruct"} or (kid.tag == "P" and _holds_blocks(kid)):
                stack = kid.kids + stack
            elif kid.tag == "P" and text and not inner:
                self.add(Kind.ENTRY, text, level=level, style="LI", label=label)
                label, text = "", []
                inner.append(kid)
            else:
                text += marks_of(kid)
        if text or label:
            self.add(Kind.ENTRY, text, level=level, style="LI", label=label)
        for kid in inner:
            self.node(kid, level)

    def paragraph(self, marks: list[tuple[int, int]]) -> None:
        if marks:
            self.add(Kind.PARAGRAPH, marks, style="P")

    def add(self, kind: Kind, marks: list[tuple[int, int]], *, level: int = 0, style: str = "", label: str = "") -> None:
        lines = self.lines(marks)
        text, seen = self.joiner.join(lines)
        if not text:
            return
        page = lines[0].page
        number = self.on_page[page] = self.on_page.get(page, 0) + 1
        if kind is Kind.ENTRY and label in {"•", "◦", "▪", "-", "–", "‣", "○", "■"}:
            label = "•"
        at = f"page {page}, paragraph {number}"
        self.blocks.append(
            Block(kind=kind, place=at, text=text, level=level, style=style, label=label[:40], page=page, marks=tuple(sorted(seen)))
        )

    def lines(self, marks: list[tuple[int, int]]) -> list[Line]:
        """The lines of the marks; parts of one line that bear several marks are one line again."""
        found: list[Line] = []
        for mark in marks:
            for line in self.held.get(mark, ()):
                last = found[-1] if found else None
                if (
                    last
                    and last.page == line.page
                    and abs(last.top - line.top) < 0.5 * max(last.size, 1)
                    and line.x0 >= last.x1 - line.size
                ):
                    gap = line.x0 - last.x1 > 0.15 * line.size
                    found[-1] = _run_on(last, line, " " if gap else "")
                else:
                    found.append(line)
        return found

    def table(self, node: Node) -> None:
        self.tables += 1
        rows: list[Row] = []
        covered: dict[int, int] = {}
        for number, (tr, in_head) in enumerate(_table_rows(node, False), 1):
            cells: list[Cell] = []
            column, pages = 0, []
            kids = [kid for kid in tr.kids if isinstance(kid, Node)]
            for kid in kids:
                while covered.get(column):
                    column += 1
                if column + kid.columns > WIDEST:
                    break
                lines = self.lines(marks_of(kid))
                text, seen = self.joiner.join(lines)
                pages += [line.page for line in lines]
                seen |= {Mark.MERGED} if kid.rows > 1 or kid.columns > 1 else set()
                cells.append(Cell(text=text, column=column, rows=kid.rows, columns=kid.columns, marks=tuple(sorted(seen))))
                covered |= dict.fromkeys(range(column, column + kid.columns), kid.rows)
                column += kid.columns
            covered = {at: left - 1 for at, left in covered.items() if left > 1}
            page = _usual(pages, cells) or (rows[-1].page if rows else 0)
            head = in_head or (bool(kids) and all(kid.tag == "TH" for kid in kids) and all(row.head for row in rows))
            place = f"page {page}, table {self.tables}, row {number}"
            rows.append(Row(cells=tuple(cells), place=place, head=head, page=page))
        if rows:
            whole = stitched(rows)
            self.blocks.append(Block(kind=Kind.TABLE, place=f"page {rows[0].page}, table {self.tables}", rows=whole, page=rows[0].page))


def _usual(pages: list[int], cells: list[Cell]) -> int:
    """The page on which a row begins: that of its cells that do not reach down."""
    return min(pages, default=0) if not any(cell.rows > 1 for cell in cells) else max(set(pages), key=pages.count, default=0)


def _run_on(last: Line, line: Line, between: str) -> Line:
    return Line(
        text=f"{last.text}{between}{line.text}",
        page=last.page,
        x0=last.x0,
        x1=line.x1,
        top=last.top,
        bottom=last.bottom,
        size=last.size,
        bold=last.bold and line.bold,
        marks=last.marks | line.marks,
    )


def _holds_blocks(node: Node) -> bool:
    return any(isinstance(kid, Node) and (kid.tag in _BLOCKS or _holds_blocks(kid)) for kid in node.kids)


def _table_rows(node: Node, in_head: bool) -> list[tuple[Node, bool]]:
    found: list[tuple[Node, bool]] = []
    for kid in node.kids:
        if not isinstance(kid, Node):
            continue
        if kid.tag == "TR":
            found.append((kid, in_head))
        elif kid.tag not in {"Caption", "Table"}:
            found.extend(_table_rows(kid, in_head or kid.tag == "THead"))
    return found
