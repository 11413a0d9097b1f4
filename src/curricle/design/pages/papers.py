"""The papers of a programme: what there is, for which content, and how to have them made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.programme import Programme
from curricle.design.pages.frame import Frame, frame
from curricle.ui.words import plural

if TYPE_CHECKING:
    from curricle.design.forms import TemplateForm
    from curricle.design.models import PackRow, PaperRow

KINDS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "zip": "ZIP", "json": "JSON"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    title: str
    kind: str
    size: str
    pages: str
    href: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage:
    """`fresh`: the papers are of the programme as it stands. `make`: the address to post to, empty for those who may not."""

    frame: Frame
    whole: PaperLine | None
    main: tuple[PaperLine, ...]
    modules: tuple[PaperLine, ...]
    prepared: date | None
    fresh: bool
    says: str
    make: str
    blocks: str
    workbook: str
    own_template: str


def papers_page(programme: Programme, pack: PackRow | None, *, revision: int, blocks: int, may_export: bool) -> PapersPage:
    """The newest pack, told apart by use."""
    held = frame(programme, revision=revision, here="design:papers")
    lines = [(each.name, paper_line(each, reverse("people:file", args=[each.file]))) for each in pack.papers.all()] if pack else []
    fresh = bool(pack and pack.digest == held.digest)
    return PapersPage(
        frame=held,
        whole=next((line for name, line in lines if name.endswith(".zip")), None),
        main=tuple(line for name, line in lines if not name.endswith(".zip") and "/" not in name),
        modules=tuple(line for name, line in lines if "/" in name),
        prepared=pack.prepared if pack else None,
        fresh=fresh,
        says=_says(pack, fresh),
        make=reverse("design:papers", args=[programme.code]) if may_export else "",
        blocks=f"{plural(blocks, 'finding')} {'blocks' if blocks == 1 else 'block'} approval. The rule report prints them."
        if blocks
        else "",
        workbook=reverse("design:workbook", args=[programme.code]),
        own_template=reverse("design:own_template", args=[programme.code]) if may_export else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePage:
    frame: Frame
    form: TemplateForm
    action: str
    help: str


def template_page(programme: Programme, form: TemplateForm, *, revision: int) -> TemplatePage:
    """Fill in your own Word template."""
    return TemplatePage(
        frame=frame(programme, revision=revision, here="design:papers"),
        form=form,
        action=reverse("design:own_template", args=[programme.code]),
        help=reverse("ui:help_page", args=["papers"]),
    )


def _says(pack: PackRow | None, fresh: bool) -> str:
    if pack is None:
        return "No papers have been made yet. Making them takes a few seconds."
    if fresh:
        return "These are of the programme as it stands."
    return f"These are of revision {pack.revision}; the programme has changed since. Make them anew before you hand them out."


def paper_line(row: PaperRow, href: str) -> PaperLine:
    """One file of a pack, to be had at `href`."""
    ending = row.name.rsplit(".", 1)[-1]
    return PaperLine(
        title=row.title,
        kind=KINDS.get(ending, ending.upper()),
        size=_size(row.size),
        pages=plural(row.pages, "page") if row.pages else "",
        href=href,
        sha256=row.sha256,
    )


def _size(amount: int) -> str:
    return f"{max(1, amount // 1024):,} KB"
