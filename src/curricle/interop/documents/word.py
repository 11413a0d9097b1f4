"""WordprocessingML element by element: runs, fields, bookmarks. python-docx opens, styles and saves; its own way of adding
text looks up a style for each paragraph, which for a long mapping takes seconds."""

from __future__ import annotations

import re
from typing import Any

from docx.document import Document
from docx.oxml.ns import nsmap, qn
from lxml import etree

from curricle.interop.documents.xml_text import clean

W = f"{{{nsmap['w']}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ALIGN = {"end": "right", "centre": "center"}


def add(parent: Any, name: str, /, **attributes: object) -> Any:
    """A new last child `w:name` with `w:` attributes."""
    return etree.SubElement(parent, W + name, {W + key: str(value) for key, value in attributes.items()})


class Body:
    """The body of a document, to which blocks are added in order."""

    def __init__(self, document: Document) -> None:
        self._end = document.element.body.sectPr
        self._styles = {style.name: style.style_id for style in document.styles}

    def paragraph(self, style: str, parent: Any = None, align: str = "start", **properties: object) -> Any:
        """A new `w:p`, at the end of the body or of `parent` (a `w:tc`). `properties`: switches such as keepNext."""
        made = etree.SubElement(parent, W + "p") if parent is not None else self.append("p")
        held = add(made, "pPr")
        add(held, "pStyle", val=self._styles[style])
        for name, value in properties.items():
            if value:
                add(held, name)
        if align != "start":
            add(held, "jc", val=ALIGN[align])
        return made

    def append(self, name: str) -> Any:
        """A new element at the end of the body."""
        made = etree.Element(W + name, nsmap={"w": nsmap["w"]})
        self._end.addprevious(made)
        return made


def add_text(paragraph: Any, words: str, *, bold: bool = False, italic: bool = False, size: float = 0, colour: str = "") -> Any:
    """A run; a line feed becomes a line break. `size` in points, `colour` as RRGGBB; 0 and "" leave the style's."""
    run = add(paragraph, "r")
    if bold or italic or size or colour:
        properties = add(run, "rPr")
        if bold:
            add(properties, "b")
        if italic:
            add(properties, "i")
        if colour:
            add(properties, "color", val=colour)
        if size:
            add(properties, "sz", val=round(size * 2))
    for at, line in enumerate(clean(words).split("\n")):
        if at:
            add(run, "br")
        for place, part in enumerate(line.split("\t")):
            if place:
                add(run, "tab")
            if part:
                text = add(run, "t")
                text.text = part
                text.set(SPACE, "preserve")
    return run


def field(paragraph: Any, code: str, shown: str, *, size: float = 0) -> None:
    """A field that the word processor works out on opening; `shown` stands until then."""
    add(add(paragraph, "r"), "fldChar", fldCharType="begin", dirty="true")
    instruction = add(add(paragraph, "r"), "instrText")
    instruction.text = f" {code} "
    instruction.set(SPACE, "preserve")
    add(add(paragraph, "r"), "fldChar", fldCharType="separate")
    add_text(paragraph, shown, size=size)
    add(add(paragraph, "r"), "fldChar", fldCharType="end")


def bookmark(paragraph: Any, name: str) -> None:
    """A bookmark around what the paragraph holds so far. `name` ends with a number of its own."""
    number = re.sub(r"\D", "", name)
    start = etree.Element(W + "bookmarkStart", {W + "id": number, W + "name": name})
    paragraph.insert(1 if paragraph.find(qn("w:pPr")) is not None else 0, start)
    add(paragraph, "bookmarkEnd", id=number)
