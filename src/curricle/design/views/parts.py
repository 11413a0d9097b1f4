"""Pages that change the rows of a module: outcomes, assessments, hours."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from curricle.core.module import Module
from curricle.design import actions
from curricle.design.pages.editing import edit_rows_page
from curricle.design.views.found import FoundModule, find_module
from curricle.design.views.trying import Tried, attempt, looks_again, saved, seen
from curricle.frameworks.module_parts import ASSESSMENTS, HOURS, OUTCOMES, Desk
from curricle.people.gate import guarded
from curricle.ui import show
from curricle.ui.row_forms import RowForms


@guarded("module", "e")
@looks_again
def edit_outcomes(request: HttpRequest, code: str, module: str) -> HttpResponse:
    """Change the outcomes of a module."""
    return _edit_rows(request, code, module, OUTCOMES)


@guarded("module", "e")
@looks_again
def edit_assessments(request: HttpRequest, code: str, module: str) -> HttpResponse:
    """Change the assessments of a module."""
    return _edit_rows(request, code, module, ASSESSMENTS)


@guarded("module", "e")
@looks_again
def edit_hours(request: HttpRequest, code: str, module: str) -> HttpResponse:
    """Change the hours of a module."""
    return _edit_rows(request, code, module, HOURS)


def _edit_rows(request: HttpRequest, code: str, module: str, desk: Desk) -> HttpResponse:
    at = find_module(request, code, module, kind="module")
    save = request.method == "POST" and request.POST.get("do", "save") == "save"
    rows, value = _rows(request, at.module, desk)
    tried = _keep(request, at, value, desk) if save and rows.is_valid() else Tried()
    if tried.row:
        return saved(request, tried.row, value.code, f"#{desk.what}")
    revision = at.found.row.revision
    page = edit_rows_page(
        at.found.value,
        value,
        rows,
        what=desk.what,
        revision=revision,
        seen=seen(request, revision, tried.went),
        others=at.others,
        went=tried.went,
    )
    return show(request, "design/edit_rows.jinja", page, status=422 if save and rows.errors else tried.went.status)


def _rows(request: HttpRequest, module: Module, desk: Desk) -> tuple[RowForms, Module]:
    """The rows to show, and the module with them in it where they can be read: sums then follow what is typed, saved or not."""
    if request.method != "POST":
        return desk.shown(module), module
    rows = desk.sent(module, request.POST)
    value = desk.take(module, rows) if rows.is_valid() else module
    do = request.POST.get("do", "save")
    return (rows if do == "save" else desk.turned(module, request.POST, do)), value


def _keep(request: HttpRequest, at: FoundModule, value: Module, desk: Desk) -> Tried:
    base, row, what = at.found.value, at.found.row, f"Changed the {desk.what} of {value.code}"
    mine = replace(base, modules=tuple(value if each.id == value.id else each for each in base.modules))
    revision = seen(request, 0)
    return attempt(
        lambda: actions.change_module(by=request.actor, programme=row, module=value, revision=revision, what=what),
        mine,
        looked_at=row.revision,
    )
