"""What a sign of a PDF belongs to, where marked contents stand within one another. Runs in the child process only.

pdfplumber forgets the outer mark when an inner one ends, and with it the text after each divided word of a tagged file; and it does
not look at the words that a file gives in place of its signs (a soft hyphen for the hyphen that is drawn).
"""

from __future__ import annotations

import zlib
from typing import Any

import pdfminer.pdftypes
import pdfplumber.page
from pdfminer.layout import LTChar
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from curricle.door.problems import refuse

DEEPEST = 1_000
MOST_UNPACKED = 32 * 1024 * 1024  # bytes of one stream; a page of dense text has a few hundred thousand
_UNSEEN = {3, 7}  # ways of drawing a text that draw nothing


class Device(PDFPageAggregatorWithMarkedContent):
    """Keeps a stack: a mark holds for everything within it, and decoration within decoration is decoration."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._open: list[tuple[str | None, int | None, str | None]] = []
        self._instead: str | None = None
        self._unseen = False

    def render_string(self, textstate: Any, *args: Any, **more: Any) -> None:
        self._unseen = textstate.render in _UNSEEN
        super().render_string(textstate, *args, **more)

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        if len(self._open) < DEEPEST:
            self._open.append((self.cur_tag, self.cur_mcid, self._instead))
        outer_tag, outer_mark = self.cur_tag, self.cur_mcid
        super().begin_tag(tag, props)
        if outer_tag == "Artifact":
            self.cur_tag, self.cur_mcid = outer_tag, None
        elif self.cur_mcid is None and self.cur_tag != "Artifact":
            self.cur_mcid = outer_mark
        actual = props.get("ActualText") if isinstance(props, dict) else None
        if isinstance(actual, bytes) and len(actual) < 400:
            big = actual.startswith((b"\xfe\xff", b"\xff\xfe"))
            self._instead = actual.decode("utf-16" if big else "latin-1", "replace")

    def end_tag(self) -> None:
        self.cur_tag, self.cur_mcid, self._instead = self._open.pop() if self._open else (None, None, None)

    def tag_cur_item(self) -> None:
        super().tag_cur_item()
        last = self.cur_item._objs[-1] if self.cur_item._objs else None
        if self._unseen and isinstance(last, LTChar):
            last.unseen = True  # type: ignore[attr-defined]
        if self._instead is not None and isinstance(last, LTChar):
            last._text, self._instead = self._instead, ""  # the first sign says all of it, those after it nothing


class _Light:
    """In place of `Page.process_object`: of a sign only what is used here, which is a third of the time of a page."""

    def __init__(self, whole: Any) -> None:
        self.whole = whole

    def __get__(self, page: Any, kind: Any = None) -> Any:
        return lambda each: _sign(page, each) if type(each) is LTChar else self.whole(page, each)


def _sign(page: Any, char: LTChar) -> dict[str, Any]:
    left, top = page.mediabox[:2]
    return {
        "object_type": "char",
        "text": char.get_text(),
        "fontname": str(char.fontname),
        "size": char.size,
        "upright": char.upright,
        "x0": char.x0 + left,
        "x1": char.x1 + left,
        "top": page.height - char.y1 + top,
        "bottom": page.height - char.y0 + top,
        "mcid": getattr(char, "mcid", None),
        "unseen": getattr(char, "unseen", False),
        "tag": getattr(char, "tag", None),
    }


class _Packed:
    """In place of zlib, which unpacks whatever there is."""

    error = zlib.error
    decompressobj = staticmethod(zlib.decompressobj)

    @staticmethod
    def decompress(data: bytes) -> bytes:
        """Raises Refused beyond what any page needs, zlib.error for what is broken."""
        unpacking = zlib.decompressobj()
        made = unpacking.decompress(data, MOST_UNPACKED)
        if unpacking.unconsumed_tail:
            raise refuse("the file", f"a part of the PDF unpacks to more than {MOST_UNPACKED:,} bytes; it was made to do harm")
        if not unpacking.eof:
            raise zlib.error("cut short")
        return made


def install() -> None:
    """From now on pages are read with these. The library has no other way in."""
    pdfminer.pdftypes.zlib = _Packed  # type: ignore[assignment, attr-defined]
    pdfplumber.page.PDFPageAggregatorWithMarkedContent = Device  # type: ignore[misc]
    if not isinstance(vars(pdfplumber.page.Page)["process_object"], _Light):
        pdfplumber.page.Page.process_object = _Light(pdfplumber.page.Page.process_object)  # type: ignore[method-assign, assignment]
