"""Papers and workbooks: have them made, download them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from curricle.design import actions, queries
from curricle.design.forms import TemplateForm
from curricle.design.pages.papers import papers_page, template_page
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.design.views.found import Found, find
from curricle.design.word import filled
from curricle.door.problems import Refused
from curricle.frameworks import queries as frameworks
from curricle.interop.sheets.programme_write import programme_template, write_programme
from curricle.people import actions as people
from curricle.people.gate import guarded
from curricle.people.media import safe_name
from curricle.people.once import not_once
from curricle.people.policy import decide
from curricle.people.views.files import attachment
from curricle.ui import show

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
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


@guarded("paper", "x")
@not_once("nothing is written: the template is filled in and handed back")
def own_template(request: HttpRequest, code: str) -> HttpResponse:
    """Fill in the university's own Word template; nothing of it is kept."""
    found = find(request, code, action="x", kind="paper")
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["template"]
        try:
            data = filled(found.value, found.lenses, file.read(settings.UPLOAD_BYTES))
        except Refused as stop:
            form.add_error("template", "; ".join(f"{each.at}: {each.says}" for each in stop.problems))
        else:
            _exported(request, found, kind="paper", form="own template")
            return attachment(data, name=safe_name(f"{found.value.code}-{file.name}".replace("/", "-"), DOCX), media_type=DOCX)
    page = template_page(found.value, form, revision=found.row.revision)
    return show(request, "design/own_template.jinja", page, status=422 if form.errors else 200)


@guarded("programme_draft", "x")
@require_safe
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """The programme as our workbook, to edit and bring back."""
    found = find(request, code, action="x")
    _exported(request, found, kind="programme", form="workbook")
    name = safe_name(f"{found.value.code}-revision-{found.row.revision}.xlsx".replace("/", "-"), XLSX)
    return attachment(write_programme(found.value, found.lenses), name=name, media_type=XLSX)


@guarded("import", "c")
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with drop-down lists, for the frameworks that the reader sees."""
    chosen = [each for each in frameworks.catalogue(request.actor.organisation) if each.kind in ("standard", "schema")]
    values = [frameworks.value(each) for each in chosen[:6]]
    return attachment(programme_template(values), name="programme-workbook.xlsx", media_type=XLSX)


def _exported(request: HttpRequest, found: Found, *, kind: str, form: str) -> None:
    people.exported(by=request.actor, kind=kind, id=str(found.row.uuid), label=found.value.title, form=form)
