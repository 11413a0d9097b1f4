"""What the three readers share while they walk: blocks and notices, counted against the limits."""

from __future__ import annotations

from curricle.core.canonical import to_document
from curricle.door.limits import Limits
from curricle.door.problems import refuse
from curricle.door.text import unfit
from curricle.interop.prose.blocks import Block, Document, Kind, Notice
from curricle.interop.prose.codes import leading_code

MOST_NOTICES = 200
LOOKED = 7  # level of what is a heading by its looks alone: below all that are called so


def looks_like_heading(text: str) -> bool:
    """Whether a line that is bold throughout may be one: short, no sentence, and no statement with a code."""
    code, rest = leading_code(text)
    coded = any(sign.isdigit() for sign in code)
    return len(text) <= 100 and "\n" not in text and text[-1:] not in ".;,:" and not (coded and len(rest) > 60)


class Gathered:
    """Collects blocks in their order. Raises Refused beyond `items` blocks or `cell_length` characters of one text."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []
        self._cells = 0

    def add(self, block: Block) -> None:
        if len(self.blocks) >= self.limits.items:
            raise refuse(block.place, f"the document has more than {self.limits.items:,} paragraphs and tables (limit items)")
        self.check(block.text, block.place)
        for row in block.rows:
            self._cells += len(row.cells)
            if self._cells > self.limits.cells:
                raise refuse(row.place, f"the tables hold more than {self.limits.cells:,} cells (limit cells)")
            for cell in row.cells:
                self.check(cell.text, row.place)
        self.blocks.append(block)

    def note(self, at: str, says: str) -> None:
        """Something left out, told once for a place."""
        notice = Notice(at=at, says=says)
        if len(self.notices) < MOST_NOTICES and notice not in self.notices[-20:]:
            self.notices.append(notice)

    def check(self, text: str, at: str) -> None:
        if len(text) > self.limits.cell_length:
            raise refuse(at, f"this text is longer than {self.limits.cell_length:,} characters (limit cell_length)")
        wrong = unfit(text)
        if wrong:
            raise refuse(at, wrong)

    def document(self, format: str, *, title: str = "", pages: int = 0) -> object:
        """The plain JSON of the document. Raises Refused where there is no text at all."""
        if not any(block.text or block.kind is Kind.TABLE for block in self.blocks):
            says = "no text was found; a scanned document must first be made readable (OCR)" if format == "pdf" else "no text was found"
            raise refuse("the file", says)
        made = Document(format=format, blocks=tuple(self.blocks), title=title[:500], pages=pages, notices=tuple(self.notices))
        return to_document(made)
