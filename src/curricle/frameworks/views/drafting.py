"""Write a framework: begin, see the tree, move items by one button, take steps of its life back and forth."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from curricle.core.drafting.outline import CannotEdit
from curricle.core.terms import Stage
from curricle.frameworks import actions, drafts, queries
from curricle.frameworks.draft_forms import BeginForm, NextForm
from curricle.frameworks.models import Draft, Version
from curricle.frameworks.pages.draft import draft_page, level_of
from curricle.frameworks.pages.draft_modules import ModulesPart, modules_part
from curricle.frameworks.pages.steps import REACHED
from curricle.frameworks.snapshot import about_of
from curricle.frameworks.standing import grounds, looked_at
from curricle.frameworks.views.draft_asking import to_item
from curricle.frameworks.views.draft_found import KINDS, find, may, may_edit, number, posted
from curricle.frameworks.views.reading import find as find_version
from curricle.people.gate import guarded
from curricle.people.policy import Hidden
from curricle.ui import show
from curricle.ui.parts import Link
from curricle.ui.questions import takes
from curricle.ui.show import wants_fragment


@guarded("schema_draft", "c", also=KINDS)
@takes("from")
def draft_begin(request: HttpRequest) -> HttpResponse:
    """Begin a new framework, or the next version of one that is here (`from`)."""
    base = _base(request)
    form = (
        NextForm(posted(request), initial={"version": _next_label(base)})
        if base
        else BeginForm(posted(request), grounds=grounds(request.actor))
    )
    if form.is_valid():
        value = replace(queries.value(base), version=form.cleaned_data["version"]) if base else form.framework()
        try:
            begun = actions.begin_draft(by=request.actor, framework=value)
            messages.success(request, "The draft is begun. Nobody outside sees it until it is published.")
            return redirect("frameworks:draft", str(begun.uuid))
        except actions.LabelTaken as stop:
            form.add_error("version", str(stop))
    page = {"form": form, "title": f"New version of {base.title}" if base else "New framework", "base": base}
    return show(request, "frameworks/draft_begin.jinja", page, status=422 if form.errors else 200)


@guarded("schema_draft", "v", also=KINDS)
@require_safe
@takes("at", "open", "start")
def draft(request: HttpRequest, draft: str) -> HttpResponse:
    """The tree of a draft, with what can be done with the item that is chosen; a part of it where a branch is opened."""
    row = find(request, draft)
    opened = request.GET.get("open", "")[:80]
    if wants_fragment(request):
        tree = drafts.level(row, opened, number(request.GET.get("start")))
        return show(request, "frameworks/_draft_level.jinja", {"level": level_of(row, tree, opened)})
    return _draft(request, row, request.GET.get("at", "")[:80] or opened)


def _draft(request: HttpRequest, row: Draft, at: str, *, problem: str | Link = "", status: int = 200) -> HttpResponse:
    editable = may_edit(request, row)
    last = drafts.last_done(row) if editable else None
    page = draft_page(
        row,
        drafts.shown(row, at),
        at=at,
        may_edit=editable,
        moves=actions.draft_steps(by=request.actor, draft=row),
        undo=last.what if last else "",
        modules=_modules(row, editable) if row.kind == "curriculum" else None,
        may_discard=not row.frozen_id and may(request, row, "d"),
        back_until=drafts.back_until(row) if may(request, row, "r") else None,
        problem=problem,
    )
    return show(request, "frameworks/draft.jinja", page, status=status)


def _modules(row: Draft, editable: bool) -> ModulesPart:
    about = about_of(row)
    return modules_part(str(row.uuid), about, looked_at(row.line.organisation_id, about), may_edit=editable)


@require_POST
@guarded("schema_draft", "e", also=KINDS)
def draft_step(request: HttpRequest, draft: str) -> HttpResponse:
    """Move one item a step: up, down, in or out."""
    row = find(request, draft, action="e")
    item, step, seen = request.POST.get("item", "")[:80], request.POST.get("step", ""), number(request.POST.get("revision"))
    if step not in actions.STEPS:
        raise Hidden("There is no such step.")
    try:
        actions.step_item(by=request.actor, draft=row, seen=seen, item=item, step=step)
    except actions.StaleDraft as stop:
        return _draft(request, find(request, draft), item, problem=f"{stop} Nothing was moved.", status=409)
    except CannotEdit as stop:
        return _draft(request, row, item, problem=str(stop), status=422)
    return to_item(row, item)


@require_POST
@guarded("schema_draft", "e", also=KINDS)
def draft_undo(request: HttpRequest, draft: str) -> HttpResponse:
    """Take the last change back, or go back to an earlier revision."""
    row = find(request, draft, action="e")
    seen, to = number(request.POST.get("revision")), number(request.POST.get("to"))
    try:
        if to:
            actions.draft_back_to(by=request.actor, draft=row, to=to, seen=seen)
            messages.success(request, f"The draft is as it was at revision {to}.")
            return redirect("frameworks:draft_changes", str(row.uuid))
        actions.undo_draft(by=request.actor, draft=row, seen=seen)
        messages.success(request, "The last change was undone.")
        if request.POST.get("page") == "modules":
            return redirect("frameworks:draft_modules", str(row.uuid))
    except actions.StaleDraft as stop:
        return _draft(request, find(request, draft), "", problem=f"{stop} Nothing was undone.", status=409)
    except (actions.NothingToUndo, actions.LabelTaken) as stop:
        return _draft(request, row, "", problem=str(stop), status=422)
    return redirect("frameworks:draft", str(row.uuid))


@require_POST
@guarded("schema_draft", "v", also=KINDS)  # the action itself asks for the right to submit
def draft_stage(request: HttpRequest, draft: str) -> HttpResponse:
    """Open for consultation, submit, take back; or keep a version of an organisation's own framework."""
    row, to = find(request, draft), request.POST.get("to", "")
    seen = number(request.POST.get("revision"))
    try:
        if to == "keep":
            version = actions.keep_draft(by=request.actor, draft=row, seen=seen)
            messages.success(request, "The version is kept and never changes. The next one begins from it.")
            return redirect("frameworks:version", str(version.uuid))
        actions.move_draft(by=request.actor, draft=row, to=Stage(to), seen=seen)
        messages.success(request, REACHED[Stage(to)])
    except actions.StaleDraft as stop:
        return _draft(request, find(request, draft), "", problem=f"{stop} The step was not taken.", status=409)
    except actions.NotComplete as stop:
        return _draft(
            request, row, "", problem=Link(text=str(stop), href=reverse("frameworks:draft_modules", args=[row.uuid]) + "#stops"), status=422
        )
    except (actions.NotAllowedNow, actions.LabelTaken, ValueError) as stop:
        return _draft(request, row, "", problem=str(stop), status=422)
    return redirect("frameworks:draft", str(row.uuid))


def _base(request: HttpRequest) -> Version | None:
    """The version from which the next one begins; only one's own is carried on."""
    wanted = request.GET.get("from", "")
    if not wanted:
        return None
    row = find_version(request, wanted)
    if row.owner_id != request.actor.organisation:
        raise Hidden("Only the organisation to which a framework belongs writes its next version.")
    return row


def _next_label(base: Version | None) -> str:
    """The first free label after that of a version: 1.0 -> 2.0, 2026 -> 2027; empty where it has no number."""
    head, dot, _ = (base.version if base else "").partition(".")
    if base is None or not (head.isascii() and head.isdigit() and len(head) < 6):
        return ""
    taken = drafts.labels(base)
    return next(label for number in count(int(head) + 1) if (label := f"{number}{'.0' if dot else ''}") not in taken)
