"""What the outcomes of a module claim of the schema on which a model curriculum stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from curricle.core.framework import Framework
from curricle.core.module import Module, Outcome
from curricle.frameworks import actions
from curricle.frameworks.claims_form import Key, Letters, sent, with_letters
from curricle.frameworks.models import Draft
from curricle.frameworks.pages.draft import frame
from curricle.frameworks.pages.draft_claims import Asked, claims_page, ground_of, no_claims_page
from curricle.frameworks.pages.module_edit import module_clash
from curricle.frameworks.snapshot import about_of
from curricle.frameworks.standing import names_of, standing
from curricle.frameworks.views.draft_found import KINDS, find, number
from curricle.frameworks.views.draft_modules import held_module, modules_address
from curricle.people.gate import guarded
from curricle.ui import show
from curricle.ui.parts import Link
from curricle.ui.questions import takes

NOTHING = Letters(said={}, wrong=())


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """The outcome whose claims are written, and all that stands around it."""

    row: Draft
    about: Framework
    module: Module
    outcome: Outcome
    frameworks: tuple[Framework, ...]


@guarded("schema_draft", "e", also=KINDS)
@takes("outcome", "q", "gaps")
def draft_claims(request: HttpRequest, draft: str, module: str) -> HttpResponse:
    """One outcome with what it claims; other items are found by words or code. What was chosen stays while one looks for more."""
    row = find(request, draft, action="e")
    about, held = held_module(row, module)
    frameworks = standing(row.line.organisation_id, about)
    wanted = _given(request).get("outcome")
    outcome = next((each for each in held.outcomes if each.id == wanted), next(iter(held.outcomes), None))
    if outcome is None or not frameworks:
        page = no_claims_page(frame(row, here=""), held, _first(row, held), action=request.path, back=modules_address(row, held.id))
        return show(request, "frameworks/draft_claims.jinja", page, status=422 if request.method == "POST" else 200)
    at = At(row=row, about=about, module=held, outcome=outcome, frameworks=frameworks)
    if request.method != "POST":
        return _show(request, at, NOTHING)
    letters, save = sent(request.POST), request.POST.get("do", "save") == "save"
    if not save or letters.wrong:
        return _show(request, at, letters, wrong=letters.wrong if save else ())
    try:
        return _kept(request, at, letters)
    except actions.StaleDraft as stop:
        return _show(request, at, letters, stop=stop)


def _show(
    request: HttpRequest, at: At, letters: Letters, *, wrong: tuple[Key, ...] = (), stop: actions.StaleDraft | None = None
) -> HttpResponse:
    ground, row = ground_of(at.about, at.frameworks), at.row
    mine = with_letters(at.module, at.outcome.id, letters.said, ground.known()) if stop else at.module
    page = claims_page(
        frame(row, here=""),
        at.module,
        at.outcome,
        ground,
        _asked(_given(request)),
        letters.said,
        action=request.path,
        back=modules_address(row, at.module.id),
        revision=stop.draft.revision if stop else number(request.POST.get("revision")) or row.revision,
        problem=wrong,
        stale=str(stop) if stop else "",
        clash=module_clash(about_of(stop.draft), mine, names_of(at.frameworks)) if stop else (),
    )
    return show(request, "frameworks/draft_claims.jinja", page, status=409 if stop else 422 if wrong else 200)


def _kept(request: HttpRequest, at: At, letters: Letters) -> HttpResponse:
    """Raises StaleDraft."""
    held, outcome = at.module, at.outcome
    made = with_letters(held, outcome.id, letters.said, ground_of(at.about, at.frameworks).known())
    what = f"Changed what {held.code} {outcome.code} claims"
    core, seen = held.id not in at.about.facts.optional_modules, number(request.POST.get("revision"))
    row = actions.put_module(by=request.actor, draft=at.row, seen=seen, module=made, core=core, what=what)
    messages.success(request, f"The claims of {outcome.code} are saved. Revision {row.revision}; you can undo it.")
    address = reverse("frameworks:draft_claims", args=[row.uuid, held.id])
    return redirect(f"{address}?outcome={outcome.id}")


def _given(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _asked(given: QueryDict) -> Asked:
    return Asked(q=given.get("q", "")[:200].strip(), gaps=bool(given.get("gaps")))


def _first(row: Draft, module: Module) -> Link:
    """What comes before claims."""
    if not module.outcomes:
        href = reverse("frameworks:draft_outcomes", args=[row.uuid, module.id])
        return Link(text="Write its outcomes", href=href)
    return Link(text="Choose the schema it stands on", href=reverse("frameworks:draft_facts", args=[row.uuid]) + "#id_stands_on")
