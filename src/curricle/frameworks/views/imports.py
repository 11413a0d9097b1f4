"""What was brought: the list, one import with its report, and the way back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from curricle.frameworks import actions
from curricle.frameworks.imported import KIND, about_import, record_of, records
from curricle.frameworks.models import ImportRecord
from curricle.frameworks.pages.imports import EACH, import_page, imports_page
from curricle.frameworks.policy import TABLE
from curricle.people.gate import guarded
from curricle.people.policy import decide, require
from curricle.ui import show
from curricle.ui.questions import takes


@guarded(KIND, "v")
@require_safe
@takes("page")
def imports(request: HttpRequest) -> HttpResponse:
    """Every import of the organisation, newest first."""
    require(TABLE, request.actor, "v", about_import(request.actor.organisation))
    number = _number(request.GET.get("page", ""))
    rows, total = records(request.actor, start=(number - 1) * EACH, most=EACH)
    return show(request, "frameworks/imports.jinja", imports_page(rows, total, number))


@guarded(KIND, "v")
@require_safe
@takes("act", "page")
def import_record(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One import with every row of its report."""
    return _page(request, _find(request, uuid, "v"))


@require_POST
@guarded(KIND, "c")
def import_undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take an import back while nobody built on it."""
    row = _find(request, uuid, "c")
    try:
        actions.undo_import(by=request.actor, import_record=row)
    except actions.NotUndone as stop:
        return _page(request, _find(request, uuid, "v"), problem=str(stop))
    messages.success(request, "The import is taken back. Its report stays.")
    return redirect("frameworks:import", uuid)


def _find(request: HttpRequest, uuid: UUID, action: str) -> ImportRecord:
    row = record_of(request.actor, str(uuid))
    require(TABLE, request.actor, action, about_import(row.organisation_id, str(row.uuid)))
    return row


def _page(request: HttpRequest, row: ImportRecord, *, problem: str = "") -> HttpResponse:
    page = import_page(
        row,
        act=request.GET.get("act", "")[:20],
        number=_number(request.GET.get("page", "")),
        into=_into(row),
        may_undo=bool(decide(TABLE, request.actor, "c", about_import(row.organisation_id, str(row.uuid)))),
        cannot=actions.why_not_undone(row),
        problem=problem,
    )
    return show(request, "frameworks/import.jinja", page, status=409 if problem else 200)


def _into(row: ImportRecord) -> str:
    """The page of the version or the draft, if there is one."""
    version = row.version or (row.draft.frozen if row.draft else None)
    if version:
        return reverse("frameworks:version", args=[version.uuid])
    return reverse("frameworks:draft", args=[row.draft.uuid]) if row.draft else ""


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
