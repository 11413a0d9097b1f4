"""What a sign of a PDF belongs to, where marked contents stand within one another. Runs in the child process only.

pdfplumber forgets the outer mark when an inner one ends, and with it the text after each divided word of a tagged file; and it does
not look at the words that a file gives in place of its signs (a soft hyphen for the hyphen that is drawn).
"""

from __future__ import annotations

from typing import Any

import pdfplumber.page
from pdfminer.layout import LTChar
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

DEEPEST = 1_000


class Device(PDFPageAggregatorWithMarkedContent):
    """Keeps a stack: a mark holds for everything within it, and decoration within decoration is decoration."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._open: list[tuple[str | None, int | None, str | None]] = []
        self._instead: str | None = None

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
        if self._instead is not None and isinstance(last, LTChar):
            last._text, self._instead = self._instead, ""  # the first sign says all of it, those after it nothing


def install() -> None:
    """From now on pages are read with it."""
    pdfplumber.page.PDFPageAggregatorWithMarkedContent = Device  # type: ignore[misc]  # the library has no other way in
