"""The text of one Word paragraph: insertions taken, deletions and hidden runs left out, fields by their result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from curricle.interop.prose.blocks import Mark
from curricle.interop.prose.docx_package import WORD, Package, on, value

_GONE = {"del", "moveFrom"}
_COME = {"ins", "moveTo"}
_THROUGH = {"hyperlink", "smartTag", "fldSimple", "customXml", "sdt", "sdtContent", "bdo", "dir", "ruby", "rubyBase"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


@dataclass(slots=True)
class Said:
    """What a paragraph says, what was seen on the way, and its footnotes. `gone`: its end was deleted, so it runs into the next."""

    text: str = ""
    marks: set[Mark] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    gone: bool = False
    left_out: list[str] = field(default_factory=list)
    breaks: bool = False
    bold: bool = True  # every run that shows


class Texts:
    """Reads paragraphs one after the other: a field (a table of contents) may reach over several."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._fields: list[str] = []  # "code" until the result begins, then "result"

    def said(self, paragraph: Any) -> Said:
        said = Said()
        self._walk(paragraph, said, 0)
        mark = paragraph.find(f"{WORD}pPr/{WORD}rPr")
        said.gone = mark is not None and (mark.find(WORD + "del") is not None or mark.find(WORD + "moveFrom") is not None)
        if said.gone or (mark is not None and mark.find(WORD + "ins") is not None):
            said.marks.add(Mark.TRACKED)
        said.text = said.text.strip(" \n\t")
        return said

    def _walk(self, element: Any, said: Said, depth: int) -> None:
        for child in element:
            if not isinstance(child.tag, str):
                continue
            name = child.tag.rpartition("}")[2]
            if child.tag == WORD + "r":
                self._run(child, said)
            elif name in _GONE:
                said.marks.add(Mark.TRACKED)
                said.left_out.append(_all_text(child))
            elif name in _COME:
                said.marks.add(Mark.TRACKED)
                self._walk(child, said, depth + 1)
            elif name in _THROUGH and depth < 60:
                self._walk(child, said, depth + 1)
            elif name in {"oMath", "oMathPara"}:
                said.marks.add(Mark.SIGN)

    def _run(self, run: Any, said: Said) -> None:
        if self._hidden(run):
            if _all_text(run).strip():
                said.marks.add(Mark.HIDDEN)
                said.left_out.append(_all_text(run))
            return
        heavy = run.find(f"{WORD}rPr/{WORD}b")
        for child in run:
            if not isinstance(child.tag, str):
                continue
            name = child.tag.rpartition("}")[2]
            said.bold = said.bold and (name != "t" or not (child.text or "").strip() or on(heavy))
            if name == "fldChar":
                self._field(value(child, "fldCharType"))
            elif self._fields and self._fields[-1] == "code":
                continue
            elif name == "t":
                said.text += child.text or ""
            elif name in _SIGNS:
                said.text += _SIGNS[name]
                said.breaks = said.breaks or value(child, "type") in {"page", "column"}
            elif name == "footnoteReference":
                self._note(value(child, "id"), said)
            elif name == "sym":
                said.text += "\ufffd"
                said.marks.add(Mark.SIGN)
            elif name in {"drawing", "pict", "AlternateContent", "object"} and any(True for _ in child.iter(WORD + "txbxContent")):
                said.marks.add(Mark.BOX)
                said.left_out.append(_all_text(next(child.iter(WORD + "txbxContent"))))

    def _field(self, step: str) -> None:
        if step == "begin":
            self._fields.append("code")
        elif step == "separate" and self._fields:
            self._fields[-1] = "result"
        elif step == "end" and self._fields:
            self._fields.pop()

    def _hidden(self, run: Any) -> bool:
        about = run.find(WORD + "rPr")
        if about is None:
            return False
        own = about.find(WORD + "vanish")
        if own is not None:
            return on(own)
        style = self._package.styles.get(value(about.find(WORD + "rStyle"), "val"))
        return style is not None and style.hidden

    def _note(self, id: str, said: Said) -> None:
        element = self._package.footnotes.get(id)
        if element is not None and len(said.notes) < 20:
            parts = [_all_text(each) for each in element.iter(WORD + "p")]
            said.notes.append(" ".join(part.strip() for part in parts if part.strip())[:4000])


def _all_text(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(WORD + "t", WORD + "delText"))
