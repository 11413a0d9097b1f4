"""Bring a programme: choose a file, see what was understood, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from curricle.design import actions, queries
from curricle.design.brought import is_ours, read, understood
from curricle.design.forms import BringForm
from curricle.design.pages.bringing import BringPage, refused_page
from curricle.design.pages.sheet import sheet_page
from curricle.design.views.understood import carried, draft, merged, preview_of, revision_of, sheet_of, sheet_preview
from curricle.door.problems import Refused
from curricle.people import actions as people
from curricle.people.entries import BadEntry
from curricle.people.gate import guarded
from curricle.people.once import not_once
from curricle.ui import show
from curricle.ui.questions import takes


@guarded("import", "c")
@not_once("the bytes only wait for their preview, and go by themselves")
@takes("programme")
def bring(request: HttpRequest) -> HttpResponse:
    """Choose a file; its bytes wait in quarantine for an hour."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            token = people.quarantine(by=request.actor, data=file.read(), name=file.name)
            return redirect(reverse("design:preview", args=[token]) + carried(request))
        except BadEntry as stop:
            form.add_error("file", str(stop))
    return show(
        request,
        "design/bring.jinja",
        BringPage(form=form, programme=request.GET.get("programme", "")[:100]),
        status=422 if form.errors else 200,
    )


@require_safe
@guarded("import", "c")
@takes("programme")
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """What our own workbook says; another sheet goes on to be shown."""
    waiting = people.from_quarantine(by=request.actor, token=token)
    try:
        if not is_ours(waiting.data, waiting.name):
            return redirect(reverse("design:sheet", args=[token]) + carried(request))
        reading = read(waiting.data, waiting.name, request.actor.organisation)
    except Refused as stop:
        return show(request, "design/preview.jinja", refused_page(waiting.name, stop.problems), status=422)
    return show(request, "design/preview.jinja", preview_of(request, waiting, reading.value, problems=reading.problems))


@guarded("import", "c")
@not_once("nothing is written: the sheet is read again by the answers")
@takes("programme")
def sheet(request: HttpRequest, token: str) -> HttpResponse:
    """Show me your sheet: how it is read, and what came of it; a POST reads it again by the answers."""
    waiting = people.from_quarantine(by=request.actor, token=token)
    try:
        held, code, title = sheet_of(request, waiting)
    except Refused as stop:
        return show(request, "design/preview.jinja", refused_page(waiting.name, stop.problems), status=422)
    understanding = understood(held, code=code, title=title)
    if request.method != "POST" and draft(request, code) is None:
        title = understanding.title  # offered; a draft that is there keeps its own
    if request.POST.get("do") == "preview" and understanding.counts.claims:
        page = sheet_preview(request, waiting, held, understanding)
        return show(request, "design/preview.jinja", page)
    drafts = [each.code for each in queries.programmes(request.actor.organisation)]
    errors = ["Nothing was understood, so there is nothing to bring yet."] if request.POST.get("do") == "preview" else []
    page = sheet_page(waiting.name, token, held, understanding, code=code, title=title, programmes=drafts, errors=errors)
    return show(request, "design/sheet.jinja", page, status=422 if errors else 200)


@require_POST
@guarded("import", "c")
@takes("programme")
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Read the same bytes again and keep what they say."""
    waiting = people.from_quarantine(by=request.actor, token=token)
    try:
        if is_ours(waiting.data, waiting.name):
            value, sheet = read(waiting.data, waiting.name, request.actor.organisation).value, None
        else:
            held, code, title = sheet_of(request, waiting)
            value = merged(request, understood(held, code=code, title=title).programme)
            sheet = actions.Sheet(signature=held.recipe.signature, recipe=request.POST.get("recipe", ""))
    except Refused as stop:
        return show(request, "design/preview.jinja", refused_page(waiting.name, stop.problems), status=422)
    try:
        seen = {"seen": request.POST.get("seen", ""), "revision": revision_of(request)}
        row = actions.bring(by=request.actor, programme=value, name=waiting.name, token=token, sheet=sheet, **seen)
    except (actions.Stale, actions.NotWritable, actions.NotAsShown) as stop:
        page = preview_of(request, waiting, value, recipe=sheet.recipe if sheet else "", stale=str(stop))
        return show(request, "design/preview.jinja", page, status=409)
    again = "You can undo this under Changes." if row.revision > 1 else "Under Changes you can take it away again."
    messages.success(request, f"{row.code} is here, revision {row.revision}. {again}")
    return redirect("design:programme", row.code)
