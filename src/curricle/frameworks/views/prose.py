"""Go through a document that was brought: what was understood, statement by statement, and how it is read."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from curricle.door.problems import Refused
from curricle.frameworks import actions, queries
from curricle.frameworks.document import Opened, first_recipe, opened
from curricle.frameworks.forms import Said
from curricle.frameworks.pages.bringing import refused
from curricle.frameworks.pages.document import document_page
from curricle.frameworks.recipe_form import BadSetting, adjusted
from curricle.interop.prose import kind_of, read_document
from curricle.people import actions as people
from curricle.people.gate import guarded
from curricle.people.policy import Hidden
from curricle.ui import show
from curricle.ui.questions import takes

DRAFTS = ("standard_draft", "curriculum_draft", "own_framework")
LONG = 20  # pages from which on a document is read in the background


class _Long(Exception):
    """The document has more pages than somebody should wait for."""


def begun(request: HttpRequest, token: str) -> HttpResponse | None:
    """Where a document that was just brought goes on: its own page, or the job that reads it. None for a file of another kind."""
    waiting = people.from_quarantine(by=request.actor, token=token)
    if not kind_of(waiting.data):
        return None
    try:
        document = read_document(waiting.data, progress=_short)
    except Refused as stop:
        people.release(by=request.actor, token=token)
        return show(request, "frameworks/preview.jinja", refused(waiting.name, stop.problems), status=422)
    except _Long:
        return redirect("people:job", actions.ask_for_reading(by=request.actor, token=token, name=waiting.name))
    recipe, like = first_recipe(document, request.actor.organisation)
    actions.begin_reading(
        by=request.actor, token=token, name=waiting.name, digest=waiting.digest, document=document, recipe=recipe, like=like
    )
    return redirect("frameworks:prose", token)


def in_hand(request: HttpRequest, token: str) -> Opened | None:
    """The document that this person goes through under the token, if it is one."""
    row = queries.reading(request.actor.person, token)
    return opened(row) if row is not None and row.organisation_id == request.actor.organisation else None


@require_safe
@guarded("schema_draft", "c", also=DRAFTS)
@takes("show", "page")
def prose(request: HttpRequest, token: str) -> HttpResponse:
    """The document on the left, what was understood on the right."""
    return _page(request, _held(request, token))


@require_POST
@guarded("schema_draft", "c", also=DRAFTS)
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm, edit or leave out a statement; take back what was said; or confirm all that still ask."""
    held = _held(request, token)
    form = Said(request.POST, held=held)
    if not form.is_valid():
        return _page(request, held, error=" ".join(form.problems()), status=422)
    made, forget = form.decisions()
    actions.decide(by=request.actor, reading=held.row, decisions=made, forget=forget)
    asked = {"show": request.POST.get("show", "")[:20], "page": request.POST.get("page", "1")[:6]}
    return redirect(f"{reverse('frameworks:prose', args=[token])}?{urlencode(asked)}#{form.next_anchor()}")


@require_POST
@guarded("schema_draft", "c", also=DRAFTS)
def prose_recipe(request: HttpRequest, token: str) -> HttpResponse:
    """Read the document again by other settings."""
    held = _held(request, token)
    seen = request.POST.get("seen", "")
    try:
        recipe = adjusted(held.recipe, held.document, request.POST.dict())
        actions.read_again(by=request.actor, reading=held.row, recipe=recipe, seen=int(seen) if seen.isdecimal() and len(seen) < 9 else 0)
    except BadSetting as stop:
        return _page(request, held, error=str(stop), status=422)
    except actions.ReadElsewhere as stop:
        return _page(request, held, error=str(stop), status=409)
    return redirect("frameworks:prose", token)


@require_POST
@guarded("schema_draft", "c", also=DRAFTS)
def prose_leave(request: HttpRequest, token: str) -> HttpResponse:
    """Leave the document; nothing of it is kept."""
    actions.leave_reading(by=request.actor, reading=_held(request, token).row)
    return redirect("frameworks:bring")


def _held(request: HttpRequest, token: str) -> Opened:
    held = in_hand(request, token)
    if held is None:
        raise Hidden("The document is not here any more; bring it again.")
    return held


def _page(request: HttpRequest, held: Opened, *, error: str = "", status: int = 200) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    number = asked.get("page", "1")
    page = document_page(held, show=asked.get("show", ""), page=int(number) if number.isdecimal() and len(number) < 6 else 1, error=error)
    return show(request, "frameworks/document.jinja", page, status=status)


def _short(done: int, pages: int) -> None:
    if pages > LONG:
        raise _Long
