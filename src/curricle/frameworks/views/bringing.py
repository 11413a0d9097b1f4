"""Bring a framework: choose a file, see what was understood, keep it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from curricle.core.framework import Framework
from curricle.door.problems import Reading, Refused
from curricle.frameworks import actions
from curricle.frameworks.forms import BringForm, FactsForm, entered
from curricle.frameworks.pages.bringing import PreviewPage, refused, understood
from curricle.frameworks.views.files import XLSX
from curricle.interop import FORMATS, read_framework
from curricle.interop.sheets.framework_write import framework_template, framework_template_csv
from curricle.people import actions as people
from curricle.people.actions import Waiting
from curricle.people.entries import BadEntry
from curricle.people.gate import guarded
from curricle.people.once import not_once
from curricle.people.policy import Hidden
from curricle.people.views.files import attachment
from curricle.ui import show

DRAFTS = ("standard_draft", "curriculum_draft", "own_framework")


@guarded("schema_draft", "c", also=DRAFTS)
@not_once("the bytes only wait for their preview, and go by themselves")
def bring(request: HttpRequest) -> HttpResponse:
    """Choose a file; its bytes wait in quarantine for an hour."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return redirect("frameworks:preview", people.quarantine(by=request.actor, data=file.read(), name=file.name))
        except BadEntry as stop:
            form.add_error("file", str(stop))
    return show(request, "frameworks/bring.jinja", {"form": form}, status=422 if form.errors else 200)


@require_safe
@guarded("schema_draft", "c", also=DRAFTS)
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """What was understood, and what was not."""
    waiting = people.from_quarantine(by=request.actor, token=token)
    try:
        reading = read_framework(waiting.data, name=waiting.name)
    except Refused as stop:
        return show(request, "frameworks/preview.jinja", refused(waiting.name, stop.problems), status=422)
    return show(
        request, "frameworks/preview.jinja", _page(waiting, reading, FactsForm(about=reading.value, initial=entered(reading.value)))
    )


@require_POST
@guarded("schema_draft", "c", also=DRAFTS)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Read the same bytes again and keep what they say, under the facts that the person gave."""
    waiting = people.from_quarantine(by=request.actor, token=token)
    try:
        reading = read_framework(waiting.data, name=waiting.name)
    except Refused as stop:
        return show(request, "frameworks/preview.jinja", refused(waiting.name, stop.problems), status=422)
    form = FactsForm(request.POST, about=reading.value)
    if not form.is_valid():
        return show(request, "frameworks/preview.jinja", _page(waiting, reading, form), status=422)
    try:
        kept = actions.bring(by=request.actor, framework=form.said(reading.value), token=token)
    except actions.AlreadyHere as stop:
        form.add_error("version", str(stop))
        return show(request, "frameworks/preview.jinja", _page(waiting, reading, form), status=409)
    messages.success(
        request, "The framework is kept as a draft." if kept.new else "This very version is here already; nothing was changed."
    )
    return redirect("frameworks:version", str(kept.version.uuid))


@guarded("schema_published", "x")
@require_safe
def template(request: HttpRequest, ending: str) -> HttpResponse:
    """Our template, empty but for an example."""
    if ending == "xlsx":
        return attachment(framework_template(), name="framework-template.xlsx", media_type=XLSX)
    if ending == "csv":
        return attachment(framework_template_csv(), name="framework-template.csv", media_type="text/csv; charset=utf-8")
    raise Hidden("There is no such template.")


def _page(waiting: Waiting, reading: Reading[Framework], form: FactsForm) -> PreviewPage:
    return understood(waiting.name, waiting.token, reading, format=FORMATS.get(reading.format, reading.format), form=form)
