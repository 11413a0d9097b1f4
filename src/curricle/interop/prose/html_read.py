"""A web page as blocks. Nothing is fetched, scripts and hidden parts are left out. Runs in the child process only."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
from lxml import etree

from curricle.door.limits import Limits
from curricle.door.problems import refuse
from curricle.door.text import check_size, decode, place
from curricle.interop.prose.blocks import Block, Kind, Mark
from curricle.interop.prose.docx_numbering import counted
from curricle.interop.prose.gather import LOOKED, Gathered, looks_like_heading
from curricle.interop.prose.html_table import table_rows
from curricle.interop.prose.html_text import Flow, Styles, hidden, squeezed

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{1,30})", re.IGNORECASE)
_ENTITY = re.compile("<!ENTITY", re.IGNORECASE)
_BEGUN, _ENDED = re.compile(r"<html[\s>]", re.IGNORECASE), re.compile(r"</html\s*>", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"<(?:img|link|script|iframe|source|embed|object|video|audio|base)\b[^<>]{0,2000}?\b(?:src|href|data)\s*=\s*[\"']?\s*(?:[a-z]+:)?//",
    re.IGNORECASE,
)
_WESTERN = {"windows-1252", "cp1252", "iso-8859-1", "latin1", "latin-1"}  # browsers read all of these as Windows-1252
_SILENT = {
    "script": "a script",
    "style": "",
    "noscript": "",
    "template": "a template",
    "head": "",
    "iframe": "a page within the page",
    "object": "an embedded object",
    "svg": "a drawing",
    "canvas": "",
    "audio": "",
    "video": "",
    "select": "",
    "textarea": "",
    "math": "a formula",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_AROUND = {"nav": "navigation"}
BLOCKS = {
    *_HEADINGS,
    *("p", "div", "ul", "ol", "li", "table", "dl", "dt", "dd", "section", "article", "main", "header", "footer", "aside", "blockquote"),
    *("pre", "figure", "figcaption", "address", "form", "fieldset", "nav", "details", "summary", "hr", "body", "html", "center", "caption"),
}
DEEPEST = 200
MOST_TAGS = 500_000  # about 100 MB once they are read


def read(data: bytes, limits: Limits) -> object:
    """The page as plain JSON of `blocks.Document`. Raises Refused."""
    check_size(data, limits)
    out = Gathered(limits)
    text = _decoded(data, limits, out)
    declared = _ENTITY.search(text)
    if declared:
        raise refuse(place(text, declared.start()), "this page declares entities; the file was made to do harm")
    if _BEGUN.search(text) and not _ENDED.search(text):
        out.note("the end", "the page does not end (</html>); it may be cut short")
    if _ELSEWHERE.search(text):
        out.note("the file", "the page refers to pictures or files elsewhere; they are not fetched")
    if text.count("<") > MOST_TAGS:
        raise refuse("the file", f"the page holds more than {MOST_TAGS:,} tags")
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, encoding="utf-8")
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as stop:
        raise refuse("the file", f"this is no web page that can be read ({str(stop)[:100]})") from None
    if any("xcessive depth" in str(each) for each in parser.error_log):
        raise refuse("the file", "the parts of this page are nested too deeply; it was made to do harm")
    walk = _Walk(out, Styles(root))
    body = root.find("body")
    walk.inside(body if body is not None else root, Flow(), 0)
    title = root.findtext("head/title") or ""
    return out.document("html", title=squeezed(title))


def _decoded(data: bytes, limits: Limits, out: Gathered) -> str:
    said = _DECLARED.search(data[:4096])
    name = said[1].decode("ascii").casefold() if said else ""
    if name in _WESTERN and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        out.note("the file", f"the page says that it is written in {name}, and is read so")
        try:
            return data.decode("cp1252").replace("\x00", "\ufffd")
        except UnicodeDecodeError as stop:
            raise refuse("the file", f"the byte {data[stop.start]:#04x} is not {name} text; save the page as UTF-8") from None
    return decode(data, limits=limits)


class _Walk:
    """Goes through the page once; counts blocks for their places, lists for their labels."""

    def __init__(self, out: Gathered, styles: Styles) -> None:
        self.out = out
        self.styles = styles
        self.paragraphs = 0
        self.tables = 0
        self.lists: list[list[Any]] = []  # [tag, next number, type] of the open lists
        self.label = ""

    def inside(self, element: Any, flow: Flow, depth: int) -> None:
        """Everything in an element; inline text between blocks makes paragraphs of its own."""
        if depth > DEEPEST:
            raise refuse(f"paragraph {self.paragraphs}", "the parts of this page are nested too deeply; it was made to do harm")
        flow.add(element.text)
        for child in element:
            self.child(child, flow, depth)
            flow.add(child.tail)
        if flow.owner is element:
            self.flush(flow)

    def child(self, child: Any, flow: Flow, depth: int) -> None:
        tag = child.tag
        if tag is etree.Comment:
            if (child.text or "").strip():
                self.out.note(self.here(), f"a comment is left out: “{squeezed(child.text)[:60]}”")
            return
        if not isinstance(tag, str):
            return
        if tag in _SILENT:
            if _SILENT[tag]:
                self.out.note(self.here(), f"{_SILENT[tag]} is left out")
            return
        if hidden(child, self.styles):
            text = squeezed(child.text_content())
            if text:
                flow.marks.add(Mark.HIDDEN)
                self.out.note(self.here(), f"hidden text is left out: “{text[:60]}”")
            return
        if tag in {"del", "s", "strike"}:
            flow.marks.add(Mark.TRACKED)
            self.out.note(self.here(), f"struck-out text is left out: “{squeezed(child.text_content())[:60]}”")
        elif tag == "ins":
            flow.marks.add(Mark.TRACKED)
            self.out.note(self.here(), "inserted text is read")
            self.inside(child, flow, depth + 1)
        elif tag == "br":
            flow.line()
        elif tag in BLOCKS:
            self.block(child, flow, depth)
        else:
            self.inside(child, flow, depth + 1)

    def block(self, child: Any, flow: Flow, depth: int) -> None:
        self.flush(flow)
        tag = child.tag
        if tag == "nav":
            self.out.note(self.here(), f"navigation is left out: “{squeezed(child.text_content())[:60]}”")
        elif tag in _HEADINGS:
            self.inside(child, Flow(owner=child, kind=Kind.HEADING, level=_HEADINGS[tag], style=tag), depth + 1)
        elif tag in {"ul", "ol", "dl"}:
            self.lists.append([tag, *_numbers(child)])
            self.inside(child, Flow(owner=child), depth + 1)
            self.lists.pop()
        elif tag == "li":
            flow = Flow(owner=child, kind=Kind.ENTRY, level=max(1, len(self.lists)), style="li", label=self._label(child))
            self.inside(child, flow, depth + 1)
        elif tag == "table":
            self.table(child)
        else:
            around = flow if flow.kind is not Kind.PARAGRAPH else None  # a <p> in an <li> or a heading is that entry's text
            inner = Flow(owner=child, style=_style(child))
            if around is None and _bold(child) and looks_like_heading(squeezed(child.text_content())):
                inner.kind, inner.level = Kind.HEADING, LOOKED
                inner.marks.add(Mark.LOOKS)
            if around is not None and not around.told:
                inner.kind, inner.level, inner.style, inner.label = around.kind, around.level, around.style, around.label
            self.inside(child, inner, depth + 1)
            if around is not None and inner.told:
                around.told = True

    def flush(self, flow: Flow) -> None:
        """What has come together becomes a block."""
        text = flow.take()
        if not text:
            return
        self.paragraphs += 1
        at = f"paragraph {self.paragraphs}"
        kind = flow.kind if not flow.told else Kind.PARAGRAPH
        label = flow.label if not flow.told else ""
        flow.told = True
        self.out.add(
            Block(
                kind=kind,
                place=f"{at}, numbered {label}" if label and label != "•" else at,
                text=text,
                level=flow.level if kind is not Kind.PARAGRAPH else 0,
                style=flow.style if kind is flow.kind else "p",
                label=label,
                marks=tuple(sorted(flow.marks)),
            )
        )
        flow.marks = set()

    def table(self, element: Any) -> None:
        self.tables += 1
        name = f"table {self.tables}"
        rows, inner = table_rows(element, name, self.styles, self.out)
        if rows:
            self.out.add(Block(kind=Kind.TABLE, place=name, rows=rows))
        for each in inner:
            if self.tables > 2000:
                raise refuse(name, "the page holds more than 2,000 tables")
            self.out.note(name, f"a table stands within it; it is read as table {self.tables + 1}")
            self.table(each)

    def here(self) -> str:
        return f"after paragraph {self.paragraphs}" if self.paragraphs else "the beginning"

    def _label(self, item: Any) -> str:
        if not self.lists or self.lists[-1][0] != "ol":
            return "•"
        held = self.lists[-1]
        own = item.get("value", "")
        if own.isascii() and own.isdigit() and len(own) < 7:
            held[1] = int(own)
        drawn = _drawn(held[1], held[2])
        held[1] += 1
        return drawn


def _numbers(element: Any) -> tuple[int, str]:
    start = element.get("start", "")
    return (int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1), element.get("type", "1")


def _drawn(number: int, form: str) -> str:
    forms = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    return counted(number, forms.get(form, "decimal"))


def _bold(element: Any) -> bool:
    """Whether all that it says stands in bold."""
    if element.tag not in {"p", "div"} or (element.text or "").strip():
        return False
    inner = [each for each in element if isinstance(each.tag, str)]
    return bool(inner) and all(each.tag in {"b", "strong"} and not (each.tail or "").strip() for each in inner)


def _style(element: Any) -> str:
    """A class says what a paragraph is for, as a style does in a word processor."""
    named = str(element.get("class", "")).split()
    return f"p.{named[0][:60]}" if named and element.tag in {"p", "div"} else "p"
