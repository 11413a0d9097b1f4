"""A Word document as blocks. Runs in the child process only: `child.run("curricle.interop.prose.docx_read:read", …)`."""

from __future__ import annotations

import re
from typing import Any

from curricle.door.limits import Limits
from curricle.interop.prose.blocks import Block, Kind, Mark
from curricle.interop.prose.docx_numbering import Numbering
from curricle.interop.prose.docx_package import WORD, Package, Style, elements, open_package, value, whole
from curricle.interop.prose.docx_table import table_rows
from curricle.interop.prose.docx_text import Said, Texts
from curricle.interop.prose.gather import LOOKED, Gathered, looks_like_heading

_HEADING = re.compile(r"\A(?:heading|überschrift|titre|kop) ?([1-9])\Z", re.IGNORECASE)
SHOWN = 60


def read(data: bytes, limits: Limits) -> object:
    """The document as plain JSON of `blocks.Document`. Raises Refused."""
    package = open_package(data, limits)
    out = Gathered(limits)
    if package.outside:
        out.note("the file", "the document refers to pictures or files elsewhere; they are not fetched")
    walk = _Walk(package, out)
    walk.body(package.body)
    return out.document("docx", title=walk.title or package.title)


class _Walk:
    """Goes down the body once; counts paragraphs and tables for their places."""

    def __init__(self, package: Package, out: Gathered) -> None:
        self.package = package
        self.out = out
        self.texts = Texts(package)
        self.numbering = Numbering(package.numbering)
        self.paragraphs = 0
        self.tables = 0
        self.title = ""  # the first paragraph of the style Title: what readers see, where the properties may be of another document
        self._carried: Said | None = None

    def body(self, element: Any) -> None:
        for child in elements(element, 0):
            name = child.tag.rpartition("}")[2]
            if name == "p":
                self.paragraph(child)
            elif name == "tbl":
                self.table(child)
            elif name == "altChunk":
                self.out.note(f"after paragraph {self.paragraphs}", "another document is set in here; it is not read")

    def paragraph(self, element: Any) -> None:
        self.paragraphs += 1
        at = f"paragraph {self.paragraphs}"
        said, label, level, style = self.read_paragraph(element, at)
        if self._carried is not None:
            said.text, said.marks = f"{self._carried.text}{said.text}", said.marks | self._carried.marks
            said.notes = self._carried.notes + said.notes
            self._carried = None
        if said.gone:
            self._carried = said
            return
        if not said.text:
            return
        if style is not None and style.name.casefold() == "title":
            self.title = self.title or said.text
        heading = self._heading(element, style)
        if not heading and not level and said.bold and looks_like_heading(said.text):
            heading = LOOKED
            said.marks.add(Mark.LOOKS)
        kind = Kind.HEADING if heading else Kind.ENTRY if level else Kind.PARAGRAPH
        self.out.add(
            Block(
                kind=kind,
                place=f"{at}, numbered {label}" if label and label != "•" else at,
                text=said.text,
                level=heading or level,
                style=(style.name if style else "")[:100],
                label=label[:40],
                marks=tuple(sorted(said.marks)),
                notes=tuple(said.notes),
            )
        )

    def read_paragraph(self, element: Any, at: str) -> tuple[Said, str, int, Style | None]:
        """What it says, its drawn label, its list level (0 for none), its style. What is left out is told."""
        said = self.texts.said(element)
        about = element.find(WORD + "pPr")
        style = self.package.styles.get(value(about.find(WORD + "pStyle"), "val") if about is not None else "")
        style = style or self.package.styles.get(self.package.default)
        label, level = self._label(about, style)
        if style is not None and style.hidden and said.text:
            self.out.note(at, f"hidden text is left out: “{_short(said.text)}”")
            said.text = ""
        self.tell(said, at)
        return said, label, level, style

    def tell(self, said: Said, at: str) -> None:
        """The notices of what was seen in a text."""
        left = _short(" ".join(each.strip() for each in said.left_out if each.strip()))
        if Mark.TRACKED in said.marks:
            self.out.note(at, "tracked changes: insertions are read" + (f", deleted text is left out: “{left}”" if left else ""))
        if Mark.HIDDEN in said.marks:
            self.out.note(at, f"hidden text is left out: “{left}”")
        if Mark.BOX in said.marks:
            self.out.note(at, f"a text box is not read: “{left}”")
        if Mark.SIGN in said.marks:
            self.out.note(at, "a symbol or formula stands here that cannot be read as text")

    def table(self, element: Any, depth: int = 0) -> None:
        self.tables += 1
        name = f"table {self.tables}"
        rows, inner = table_rows(element, name, self)
        if rows:
            marks = (Mark.NESTED,) if depth else ()
            self.out.add(Block(kind=Kind.TABLE, place=name, rows=rows, marks=marks))
        for each in inner if depth < 3 else ():
            self.out.note(name, f"a table stands within it; it is read as table {self.tables + 1}")
            self.table(each, depth + 1)

    def _label(self, about: Any, style: Style | None) -> tuple[str, int]:
        number, level = (style.number, style.number_level) if style else ("", 0)
        own = about.find(WORD + "numPr") if about is not None else None
        if own is not None:
            number = value(own.find(WORD + "numId"), "val") or number
            level = whole(value(own.find(WORD + "ilvl"), "val"), level)
        if not number or number == "0" or not self.numbering.knows(number):
            return "", 0
        return self.numbering.label(number, level), min(level, 8) + 1

    def _heading(self, element: Any, style: Style | None) -> int:
        own = element.find(f"{WORD}pPr/{WORD}outlineLvl")
        outline = whole(value(own, "val"), 9) if own is not None else style.outline if style else None
        if outline is not None and outline < 9:
            return outline + 1
        named = _HEADING.match(style.name) if style and outline is None else None
        return int(named[1]) if named else 0


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
