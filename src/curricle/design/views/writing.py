"""Pages that change something: undo a change, waive a limit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from curricle.design import actions
from curricle.design.views.found import find, find_row
from curricle.design.views.reading import findings_of
from curricle.people.gate import guarded
from curricle.ui import show


@require_POST
@guarded("programme_draft", "e")
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take the newest change back."""
    row = find_row(request, code)
    try:
        actions.undo(by=request.actor, programme=row, revision=_number(request.POST.get("revision")))
        messages.success(request, "The last change was undone.")
    except (actions.Stale, actions.NothingToUndo) as stop:
        messages.error(request, str(stop))
    return redirect("design:changes", row.code)


@require_POST
@guarded("waiver", "c")
def waive(request: HttpRequest, code: str) -> HttpResponse:
    """Depart from one of the institution's own limits, with a reason."""
    found = find(request, code)
    asked = {key: request.POST.get(key, "") for key in ("rule", "place", "facts", "reason")}
    try:
        actions.waive(by=request.actor, programme=found.row, **asked)
    except actions.NotWaived as stop:
        return show(request, "design/findings.jinja", findings_of(request, found, errors=(str(stop),)), status=422)
    messages.success(request, "The limit is waived for this finding. The papers print the reason.")
    return redirect("design:findings", found.row.code)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
