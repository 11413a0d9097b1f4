"""Bring a framework: choose a file, see what was understood, keep it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from curricle.core.framework import Framework
from curricle.door.problems import Reading, Refused
from curricle.frameworks import actions, queries
from curricle.frameworks.document import Opened, handed_over
from curricle.frameworks.forms import BringForm, FactsForm, entered
from curricle.frameworks.pages.bringing import PreviewPage, bring_page, refused, understood
from curricle.frameworks.views.files import XLSX
from curricle.frameworks.views.prose import begun, in_hand
from curricle.interop import FORMATS, read_framework
from curricle.interop.prose.decisions import taught
from curricle.interop.sheets.framework_write import framework_template, framework_template_csv
from curricle.people import actions as people
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
            token = people.quarantine(by=request.actor, data=file.read(), name=file.name)
            return begun(request, token) or redirect("frameworks:preview", token)
        except BadEntry as stop:
            form.add_error("file", str(stop))
    page = bring_page(form, queries.readings(request.actor.person, request.actor.organisation))
    return show(request, "frameworks/bring.jinja", page, status=422 if form.errors else 200)


@require_safe
@guarded("schema_draft", "c", also=DRAFTS)
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """What was understood, and what was not."""
    try:
        brought = _brought(request, token)
    except Refused as stop:
        return show(request, "frameworks/preview.jinja", refused(_name(request, token), stop.problems), status=422)
    if brought.document is not None and brought.document.open:
        return redirect("frameworks:prose", token)
    form = FactsForm(about=brought.reading.value, initial=entered(brought.reading.value))
    return show(request, "frameworks/preview.jinja", _page(brought, form))


@require_POST
@guarded("schema_draft", "c", also=DRAFTS)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Read the same bytes again, or what was decided of a document, and keep it under the facts that the person gave."""
    try:
        brought = _brought(request, token)
    except Refused as stop:
        return show(request, "frameworks/preview.jinja", refused(_name(request, token), stop.problems), status=422)
    if brought.document is not None and brought.document.open:
        return redirect("frameworks:prose", token)
    form = FactsForm(request.POST, about=brought.reading.value)
    if not form.is_valid():
        return show(request, "frameworks/preview.jinja", _page(brought, form), status=422)
    try:
        kept = _keep(request, brought, form.said(brought.reading.value))
    except actions.AlreadyHere as stop:
        form.add_error("version", str(stop))
        return show(request, "frameworks/preview.jinja", _page(brought, form), status=409)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Brought:
    """What is under a token: a framework with places, and the document that it was read of, where it was one."""

    name: str
    token: str
    reading: Reading[Framework]
    document: Opened | None = None


def _brought(request: HttpRequest, token: str) -> _Brought:
    """The file that waits, read; or the document that the person has gone through. Raises Refused and Hidden."""
    held = in_hand(request, token)
    if held is not None:
        return _Brought(name=held.row.name, token=token, reading=handed_over(held), document=held)
    waiting = people.from_quarantine(by=request.actor, token=token)
    return _Brought(name=waiting.name, token=waiting.token, reading=read_framework(waiting.data, name=waiting.name))


def _name(request: HttpRequest, token: str) -> str:
    held = in_hand(request, token)
    return held.row.name if held else people.from_quarantine(by=request.actor, token=token).name


def _keep(request: HttpRequest, brought: _Brought, framework: Framework) -> actions.Kept:
    held = brought.document
    if held is None:
        return actions.bring(by=request.actor, framework=framework, token=brought.token)
    recipe = taught(held.recipe, held.read, held.statements)
    return actions.keep_reading(by=request.actor, reading=held.row, framework=framework, recipe=recipe, document=held.document)


def _page(brought: _Brought, form: FactsForm) -> PreviewPage:
    reading = brought.reading
    return understood(brought.name, brought.token, reading, format=FORMATS.get(reading.format, reading.format), form=form)
