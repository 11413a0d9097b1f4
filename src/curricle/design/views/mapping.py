"""Pages on which claims are made: one outcome against the items, or one item against the outcomes."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from curricle.core.alignment import mappable_items
from curricle.core.framework import Framework, Item
from curricle.core.module import Outcome
from curricle.core.terms import Letter
from curricle.design import actions
from curricle.design.cells_form import Entered, read_cells
from curricle.design.pages.mapping import NOTHING, MapPage, chosen_lens, keys_shown, map_item_page, map_outcome_page, neighbours
from curricle.design.pages.remedies import map_outcome as address_of
from curricle.design.policy import Rights
from curricle.design.views.found import Found, FoundModule, find, find_module, rights_of
from curricle.design.views.trying import Tried, attempt, looks_again, seen
from curricle.people.gate import guarded
from curricle.people.policy import Forbidden, Hidden
from curricle.ui import show
from curricle.ui.questions import takes


@guarded("mapping", "e")
@takes("lens", "q")
@looks_again
def map_outcome(request: HttpRequest, code: str, module: str, outcome: str) -> HttpResponse:
    """Claim items for one outcome."""
    at, mapped = _find_outcome(request, code, module, outcome)
    lens, q = chosen_lens(at.found.lenses, request.GET.get("lens", "")), request.GET.get("q", "").strip()[:200]
    entered, tried = NOTHING, Tried()
    if request.method == "POST" and lens:
        entered = read_cells(request.POST, keys_shown(at.module, mapped.id, lens))
        cells = {(mapped.id, key): cell for key, cell in entered.cells.items()}
        tried = _keep(request, at.found, lens, cells, entered, f"Mapped {at.module.code} {mapped.code} to {lens.code}")
        if tried.row:
            return redirect(_onwards(request, at, mapped.id, lens, q))
    revision = at.found.row.revision
    next_save = seen(request, revision, tried.went)
    shown = {"q": q, "revision": revision, "seen": next_save, "others": at.others, "entered": entered, "went": tried.went}
    page = map_outcome_page(at.found.value, at.module, mapped, at.found.lenses, lens, at.rights, **shown)
    return _show(request, page, entered, tried)


@guarded("mapping", "e")
@looks_again
def map_item(request: HttpRequest, code: str, lens: str, item: str) -> HttpResponse:
    """Claim one item for one or several outcomes."""
    found, framework, wanted, rights = _find_item(request, code, lens, item)
    entered, tried = NOTHING, Tried()
    if request.method == "POST":
        keys = [each.id for module in found.value.modules if module.id in rights.mapping for each in module.outcomes]
        entered = read_cells(request.POST, keys)
        cells = {(key, item): cell for key, cell in entered.cells.items()}
        tried = _keep(request, found, framework, cells, entered, f"Mapped {wanted.name} of {framework.code}")
        if tried.row:
            return redirect(reverse("design:gaps", args=[code]) + f"?{urlencode({'lens': lens})}")
    revision = found.row.revision
    shown = {"revision": revision, "seen": seen(request, revision, tried.went), "entered": entered, "went": tried.went}
    return _show(request, map_item_page(found.value, framework, wanted, rights, **shown), entered, tried)


def _find_outcome(request: HttpRequest, code: str, module: str, outcome: str) -> tuple[FoundModule, Outcome]:
    at = find_module(request, code, module, kind="mapping")
    mapped = next((each for each in at.module.outcomes if outcome in (each.id, each.code)), None)
    if mapped is None:
        raise Hidden(f"{module} has no outcome {outcome}.")
    return at, mapped


def _find_item(request: HttpRequest, code: str, lens: str, item: str) -> tuple[Found, Framework, Item, Rights]:
    found = find(request, code, kind="mapping")
    framework = next((each for each in found.lenses if each.id == lens), None)
    wanted = next((each for each in mappable_items(framework) if each.id == item), None) if framework else None
    if framework is None or wanted is None:
        raise Hidden(f"{code} has no such item to claim.")
    rights = rights_of(request, found)
    if found.value.modules and not rights.mapping:
        raise Forbidden("No module of this programme is yours to map.")
    return found, framework, wanted, rights


def _keep(request: HttpRequest, found: Found, lens: Framework, cells: actions.Cells, entered: Entered, what: str) -> Tried:
    """Keep the cells where all can be read; tell, and warn at once of an A that nothing stands behind."""
    if entered.errors:
        return Tried()
    mine, revision = actions.with_cells(found.value, lens.id, cells), seen(request, 0)
    changed = {"by": request.actor, "programme": found.row, "lens": lens.id, "cells": cells, "revision": revision, "what": what}
    tried = attempt(lambda: actions.change_mapping(**changed), mine, looked_at=found.row.revision)
    if tried.row:
        messages.success(request, f"Saved, revision {tried.row.revision}: {what[0].lower()}{what[1:]}. You can undo this under Changes.")
        claimed = {outcome for (outcome, _), (letter, _) in cells.items() if letter is Letter.A}
        bare = [
            f"{module.code} {each.code}"
            for module in mine.modules
            for each in module.outcomes
            if each.id in claimed and each.id not in module.assessed_outcomes
        ]
        if bare:
            messages.warning(request, f"No assessment assesses {', '.join(bare)}, so an A there does not stand. Say which assessment does.")
    return tried


def _onwards(request: HttpRequest, at: FoundModule, outcome: str, lens: Framework, q: str) -> str:
    """The same page again, or the next outcome's where that was asked for; from the last one to the gaps."""
    code, query = at.found.row.code, urlencode({"lens": lens.id, **({"q": q} if q else {})})
    if request.POST.get("do") != "next":
        return address_of(code, at.module, outcome) + f"?{query}"
    _, after = neighbours(at.found.value, outcome, at.rights.mapping)
    if after is None:
        return reverse("design:gaps", args=[code]) + f"?{urlencode({'lens': lens.id})}"
    return address_of(code, after[0], after[1].id) + f"?{query}"


def _show(request: HttpRequest, page: MapPage, entered: Entered, tried: Tried) -> HttpResponse:
    return show(request, "design/edit_mapping.jinja", page, status=422 if entered.errors else tried.went.status)
