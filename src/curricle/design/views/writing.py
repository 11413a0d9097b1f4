"""Pages that change something: undo a change, waive a limit."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from curricle.design import actions
from curricle.design.brought import known
from curricle.design.facts_form import LINES, TEXTS, FactsForm, entered
from curricle.design.models import ProgrammeRow
from curricle.design.pages.facts import facts_page
from curricle.design.views.found import Found, find, find_row
from curricle.design.views.reading import findings_of, show_changes
from curricle.design.views.trying import Tried, attempt, looks_again
from curricle.people.gate import guarded
from curricle.people.policy import Hidden
from curricle.ui import show


@require_POST
@guarded("programme_draft", "e")
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take the newest change back, or go back to an earlier revision."""
    row = find_row(request, code)
    seen, to = _number(request.POST.get("revision")), _number(request.POST.get("to"))
    try:
        if to:
            actions.go_back(by=request.actor, programme=row, to=to, revision=seen)
            messages.success(request, f"The draft is as it was at revision {to}.")
        else:
            actions.undo(by=request.actor, programme=row, revision=seen)
            messages.success(request, "The last change was undone.")
    except (actions.Stale, actions.NothingToUndo) as stop:
        return show_changes(request, row.code, str(stop))
    return redirect("design:changes", row.code)


@guarded("programme_draft", "e")
@looks_again
def facts(request: HttpRequest, code: str) -> HttpResponse:
    """Change award, intake, lenses and the texts of the specification."""
    found = find(request, code, action="e")
    known_frameworks = known(request.actor.organisation)
    form = FactsForm(request.POST or None, initial=entered(found.value, found.row.revision), known=known_frameworks)
    tried = Tried()
    if request.method == "POST" and form.is_valid():
        mine, what, seen = form.changed(found.value), "Changed the facts of the programme", form.cleaned_data["revision"]
        act = partial(actions.replace_draft, by=request.actor, programme=mine, revision=seen, what=what)
        tried = attempt(act, mine, looked_at=found.row.revision)
        if tried.row:
            messages.success(request, f"Saved, revision {tried.row.revision}. You can undo this under Changes.")
            return redirect("design:programme", tried.row.code)
        form.data = _with_revision(request.POST, found.row.revision)
    page = facts_page(
        found.value,
        form,
        revision=found.row.revision,
        lines=tuple(name for name, _ in LINES),
        texts=tuple(name for name, _ in TEXTS),
        mine=tried.went.mine,
        stale=tried.went.stale,
    )
    return show(request, "design/facts.jinja", page, status=422 if form.errors else tried.went.status)


@require_POST
@guarded("waiver", "c")
def waive(request: HttpRequest, code: str) -> HttpResponse:
    """Depart from one of the institution's own limits, with a reason."""
    found = find(request, code)
    asked = {key: request.POST.get(key, "") for key in ("rule", "place", "facts", "reason")}
    try:
        actions.waive(by=request.actor, programme=found.row, **asked)
    except actions.NotWaived as stop:
        return _not_waived(request, find(request, code), stop)
    messages.success(request, "The limit is waived for this finding. The papers print the reason.")
    return redirect("design:findings", found.row.code)


@require_POST
@guarded("programme_draft", "d")
def take_away(request: HttpRequest, code: str) -> HttpResponse:
    """Take a draft out of the lists."""
    row = find_row(request, code)
    try:
        actions.take_away(by=request.actor, programme=row, revision=_number(request.POST.get("revision")))
    except actions.Stale as stop:
        return show_changes(request, row.code, str(stop))
    messages.success(request, f"{row.code} was taken away. For 30 days you can bring it back from the list of programmes.")
    return redirect("design:programmes")


@require_POST
@guarded("programme_draft", "d")
def restore(request: HttpRequest, code: str) -> HttpResponse:
    """Bring a draft back that was taken away."""
    try:
        row = actions.restore(by=request.actor, code=code)
    except ProgrammeRow.DoesNotExist:
        raise Hidden(f"There is no programme {code} to bring back.") from None
    messages.success(request, f"{row.code} is back.")
    return redirect("design:programme", row.code)


@require_POST
@guarded("waiver", "w")
def end_waiver(request: HttpRequest, code: str) -> HttpResponse:
    """Take a waiver back."""
    row = find_row(request, code)
    asked = {key: request.POST.get(key, "") for key in ("rule", "place", "seen")}
    try:
        ended = actions.end_waiver(by=request.actor, programme=row, **asked)
    except actions.StaleFinding as stop:
        return _not_waived(request, find(request, code), stop)
    messages.success(request, "The waiver is taken back; the finding is open again." if ended else "There was no such waiver.")
    return redirect("design:findings", row.code)


def _not_waived(request: HttpRequest, found: Found, stop: actions.NotWaived) -> HttpResponse:
    """The findings as they stand, and why nothing was changed; a reason that was typed is not lost."""
    typed = request.POST.get("reason", "").strip()[:2000]
    errors = (str(stop), *([f"The reason you gave: {typed}"] if typed else []))
    status = 409 if isinstance(stop, actions.StaleFinding) else 422
    return show(request, "design/findings.jinja", findings_of(request, found, errors=errors), status=status)


def _with_revision(data: QueryDict, revision: int) -> QueryDict:
    """What was entered, now against the programme as it stands: the next save is a choice, not an accident."""
    fresh = data.copy()
    fresh["revision"] = str(revision)
    return fresh


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
