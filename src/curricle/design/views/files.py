"""Papers and workbooks: have them made, download them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from curricle.design import actions, queries
from curricle.design.pages.papers import papers_page
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.design.views.found import find
from curricle.frameworks import queries as frameworks
from curricle.interop.sheets.programme_write import programme_template, write_programme
from curricle.people.gate import guarded
from curricle.people.media import safe_name
from curricle.people.policy import decide
from curricle.people.views.files import attachment
from curricle.ui import show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@guarded("paper", "v", post="x")
def papers(request: HttpRequest, code: str) -> HttpResponse:
    """The papers; a POST has them made in the background."""
    found = find(request, code, kind="paper")
    if request.method == "POST":
        return redirect("people:job", actions.ask_for_papers(by=request.actor, programme=found.row))
    page = papers_page(
        found.value,
        queries.pack(found.row),
        revision=found.row.revision,
        blocks=found.row.roll_up.blocks,
        may_export=decide(TABLE, request.actor, "x", thing(found.row.organisation_id, state=found.row.state, kind="paper")),
    )
    return show(request, "design/papers.jinja", page)


@guarded("programme_draft", "x")
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """The programme as our workbook, to edit and bring back."""
    found = find(request, code, action="x")
    name = safe_name(f"{found.value.code}-revision-{found.row.revision}.xlsx".replace("/", "-"), XLSX)
    return attachment(write_programme(found.value, found.lenses), name=name, media_type=XLSX)


@guarded("import", "c")
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with drop-down lists, for the frameworks that the reader sees."""
    chosen = [each for each in frameworks.catalogue(request.actor.organisation) if each.kind in ("standard", "schema")]
    values = [frameworks.value(each) for each in chosen[:6]]
    return attachment(programme_template(values), name="programme-workbook.xlsx", media_type=XLSX)
