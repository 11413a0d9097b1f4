"""Programmes that a new version of a framework touches: the page and its workbook."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from curricle.core.papers.grid import CellStyle, GridCell, Sheet, Workbook
from curricle.core.papers.touched import touched_book
from curricle.core.versions.touched import struck
from curricle.design import touching
from curricle.design.pages.touched import TouchedPage, touched_page
from curricle.design.policy import TABLE, report_thing
from curricle.design.views.files import XLSX
from curricle.frameworks import comparing
from curricle.frameworks.comparing import find_side
from curricle.interop.documents.xlsx import render_xlsx
from curricle.people import actions as people
from curricle.people.gate import guarded
from curricle.people.policy import Actor, Hidden, decide
from curricle.people.views.files import attachment
from curricle.ui import show


@guarded("migration_report", "v")
@require_safe
def touched(request: HttpRequest, version: str, other: str) -> HttpResponse:
    """The reader's own programmes that claim what changed; for a national team, how many there are in all."""
    return show(request, "design/touched.jinja", _page(request.actor, version, other), fragment="design/_touched.jinja")


@guarded("migration_report", "x")
@require_safe
def touched_download(request: HttpRequest, version: str, other: str) -> HttpResponse:
    """The same as a workbook."""
    actor, after, before = request.actor, find_side(request.actor, version), find_side(request.actor, other)
    became = struck(comparing.difference_of(before, after))
    if decide(TABLE, actor, "x", report_thing(actor.organisation)):
        found = touching.claims_on(actor.organisation or 0, actor.organisation_name, before.version, became.keys())
        book = touched_book(before.value, after.value, found, became)
    elif decide(TABLE, actor, "x", report_thing(None)):
        book = _counts_book(_page(actor, version, other))
    else:
        raise Hidden("There is no such page.")
    people.exported(by=actor, kind="framework", id=after.version, label=f"{before.label} → {after.label}", form="programmes touched")
    return attachment(render_xlsx(book, prepared=after.made, author=actor.organisation_name), name=f"{book.file}.xlsx", media_type=XLSX)


def _page(actor: Actor, version: str, other: str) -> TouchedPage:
    """Raises Hidden where neither list nor counts are for this person."""
    after, before = find_side(actor, version), find_side(actor, other)
    own, all = (decide(TABLE, actor, "v", report_thing(each)) for each in (actor.organisation or 0, None))
    if not own and not all:
        raise Hidden("There is no such page.")
    became = struck(comparing.difference_of(before, after))
    touches = touching.claims_on(actor.organisation or 0, actor.organisation_name, before.version, became.keys()) if own else None
    return touched_page(
        before,
        after,
        became,
        touches,
        touching.counted(before.version, became.keys()) if all else None,
        may_download=any(decide(TABLE, actor, "x", report_thing(each)) for each in (actor.organisation or 0, None)),
    )


def _counts_book(page: TouchedPage) -> Workbook:
    """The counts, which are all that a national team is told."""
    head = (GridCell("Programmes touched", CellStyle.HEAD),)
    sheet = Sheet(name="Touched", head=head, rows=((GridCell(page.counts, CellStyle.WRAP),),), widths=(90,), filtered=False)
    return Workbook(file="programmes-touched", title=page.title, sheets=(sheet,))
