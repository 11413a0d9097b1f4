"""Bring a framework: choose a file, see what it would change, decide what is doubtful, keep it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from curricle.core.framework import Framework
from curricle.door.plain_book import write_sheets
from curricle.door.problems import Reading, Refused
from curricle.frameworks import actions
from curricle.frameworks.bases import base_for, choices, free_label
from curricle.frameworks.forms import BringForm, FactsForm, entered
from curricle.frameworks.models import Version
from curricle.frameworks.pages.bring_page import bring_page
from curricle.frameworks.pages.bringing import Asked, base_code, plan_page, refused
from curricle.frameworks.pages.plan_words import plan_sheets
from curricle.frameworks.planning import Planned, planned, question
from curricle.frameworks.views.files import XLSX
from curricle.interop import read_framework
from curricle.interop.sheets.framework_write import framework_template, framework_template_csv
from curricle.people import actions as people
from curricle.people.actions import Waiting
from curricle.people.entries import BadEntry
from curricle.people.gate import guarded
from curricle.people.once import not_once
from curricle.people.policy import Hidden
from curricle.people.views.files import attachment
from curricle.ui import show
from curricle.ui.questions import takes

DRAFTS = ("standard_draft", "curriculum_draft", "own_framework")
STALE = "Somebody changed it since you opened this page. Below is what the file would change now; nothing was kept."


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
    return show(request, "frameworks/bring.jinja", bring_page(form), status=422 if form.errors else 200)


@guarded("schema_draft", "c", also=DRAFTS)
@require_safe
@takes("onto", "retire", "act", "page")
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """What the file would change, and what was not understood."""
    waiting = people.from_quarantine(by=request.actor, token=token)
    asked = _asked({name: request.GET.get(name, "") for name in ("onto", "retire", "act", "page")})
    try:
        found = _planned(request, waiting, asked)
    except Refused as stop:
        return show(request, "frameworks/preview.jinja", refused(waiting.name, stop.problems), status=422)
    return _page(request, waiting, found, asked, _form(found))


@guarded("schema_draft", "c", also=DRAFTS)
@require_safe
@takes("onto", "retire")
def plan_book(request: HttpRequest, token: str) -> HttpResponse:
    """The whole plan as a workbook."""
    waiting = people.from_quarantine(by=request.actor, token=token)
    try:
        found = _planned(request, waiting, _asked({name: request.GET.get(name, "") for name in ("onto", "retire")}))
    except Refused as stop:
        return show(request, "frameworks/preview.jinja", refused(waiting.name, stop.problems), status=422)
    sheets = plan_sheets(found.made, found.reading.places, found.reading.problems)
    return attachment(write_sheets(f"What {waiting.name} would change", sheets), name="import-plan.xlsx", media_type=XLSX)


@require_POST
@guarded("schema_draft", "c", also=DRAFTS)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Read the same bytes again, plan as the person decided, and keep what comes of it under the facts that they gave."""
    waiting = people.from_quarantine(by=request.actor, token=token)
    asked = _asked(request.POST)
    try:
        found = _planned(request, waiting, asked, request.POST)
    except Refused as stop:
        return show(request, "frameworks/preview.jinja", refused(waiting.name, stop.problems), status=422)
    form = _form(found, request.POST)
    if not form.is_valid():
        return _page(request, waiting, found, asked, form, status=422)
    if request.POST.get("seen", "") != found.base.seen:
        return _page(request, waiting, found, asked, _form(found), status=409, stale=STALE)
    if found.large:
        return redirect("people:job", uuid=_as_job(request, waiting, found, form))
    return _kept(request, waiting, found, asked, form)


def _kept(request: HttpRequest, waiting: Waiting, found: Planned, asked: Asked, form: FactsForm) -> HttpResponse:
    try:
        done = actions.bring_plan(
            by=request.actor,
            plan=found.made,
            base=found.base,
            framework=found.under(form.said(found.made.result)),
            source=source_of(waiting, found.reading),
            token=waiting.token,
            as_draft=request.POST.get("as") == "draft",
        )
    except actions.StaleDraft:
        again = _planned(request, waiting, asked)
        return _page(request, waiting, again, asked, _form(again), status=409, stale=STALE)
    except (actions.AlreadyHere, actions.LabelTaken) as stop:
        form.add_error("version", str(stop))
        return _page(request, waiting, found, asked, form, status=409)
    except actions.NotWritable as stop:
        form.add_error(None, str(stop))
        return _page(request, waiting, found, asked, form, status=422)
    if done.record is None:
        messages.success(request, "This very version is here already; nothing was changed.")
    elif isinstance(done.into, Version):
        messages.success(request, "The framework is kept as a draft.")
    if isinstance(done.into, Version):
        return redirect("frameworks:version", str(done.into.uuid))
    return redirect("frameworks:import", str(done.record.uuid)) if done.record else redirect("frameworks:imports")


def _as_job(request: HttpRequest, waiting: Waiting, found: Planned, form: FactsForm) -> str:
    """Keep a large framework in the background, with progress; its uuid."""
    said = {name: form.cleaned_data[name] for name in ("title", "code", "version", "kind", "professions", "publisher", "licence")}
    order = {
        "token": waiting.token,
        "onto": found.base.key,
        "seen": found.base.seen,
        "retire": found.made.retire,
        "facts": said,
        "answers": {question(each): form.cleaned_data[question(each)] for each in found.doubts},
        "as_draft": request.POST.get("as") == "draft",
    }
    return people.start_job(by=request.actor, kind="import", label=f"Bringing {waiting.name}", arguments=order, once=True)


@guarded("schema_published", "x")
@require_safe
def template(request: HttpRequest, ending: str) -> HttpResponse:
    """Our template, empty but for an example."""
    if ending == "xlsx":
        return attachment(framework_template(), name="framework-template.xlsx", media_type=XLSX)
    if ending == "csv":
        return attachment(framework_template_csv(), name="framework-template.csv", media_type="text/csv; charset=utf-8")
    raise Hidden("There is no such template.")


def source_of(waiting: Waiting, reading: Reading[Framework]) -> actions.Source:
    """The file as its record keeps it."""
    return actions.Source(name=waiting.name, digest=waiting.digest, format=reading.format, places=reading.places, problems=reading.problems)


def _planned(request: HttpRequest, waiting: Waiting, asked: Asked, answers: Any = None) -> Planned:
    """Raises Refused."""
    reading = read_framework(waiting.data, name=waiting.name)
    return planned(reading, base_for(request.actor, reading.value, asked.onto), retire=asked.retire, answers=answers)


def _form(found: Planned, data: Any = None) -> FactsForm:
    """The facts as the plan has them, and a question for each doubtful pair."""
    made = found.made
    first = entered(made.result) | {"version": free_label(found.base, found.reading.value.version, made.changes)}
    doubts = [question(each) for each in found.doubts]
    return FactsForm(data, about=made.result, doubts=doubts, code=base_code(found.base), initial=first)


def _page(
    request: HttpRequest, waiting: Waiting, found: Planned, asked: Asked, form: FactsForm, *, status: int = 200, stale: str = ""
) -> HttpResponse:
    page = plan_page(waiting.name, waiting.token, found, asked, onto=choices(request.actor), form=form, stale=stale)
    return show(request, "frameworks/preview.jinja", page, fragment="frameworks/_plan_rows.jinja", status=status)


def _asked(said: Any) -> Asked:
    number = said.get("page", "")
    return Asked(
        onto=said.get("onto", "")[:80],
        retire=said.get("retire", "") == "1",
        act=said.get("act", "")[:20],
        page=max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 7 else 1,
    )
