"""The outcomes, hours and assessments of a module of a model curriculum, as rows."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from curricle.core.module import Module
from curricle.frameworks import actions
from curricle.frameworks.models import Draft
from curricle.frameworks.module_parts import ASSESSMENTS, HOURS, OUTCOMES, Desk
from curricle.frameworks.pages.draft import frame
from curricle.frameworks.pages.module_edit import module_clash, module_rows_page
from curricle.frameworks.snapshot import about_of
from curricle.frameworks.views.draft_found import KINDS, find, number
from curricle.frameworks.views.draft_modules import held_module, modules_address
from curricle.people.gate import guarded
from curricle.ui import show
from curricle.ui.row_forms import RowForms


@guarded("schema_draft", "e", also=KINDS)
def draft_outcomes(request: HttpRequest, draft: str, module: str) -> HttpResponse:
    """What a learner will be able to do."""
    return _rows(request, draft, module, OUTCOMES)


@guarded("schema_draft", "e", also=KINDS)
def draft_hours(request: HttpRequest, draft: str, module: str) -> HttpResponse:
    """Learning hours by kind and delivery, with their sum against the credits."""
    return _rows(request, draft, module, HOURS)


@guarded("schema_draft", "e", also=KINDS)
def draft_assessments(request: HttpRequest, draft: str, module: str) -> HttpResponse:
    """Assessments with their weights and the outcomes that they assess."""
    return _rows(request, draft, module, ASSESSMENTS)


def _rows(request: HttpRequest, draft: str, module: str, desk: Desk) -> HttpResponse:
    row = find(request, draft, action="e")
    _, held = held_module(row, module)
    save = request.method == "POST" and request.POST.get("do", "save") == "save"
    rows, value = _read(request, held, desk)
    stop = None
    if save and rows.is_valid():
        try:
            return _kept(request, row, value, desk)
        except actions.StaleDraft as raised:
            stop = raised
    seen = number(request.POST.get("revision")) if request.method == "POST" else row.revision
    page = module_rows_page(
        frame(row, here=""),
        value,
        rows,
        what=desk.what,
        action=request.path,
        back=modules_address(row, held.id),
        revision=stop.draft.revision if stop else seen,
        stale=str(stop) if stop else "",
        clash=module_clash(about_of(stop.draft), value, {}) if stop else (),
    )
    return show(request, "frameworks/draft_module_rows.jinja", page, status=409 if stop else 422 if save and rows.errors else 200)


def _read(request: HttpRequest, module: Module, desk: Desk) -> tuple[RowForms, Module]:
    """The rows to show, and the module with them in it where they can be read: sums then follow what is typed, saved or not."""
    if request.method != "POST":
        return desk.shown(module), module
    rows = desk.sent(module, request.POST)
    value = desk.take(module, rows) if rows.is_valid() else module
    do = request.POST.get("do", "save")
    return (rows if do == "save" else desk.turned(module, request.POST, do)), value


def _kept(request: HttpRequest, row: Draft, value: Module, desk: Desk) -> HttpResponse:
    """Raises StaleDraft."""
    what = f"Changed the {desk.what} of {value.code or value.title}"
    core = value.id not in about_of(row).facts.optional_modules
    seen = number(request.POST.get("revision"))
    row = actions.put_module(by=request.actor, draft=row, seen=seen, module=value, core=core, what=what)
    messages.success(request, f"The {desk.what} of {value.code or value.title} are saved. Revision {row.revision}; you can undo it.")
    return redirect(modules_address(row, value.id))
