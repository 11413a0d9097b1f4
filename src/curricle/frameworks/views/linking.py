"""The editor of a crosswalk: add, change and remove links, undo the last change, bring many at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from curricle.core.crosswalk import STRENGTHS, CrosswalkLink, says
from curricle.door.problems import Refused, refuse
from curricle.frameworks import actions, crosswalks
from curricle.frameworks.crosswalk_form import entered, links_of, number, wrong_with
from curricle.frameworks.models import CrosswalkRow
from curricle.frameworks.pages.linking import Clash, Entered, bring_links_page, linking_page
from curricle.frameworks.views.crosswalks import find_crosswalk
from curricle.interop import crosswalk as files
from curricle.people.gate import guarded
from curricle.ui import show
from curricle.ui.questions import takes
from curricle.ui.words import plural

MOST_PASTED = 1_000_000


@guarded("crosswalk", "e")
@takes("at", "q", "show", "page")
def edit_crosswalk(request: HttpRequest, crosswalk: str) -> HttpResponse:
    """The items on the left, the links and candidates of the chosen one on the right; a POST adds links."""
    row, typed = find_crosswalk(request, crosswalk, action="e"), entered(request.POST, request.GET)
    if request.method != "POST":
        return _show(request, row, typed)
    wrong = wrong_with(typed)
    if wrong:
        return _show(request, row, typed, error=wrong, status=422)
    links = links_of(typed)
    return _put(request, row, typed, links, f"Linked {plural(len(links), 'item')}")


@require_POST
@guarded("crosswalk", "e")
def change_link(request: HttpRequest, crosswalk: str) -> HttpResponse:
    """Change one link, or take it out."""
    row, typed = find_crosswalk(request, crosswalk, action="e"), entered(request.POST, request.GET)
    wrong = wrong_with(typed)
    if request.POST.get("do") != "remove":
        return (
            _show(request, row, typed, error=wrong, status=422) if wrong else _put(request, row, typed, links_of(typed), "Changed a link")
        )
    pair = (typed.at, next(iter(typed.targets), ""))
    try:
        actions.remove_link(
            by=request.actor, crosswalk=row, pair=pair, revision=number(request.POST.get("revision")), what="Removed a link"
        )
    except actions.StaleCrosswalk as stop:
        return _show(request, stop.row, typed, stale=str(stop), links=links_of(typed), status=409)
    except actions.NotLinkable as stop:
        return _show(request, row, typed, error=str(stop), status=422)
    messages.success(request, "The link was taken out. Undo brings it back.")
    return redirect(_back(row, typed))


@require_POST
@guarded("crosswalk", "e")
def undo_links(request: HttpRequest, crosswalk: str) -> HttpResponse:
    """Take the last change of the links back."""
    row, typed = find_crosswalk(request, crosswalk, action="e"), entered(request.POST, request.GET)
    try:
        actions.undo_links(by=request.actor, crosswalk=row, revision=number(request.POST.get("revision")))
    except actions.StaleCrosswalk as stop:
        return _show(request, stop.row, typed, stale=str(stop), status=409)
    except actions.NotLinkable as stop:
        return _show(request, row, typed, error=str(stop), status=422)
    messages.success(request, "The last change was undone.")
    return redirect(_back(row, typed))


@guarded("crosswalk", "e")
def bring_links(request: HttpRequest, crosswalk: str) -> HttpResponse:
    """Paste many links, or choose a file of them."""
    row = find_crosswalk(request, crosswalk, action="e")
    if request.method != "POST":
        return show(request, "frameworks/bring_links.jinja", bring_links_page(row))
    text, file = request.POST.get("text", "")[:MOST_PASTED], request.FILES.get("file")
    source, target = crosswalks.sides(row)
    try:
        if not text.strip() and not file:
            raise refuse("Nothing was sent", "paste rows into the box, or choose a file")
        links = files.read(file.read() if file else text.encode(), source=source, target=target, name=file.name if file else "").value
        what, revision = f"Brought {plural(len(links), 'link')}", number(request.POST.get("revision"))
        actions.put_links(by=request.actor, crosswalk=row, links=links, revision=revision, what=what)
    except Refused as stop:
        return show(request, "frameworks/bring_links.jinja", bring_links_page(row, text=text, problems=stop.problems), status=422)
    except actions.StaleCrosswalk as stop:
        return show(request, "frameworks/bring_links.jinja", bring_links_page(stop.row, text=text, stale=str(stop)), status=409)
    messages.success(request, f"{what}. Undo takes them back together.")
    return redirect("frameworks:edit_crosswalk", str(row.uuid))


def _put(request: HttpRequest, row: CrosswalkRow, typed: Entered, links: tuple[CrosswalkLink, ...], what: str) -> HttpResponse:
    try:
        actions.put_links(by=request.actor, crosswalk=row, links=links, revision=number(request.POST.get("revision")), what=what)
    except actions.StaleCrosswalk as stop:
        return _show(request, stop.row, typed, stale=str(stop), links=links, status=409)
    except actions.NotLinkable as stop:
        return _show(request, row, typed, error=str(stop), status=422)
    messages.success(request, f"Saved: {what[0].lower()}{what[1:]}. Undo takes it back.")
    return redirect(_back(row, typed))


def _back(row: CrosswalkRow, typed: Entered) -> str:
    return reverse("frameworks:edit_crosswalk", args=[row.uuid]) + (f"?at={typed.at}" if typed.at else "") + "#chosen"


def _show(
    request: HttpRequest,
    row: CrosswalkRow,
    typed: Entered,
    *,
    error: str = "",
    stale: str = "",
    links: tuple[CrosswalkLink, ...] = (),
    status: int = 200,
) -> HttpResponse:
    sides, held = crosswalks.sides(row), crosswalks.links(row)
    stands = {(each.source, each.target): each for each in crosswalks.values(held)}
    names = {item.id: item.name for side in sides for item in side.items}
    clash = [
        Clash(
            pair=f"{names.get(each.source, each.source)} and {names.get(each.target, each.target)}",
            stands=_words(stands.get((each.source, each.target))),
            entered=_words(each),
        )
        for each in links
    ]
    page = linking_page(row, sides, held, crosswalks.last_change(row), typed, error=error, stale=stale, clash=clash)
    return show(request, "frameworks/linking.jinja", page, status=status)


def _words(link: CrosswalkLink | None) -> str:
    if link is None:
        return "not linked"
    strength = f", {STRENGTHS[link.strength]}" if link.strength in STRENGTHS else ""
    return f"{says(link.relation)}{strength}{f': {link.note}' if link.note else ''}"
