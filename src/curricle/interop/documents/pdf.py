"""PDF by typst: PDF/UA-1, tagged, with bookmarks, exact page numbers, and nothing fetched or read from the machine but our own fonts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typst

from curricle.core.papers.tree import Paper
from curricle.interop.documents.glyphs import FONTS
from curricle.interop.documents.layout import Pages
from curricle.interop.documents.payload import payload

TEMPLATE = Path(__file__).parent / "paper.typ"
MEDIA_TYPE = "application/pdf"
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPdf:
    """The bytes, how many pages they have, and the page (from 1) of every anchor."""

    data: bytes
    pages: int
    anchors: Mapping[str, int]


def render_pdf(paper: Paper, pages: Pages | None = None) -> RenderedPdf:
    """The paper as PDF. `pages`: the anchors of papers rendered before, by paper id, for pointers across files.

    The same paper and pages give the same bytes. Raises typst.TypstError only for a defect of ours.
    """
    inputs = {"paper": json.dumps(payload(paper, pages or {}), ensure_ascii=False)}
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs=inputs)
    data = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=_seconds(paper.meta.prepared))
    assert isinstance(data, bytes)
    where = json.loads(compiler.query("<where>", field="value", one=True))
    return RenderedPdf(data=data, pages=where["pages"], anchors=dict(where["anchors"]))


def _seconds(day: date) -> int:
    return (day - date(1970, 1, 1)).days * _DAY
