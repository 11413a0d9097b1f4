"""Documents that were written for people: DOCX, PDF and HTML, read into blocks and understood by a recipe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from curricle.core.canonical import from_document
from curricle.door.child import run
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import refuse
from curricle.door.text import check_size
from curricle.interop.prose.blocks import Document

READERS = {
    "docx": "curricle.interop.prose.docx_read:read",
    "html": "curricle.interop.prose.html_read:read",
    "pdf": "curricle.interop.prose.pdf_read:read",
}
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body")


def kind_of(data: bytes) -> str:
    """ "docx", "html" or "pdf" by the first bytes; "" for anything else. A zip is looked into by `is_docx` alone."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = data[2:2048].replace(b"\x00", b"").lstrip()
    low = start.lower()
    if low.startswith(_PAGES) or (low.startswith((b"<?xml", b"<!--")) and b"<html" in low):
        return "html"
    return "docx" if data.startswith(b"PK\x03\x04") and b"word/document.xml" in data else ""


def read_document(
    data: bytes, *, limits: Limits = DEFAULT, format: str = "", progress: Callable[[int, int], None] | None = None
) -> Document:
    """The blocks of a document, read in a process of its own. `progress` is told (pages done, pages) of a PDF.

    Raises Refused for what is none, is damaged, protected or made to do harm; whatever `progress` raises ends the reading.
    """
    check_size(data, limits)
    kind = format or kind_of(data)
    if kind not in READERS:
        raise refuse("the file", "this is no Word document (DOCX), PDF or web page (HTML)")
    tight = replace(
        limits, child_memory=min(limits.child_memory, limits.prose_memory), child_seconds=min(limits.child_seconds, limits.prose_seconds)
    )
    if kind == "pdf" and progress is None:
        progress = _quietly  # so that many pages may take as long as they are allowed to
    return from_document(Document, run(READERS[kind], data, tight, progress=progress))


def _quietly(done: int, pages: int) -> None:
    """Nobody wants to know."""
