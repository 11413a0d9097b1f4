"""What a new version touches: the page and its workbook."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from curricle.core.papers.touched import touched_book
from curricle.core.versions.touched import struck
from curricle.frameworks import comparing
from curricle.frameworks.comparing import find_side
from curricle.frameworks.pages.touches import touches_page
from curricle.frameworks.policy import TABLE
from curricle.frameworks.touching import touches as found_touches
from curricle.frameworks.views.files import XLSX
from curricle.frameworks.views.reading import KINDS
from curricle.interop.documents.xlsx import render_xlsx
from curricle.people import actions as people
from curricle.people.gate import guarded
from curricle.people.policy import decide, may_ever
from curricle.people.views.files import attachment
from curricle.ui import show


@guarded("schema_published", "v", also=KINDS)
@require_safe
def touches(request: HttpRequest, version: str, other: str) -> HttpResponse:
    """Crosswalks and model curricula that point at what changed, with old and new text; programmes where the reader has some."""
    after, before = find_side(request.actor, version), find_side(request.actor, other)
    became = struck(comparing.difference_of(before, after))
    page = touches_page(
        before,
        after,
        became,
        found_touches(request.actor, before, became.keys()),
        programmes=_programmes(request, version, other),
        may_download=all(decide(TABLE, request.actor, "x", each.about) for each in (before, after)),
    )
    return show(request, "frameworks/touches.jinja", page)


@guarded("schema_published", "x", also=KINDS)
@require_safe
def touches_download(request: HttpRequest, version: str, other: str) -> HttpResponse:
    """The same as a workbook."""
    after, before = find_side(request.actor, version, action="x"), find_side(request.actor, other, action="x")
    became = struck(comparing.difference_of(before, after))
    book = touched_book(before.value, after.value, found_touches(request.actor, before, became.keys()), became)
    if request.actor:
        people.exported(by=request.actor, kind="framework", id=after.version, label=f"{before.label} → {after.label}", form="touches")
    data = render_xlsx(book, prepared=after.made, author=after.value.publisher)
    return attachment(data, name=f"{book.file}.xlsx", media_type=XLSX)


def _programmes(request: HttpRequest, version: str, other: str) -> str:
    """Where programmes are told of, if an upper part of the house offers such a page to this reader."""
    if not may_ever(request.actor, "v", "migration_report"):
        return ""
    try:
        return reverse("design:touched", args=[version, other])
    except NoReverseMatch:
        return ""
