"""The parts of a Word document that its text needs: body, styles, numbering, footnotes. Runs in the child process only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from curricle.door.archive import Archive, office_shape, open_archive
from curricle.door.limits import Limits
from curricle.door.problems import refuse
from curricle.door.xlsx_scan import parse_xml

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
DEEPEST = 20  # styles that build on one another
MOST_TAGS = 1_000_000  # with their ends; about 150 MB once they are read
NESTED = 40  # content controls within one another
BODY = "word/document.xml"
_FETCHES = re.compile(r"\A\s*(?:INCLUDE|DDE|LINK|IMPORT|DATABASE|RD\b)", re.IGNORECASE)


@dataclass(slots=True)
class Style:
    """One paragraph or character style, with what it takes from those it builds on."""

    name: str
    outline: int | None = None
    number: str = ""
    number_level: int = 0
    hidden: bool = False


@dataclass(slots=True)
class Package:
    body: Any
    title: str
    styles: dict[str, Style]
    default: str
    numbering: Any
    footnotes: dict[str, Any] = field(default_factory=dict)
    outside: bool = False


def value(element: Any, name: str) -> str:
    """The attribute w:name of an element, "" where there is none."""
    return "" if element is None else (element.get(WORD + name) or "")


def on(element: Any) -> bool:
    """Whether a toggle such as <w:vanish/> is there and not switched off."""
    return element is not None and value(element, "val").casefold() not in {"0", "false", "off", "none"}


def open_package(data: bytes, limits: Limits) -> Package:
    """The document's parts. Raises Refused for what is no Word document, holds macros, entities, bombs or broken XML."""
    archive = open_archive(data, limits=limits)
    shape = office_shape(archive)
    if shape != "docx":
        raise refuse(
            "the file", f"the file is {'an office file of another kind' if shape != 'zip' else 'a zip'} ({shape}), not a document (DOCX)"
        )
    archive.check_all()
    start = _part(archive, "_rels/.rels", needed=True)
    targets = {
        each.get("Target", "").removeprefix("/")
        for each in start.iter("{*}Relationship")
        if each.get("Type", "").endswith("/officeDocument")
    }
    if targets != {BODY}:
        raise refuse("the part _rels/.rels", f"the file does not begin at {BODY}; open and save it in a word processor")
    root = _part(archive, BODY, needed=True)
    body = root.find(WORD + "body")
    if body is None:
        raise refuse(f"the part {BODY}", "the document has no body")
    styles, default = _styles(_part(archive, "word/styles.xml"))
    core = _part(archive, "docProps/core.xml")
    title = next((each.text or "" for each in core.iter("{*}title")), "") if core is not None else ""
    relations = _part(archive, "word/_rels/document.xml.rels")
    outside = relations is not None and any(
        each.get("TargetMode") == "External" and not each.get("Type", "").endswith("/hyperlink")
        for each in relations.iter("{*}Relationship")
    )
    outside = outside or any(_FETCHES.search(each) for each in _instructions(body))
    return Package(
        body=body,
        title=title.strip(),
        styles=styles,
        default=default,
        numbering=_part(archive, "word/numbering.xml"),
        footnotes=_footnotes(_part(archive, "word/footnotes.xml")),
        outside=outside,
    )


def _instructions(body: Any) -> Iterator[str]:
    """What the fields of the text say that should be put in their place."""
    for each in body.iter(WORD + "instrText", WORD + "fldSimple"):
        yield each.text or "" if each.tag == WORD + "instrText" else value(each, "instr")


def _part(archive: Archive, name: str, *, needed: bool = False) -> Any:
    if name not in archive.names:
        if needed:
            raise refuse(f"the part {name}", "this part is missing from the file")
        return None
    data = archive.read(name)
    if data.count(b"<") > MOST_TAGS:
        raise refuse(f"the part {name}", f"this part holds more than {MOST_TAGS:,} tags")
    if STRICT[1:-1].encode() in data:  # ISO 29500 Strict: the same names in another namespace
        data = data.replace(STRICT[1:-1].encode(), WORD[1:-1].encode())
    return parse_xml(name, data)


def _footnotes(root: Any) -> dict[str, Any]:
    if root is None:
        return {}
    return {value(each, "id"): each for each in root.iter(WORD + "footnote") if not value(each, "type")}


def _styles(root: Any) -> tuple[dict[str, Style], str]:
    """Styles by id, and the id of the paragraph style that holds where none is named."""
    if root is None:
        return {}, ""
    held = {value(each, "styleId"): each for each in root.iter(WORD + "style")}
    made: dict[str, Style] = {}
    for id in held:
        chain: list[Any] = []
        here = id
        while here in held and len(chain) < DEEPEST and held[here] not in chain:
            chain.append(held[here])
            here = value(held[here].find(WORD + "basedOn"), "val")
        made[id] = _style(chain)
    default = next((id for id, each in held.items() if value(each, "type") == "paragraph" and value(each, "default") in {"1", "true"}), "")
    return made, default


def _style(chain: list[Any]) -> Style:
    """The nearest of the chain that says a thing says it for all."""
    style = Style(name=value(chain[0].find(WORD + "name"), "val"))
    for each in reversed(chain):
        outline = each.find(f"{WORD}pPr/{WORD}outlineLvl")
        if outline is not None:
            style.outline = whole(value(outline, "val"), 9)
        number = each.find(f"{WORD}pPr/{WORD}numPr")
        if number is not None:
            style.number = value(number.find(WORD + "numId"), "val") or style.number
            style.number_level = whole(value(number.find(WORD + "ilvl"), "val"), 0)
        hidden = each.find(f"{WORD}rPr/{WORD}vanish")
        style.hidden = on(hidden) if hidden is not None else style.hidden
    return style


def elements(element: Any, depth: int) -> Iterator[Any]:
    """Paragraphs and tables in their order, through content controls and insertions; what was deleted or moved away is not given."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = child.tag.rpartition("}")[2]
        if name in {"sdt", "sdtContent", "customXml", "ins", "moveTo"} and depth < NESTED:
            yield from elements(child, depth + 1)
        elif name in {"p", "tbl", "altChunk"}:
            yield child


def whole(text: str, otherwise: int) -> int:
    """A small whole number from an attribute."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
