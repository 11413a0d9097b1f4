"""The modules of a model curriculum that is being written: all of them, the facts of one, add, move, remove."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.contrib import messages
from django.forms import Form, HiddenInput, IntegerField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from curricle.core.drafting.outline import CannotEdit
from curricle.core.framework import Framework
from curricle.core.module import Module
from curricle.frameworks import actions, drafts
from curricle.frameworks.models import Draft
from curricle.frameworks.module_form import ModuleForm, module_entered
from curricle.frameworks.pages.draft import frame
from curricle.frameworks.pages.draft_modules import draft_modules_page, module_name, module_parts
from curricle.frameworks.pages.module_edit import module_clash
from curricle.frameworks.snapshot import about_of
from curricle.frameworks.standing import looked_at
from curricle.frameworks.views.draft_asking import Ask, ask
from curricle.frameworks.views.draft_found import KINDS, find, may_edit, number, posted
from curricle.people.gate import guarded
from curricle.people.policy import Hidden
from curricle.ui import show
from curricle.ui.words import plural

NEW = Module(id="", code="", title="", credits=20, level=7)


class SeenForm(Form):
    """Nothing but the revision that the person saw."""

    revision = IntegerField(widget=HiddenInput)


@guarded("schema_draft", "v", also=KINDS)
@require_safe
def draft_modules(request: HttpRequest, draft: str) -> HttpResponse:
    """Every module, what stops the curriculum from being published, and what of its schemas no module claims."""
    return _modules(request, find(request, draft))


def _modules(request: HttpRequest, row: Draft, *, problem: str = "", status: int = 200) -> HttpResponse:
    about, editable = about_of(row), may_edit(request, row)
    last = drafts.last_done(row) if editable else None
    page = draft_modules_page(
        frame(row, here="frameworks:draft_modules"),
        about,
        looked_at(row.line.organisation_id, about),
        may_edit=editable,
        undo=last.what if last else "",
        problem=problem,
    )
    return show(request, "frameworks/draft_modules.jinja", page, status=status)


@guarded("schema_draft", "e", also=KINDS)
def draft_module_add(request: HttpRequest, draft: str) -> HttpResponse:
    """A new module; its outcomes, hours, assessments and claims come next."""
    row = find(request, draft, action="e")
    form = ModuleForm(posted(request), taken=_taken(about_of(row), ""), initial=module_entered(NEW, row.revision, core=True))
    id = str(uuid.uuid4())
    asked = Ask(
        heading="Add a module",
        says=("Its outcomes, hours, assessments and claims come next, on pages of their own.",),
        names=_names(form),
        submit="Add the module",
        item="",
        done="The module is added. Write its outcomes next.",
        back=modules_address(row),
        then=modules_address(row, id),
    )
    return ask(request, row, form, asked, lambda: _put(request, row, form, NEW, id, "Added"))


@guarded("schema_draft", "e", also=KINDS)
def draft_module(request: HttpRequest, draft: str, module: str) -> HttpResponse:
    """The facts of one module."""
    row = find(request, draft, action="e")
    about, held = held_module(row, module)
    core = held.id not in about.facts.optional_modules
    form = ModuleForm(posted(request), taken=_taken(about, held.id), initial=module_entered(held, row.revision, core=core))
    asked = Ask(
        heading=f"Facts of {held.code or held.title}",
        says=(held.title,),
        names=_names(form),
        submit="Save",
        item="",
        done=f"{held.code or held.title} is saved.",
        back=modules_address(row, held.id),
        parts=module_parts(str(row.uuid), held, "frameworks:draft_module"),
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda: _put(request, row, form, held, held.id, "Changed the facts of"),
        clash=lambda now: module_clash(about_of(now), form.said(held), {}, core=form.is_core),
    )


def _put(request: HttpRequest, row: Draft, form: ModuleForm, base: Module, id: str, word: str) -> Draft:
    made = replace(form.said(base), id=id)
    seen, what = form.cleaned_data["revision"], f"{word} {made.code}"
    return actions.put_module(by=request.actor, draft=row, seen=seen, module=made, core=form.is_core, what=what)


@require_POST
@guarded("schema_draft", "e", also=KINDS)
def draft_module_step(request: HttpRequest, draft: str, module: str) -> HttpResponse:
    """One place up or down among the modules."""
    row = find(request, draft, action="e")
    _, held = held_module(row, module)
    step, seen = request.POST.get("step", ""), number(request.POST.get("revision"))
    if step not in actions.MODULE_STEPS:
        raise Hidden("There is no such step.")
    try:
        row = actions.step_module(by=request.actor, draft=row, seen=seen, module=held.id, step=step)
    except CannotEdit as stop:
        return _modules(request, row, problem=str(stop), status=422)
    messages.success(request, f"{held.code or held.title} is moved. Revision {row.revision}; you can undo it.")
    return redirect(modules_address(row, held.id))


@guarded("schema_draft", "e", also=KINDS)
def draft_module_remove(request: HttpRequest, draft: str, module: str) -> HttpResponse:
    """What removing a module means, and the step itself."""
    row = find(request, draft, action="e")
    _, held = held_module(row, module)
    form = SeenForm(posted(request), initial={"revision": row.revision})
    goes = (plural(len(held.outcomes), "outcome"), plural(len(held.assessments), "assessment"), plural(len(held.claims), "claim"))
    asked = Ask(
        heading=f"Remove {held.code or held.title}",
        says=(module_name(held), f"{', '.join(goes)} and its hours go with it. You can undo this."),
        names=(),
        submit="Remove the module",
        item="",
        done=f"{held.code or held.title} is removed.",
        back=modules_address(row),
        grave=True,
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda: actions.remove_module(by=request.actor, draft=row, seen=form.cleaned_data["revision"], module=held.id),
    )


def held_module(row: Draft, id: str) -> tuple[Framework, Module]:
    """What the draft says of itself, and one of its modules. Raises Hidden where it has none of this id."""
    about = about_of(row)
    found = next((each for each in about.facts.modules if each.id == id), None)
    if found is None:
        raise Hidden("The draft has no such module. Somebody may have removed it: look under Changes.")
    return about, found


def modules_address(row: Draft, module: str = "") -> str:
    return reverse("frameworks:draft_modules", args=[row.uuid]) + (f"#m-{module}" if module else "")


def _taken(about: Framework, but: str) -> dict[str, str]:
    return {each.code: each.title for each in about.facts.modules if each.id != but and each.code}


def _names(form: Form) -> tuple[str, ...]:
    return tuple(name for name in form.fields if name != "revision")
