"""What the outcomes of a module claim of the schema on which a model curriculum stands."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from curricle.core.framework import Framework
from curricle.core.module import Module, Outcome
from curricle.frameworks import actions
from curricle.frameworks.claims_form import Letters, sent, with_letters
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


@guarded("schema_draft", "e", also=KINDS)
@takes("outcome", "q", "gaps")
def draft_claims(request: HttpRequest, draft: str, module: str) -> HttpResponse:
    """One outcome with what it claims; other items are found by words or code. What was chosen stays while one looks for more."""
    row = find(request, draft, action="e")
    about, held = held_module(row, module)
    frameworks = standing(row.line.organisation_id, about)
    given = request.POST if request.method == "POST" else request.GET
    outcome = next((each for each in held.outcomes if each.id == given.get("outcome")), next(iter(held.outcomes), None))
    if outcome is None or not frameworks:
        page = no_claims_page(frame(row, here=""), held, _first(row, held), action=request.path, back=modules_address(row, held.id))
        return show(request, "frameworks/draft_claims.jinja", page, status=422 if request.method == "POST" else 200)
    letters = sent(request.POST) if request.method == "POST" else NOTHING
    save = request.method == "POST" and request.POST.get("do", "save") == "save"
    stop = None
    if save and not letters.wrong:
        try:
            return _kept(request, row, about, held, outcome, letters, frameworks)
        except actions.StaleDraft as raised:
            stop = raised
    ground = ground_of(about, frameworks)
    mine = with_letters(held, outcome.id, letters.said, ground.known()) if stop else held
    page = claims_page(
        frame(row, here=""),
        held,
        outcome,
        ground,
        _asked(given),
        letters.said,
        action=request.path,
        back=modules_address(row, held.id),
        revision=stop.draft.revision if stop else number(request.POST.get("revision")) or row.revision,
        problem=letters.wrong if save else (),
        stale=str(stop) if stop else "",
        clash=module_clash(about_of(stop.draft), mine, names_of(frameworks)) if stop else (),
    )
    return show(request, "frameworks/draft_claims.jinja", page, status=409 if stop else 422 if save and letters.wrong else 200)


def _kept(
    request: HttpRequest,
    row: Draft,
    about: Framework,
    held: Module,
    outcome: Outcome,
    letters: Letters,
    frameworks: tuple[Framework, ...],
) -> HttpResponse:
    """Raises StaleDraft."""
    made = with_letters(held, outcome.id, letters.said, ground_of(about, frameworks).known())
    what = f"Changed what {held.code} {outcome.code} claims"
    core, seen = held.id not in about.facts.optional_modules, number(request.POST.get("revision"))
    row = actions.put_module(by=request.actor, draft=row, seen=seen, module=made, core=core, what=what)
    messages.success(request, f"The claims of {outcome.code} are saved. Revision {row.revision}; you can undo it.")
    address = reverse("frameworks:draft_claims", args=[row.uuid, held.id])
    return redirect(f"{address}?outcome={outcome.id}")


def _asked(given: QueryDict) -> Asked:
    return Asked(q=given.get("q", "")[:200].strip(), gaps=bool(given.get("gaps")))


def _first(row: Draft, module: Module) -> Link:
    """What comes before claims."""
    if not module.outcomes:
        href = reverse("frameworks:draft_outcomes", args=[row.uuid, module.id])
        return Link(text="Write its outcomes", href=href)
    return Link(text="Choose the schema it stands on", href=reverse("frameworks:draft_facts", args=[row.uuid]) + "#id_stands_on")
