"""Pages that change a module: its facts and texts, and whether and how the programme holds it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from curricle.core.module import Module
from curricle.design import actions, queries
from curricle.design.module_form import AddModuleForm, ModuleForm, entered, without
from curricle.design.pages.editing import add_module_page, edit_module_page, take_out_page
from curricle.design.snapshot import module_values
from curricle.design.views.found import Found, FoundModule, find, find_module
from curricle.design.views.trying import Tried, attempt, looks_again, saved, seen
from curricle.people.gate import guarded
from curricle.people.policy import Forbidden
from curricle.ui import show


@guarded("module", "e")
@looks_again
def edit_module(request: HttpRequest, code: str, module: str) -> HttpResponse:
    """Change facts and texts of a module; who leads the programme also says how it is held."""
    at = find_module(request, code, module, kind="module")
    form = ModuleForm(
        request.POST if request.method == "POST" else None,
        initial=entered(at.module, at.found.value),
        taken=queries.module_titles(at.found.row.organisation_id, but=at.module.code),
        programme=at.found.value if at.rights.facts else None,
    )
    tried = _keep(request, at, form) if form.is_valid() else Tried()
    if tried.row:
        return saved(request, tried.row, form.cleaned_data["code"])
    revision = at.found.row.revision
    next_save = seen(request, revision, tried.went)
    page = edit_module_page(at.found.value, at.module, form, revision=revision, seen=next_save, others=at.others, went=tried.went)
    return show(request, "design/edit_module.jinja", page, status=422 if form.errors else tried.went.status)


@guarded("programme_draft", "e")
@looks_again
def add_module(request: HttpRequest, code: str) -> HttpResponse:
    """Add one of the university's modules as it stands, or a new one."""
    found = find(request, code, action="e")
    taken = queries.module_titles(found.row.organisation_id)
    form = AddModuleForm(request.POST if request.method == "POST" else None, programme=found.value, taken=taken)
    tried = Tried()
    if form.is_valid():
        value = _existing(found, form.cleaned_data["existing"]) or form.new()
        mine, what = form.held(found.value, value), f"Added module {value.code}"
        tried = attempt(
            lambda: actions.replace_draft(by=request.actor, programme=mine, revision=seen(request, 0), what=what),
            mine,
            looked_at=found.row.revision,
        )
        if tried.row:
            return saved(request, tried.row, value.code)
    next_save = seen(request, found.row.revision, tried.went)
    page = add_module_page(found.value, form, revision=found.row.revision, seen=next_save, went=tried.went)
    return show(request, "design/edit_module.jinja", page, status=422 if form.errors else tried.went.status)


@guarded("programme_draft", "e")
@looks_again
def take_out(request: HttpRequest, code: str, module: str) -> HttpResponse:
    """Take a module out of the programme; it stays the university's."""
    at = find_module(request, code, module, kind="module")
    if not at.rights.facts:
        raise Forbidden("Who leads the programme decides which modules it holds.")
    tried = Tried()
    if request.method == "POST":
        mine, what = without(at.found.value, at.module.id), f"Took module {at.module.code} out"
        tried = attempt(
            lambda: actions.replace_draft(by=request.actor, programme=mine, revision=seen(request, 0), what=what),
            mine,
            looked_at=at.found.row.revision,
        )
        if tried.row:
            messages.success(request, f"{at.module.code} is no longer in {tried.row.code}. You can undo this under Changes.")
            return redirect("design:modules", tried.row.code)
    page = take_out_page(at.found.value, at.module, revision=at.found.row.revision, others=at.others, stale=tried.went.stale)
    return show(request, "design/edit_take_out.jinja", page, status=tried.went.status)


def _keep(request: HttpRequest, at: FoundModule, form: ModuleForm) -> Tried:
    """A lead changes the programme, who holds it as entered; others change the module alone."""
    row, base = at.found.row, at.found.value
    value, what, revision = form.changed(at.module), f"Changed module {at.module.code}", seen(request, 0)
    if at.rights.facts:
        mine = form.held(base, value)
        return attempt(
            lambda: actions.replace_draft(by=request.actor, programme=mine, revision=revision, what=what), mine, looked_at=row.revision
        )
    mine = replace(base, modules=tuple(value if each.id == value.id else each for each in base.modules))
    return attempt(
        lambda: actions.change_module(by=request.actor, programme=row, module=value, revision=revision, what=what),
        mine,
        looked_at=row.revision,
    )


def _existing(found: Found, code: str) -> Module | None:
    """The university's module of that code; None where none was chosen."""
    if not code:
        return None
    row = queries.module_row(found.row.organisation_id, code)
    return module_values([row])[row.pk]
