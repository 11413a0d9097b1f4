"""Give up a draft that was never published, after one more question; and take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from curricle.frameworks import actions, drafts
from curricle.frameworks.models import Draft
from curricle.frameworks.pages.discarding import discard_page
from curricle.frameworks.pages.draft import frame
from curricle.frameworks.views.draft_found import KINDS, find, number
from curricle.people.gate import guarded
from curricle.ui import show
from curricle.ui.words import day


@guarded("schema_draft", "d", also=KINDS)
def draft_discard(request: HttpRequest, draft: str) -> HttpResponse:
    """What would go and what would stay; and the step itself."""
    row = find(request, draft, action="d")
    if request.method != "POST":
        return _ask(request, row)
    try:
        row = actions.discard_draft(by=request.actor, draft=row, seen=number(request.POST.get("revision")))
    except actions.StaleDraft as stop:
        return _ask(request, find(request, draft, action="d"), problem=f"{stop} It was not discarded.", status=409)
    except actions.NotAllowedNow as stop:
        return _ask(request, row, problem=str(stop), status=422)
    until = drafts.back_until(row)
    messages.success(request, f"The draft is discarded. You can take it back until {day(until)}.")
    return redirect("frameworks:draft", str(row.uuid))


@require_POST
@guarded("schema_draft", "r", also=KINDS)
def draft_restore(request: HttpRequest, draft: str) -> HttpResponse:
    """Take a discarded draft back."""
    row = find(request, draft, action="r")
    try:
        actions.restore_draft(by=request.actor, draft=row)
        messages.success(request, "The draft is there again, as it was.")
    except (actions.NotAllowedNow, actions.LabelTaken) as stop:
        messages.error(request, str(stop))
    return redirect("frameworks:draft", str(row.uuid))


def _ask(request: HttpRequest, row: Draft, *, problem: str = "", status: int = 200) -> HttpResponse:
    items, known = drafts.shown(row).total, drafts.points_at(row)
    page = discard_page(frame(row, here=""), known, items=items, version=row.version, days=drafts.BACK, problem=problem)
    return show(request, "frameworks/draft_discard.jinja", page, status=status)
