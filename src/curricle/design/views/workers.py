"""Who works on a module."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from curricle.design import actions
from curricle.design.pages.workers import workers_page
from curricle.design.views.found import FoundModule, find_module
from curricle.people import queries as people
from curricle.people.entries import BadEntry
from curricle.people.gate import guarded
from curricle.ui import show


@guarded("programme_draft", "e")
def workers(request: HttpRequest, code: str, module: str) -> HttpResponse:
    """Give a module to module leads and tutors, or take it back."""
    at = find_module(request, code, module, kind="module")
    error = ""
    if request.method == "POST":
        error = _change(request, at)
        if not error:
            return redirect("design:workers", at.found.value.code, at.module.code)
    held = people.assigned_to(at.found.row.organisation_id, [at.module.id]).get(at.module.id, ())
    members = people.people_of(at.found.row.organisation_id)
    page = workers_page(at.found.value, at.module, members, held, revision=at.found.row.revision, error=error)
    return show(request, "design/workers.jinja", page, status=422 if error else 200)


def _change(request: HttpRequest, at: FoundModule) -> str:
    text = request.POST.get("person", "")
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return "Choose a person first."
    asked = {"by": request.actor, "programme": at.found.row, "module": at.module.id, "label": at.module.code, "person": int(text)}
    try:
        if request.POST.get("do") == "end":
            actions.end_module_assignment(**asked)
            messages.success(request, f"{at.module.code} is no longer theirs.")
        else:
            actions.assign_module(**asked)
            messages.success(request, f"{at.module.code} is theirs to work on from today.")
    except BadEntry as stop:
        return str(stop)
    return ""
