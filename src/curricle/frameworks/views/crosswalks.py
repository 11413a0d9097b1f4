"""Crosswalks: the list, one of them, its files, and its life."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from curricle.core.crosswalk import Step
from curricle.core.papers.crosswalk import crosswalk_book, file_name
from curricle.frameworks import actions, crosswalks
from curricle.frameworks.crosswalk_form import CrosswalkForm, number
from curricle.frameworks.models import CrosswalkRow
from curricle.frameworks.pages.crosswalk import crosswalk_page, crosswalks_page
from curricle.frameworks.pages.steps import CROSSWALK_REACHED
from curricle.frameworks.policy import TABLE
from curricle.frameworks.views.files import XLSX
from curricle.interop import crosswalk as files
from curricle.interop.documents.xlsx import render_xlsx
from curricle.people import actions as people
from curricle.people.gate import guarded
from curricle.people.policy import Hidden, decide, may_ever, require
from curricle.people.views.files import attachment
from curricle.ui import show


@guarded("crosswalk", "v")
@require_safe
def crosswalk_list(request: HttpRequest) -> HttpResponse:
    """Published crosswalks, and the reader's own."""
    page = crosswalks_page(crosswalks.readable(request.actor), may_make=may_ever(request.actor, "c", "crosswalk"))
    return show(request, "frameworks/crosswalks.jinja", page)


@guarded("crosswalk", "c")
def make_crosswalk(request: HttpRequest) -> HttpResponse:
    """Begin a crosswalk between two versions."""
    form = CrosswalkForm(request.POST or None, versions=crosswalks.linkable(request.actor))
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        ends = {name: form.versions[got[name]] for name in ("source", "target")}
        row = actions.make_crosswalk(by=request.actor, title=got["title"], about=got["about"], **ends)
        return redirect("frameworks:edit_crosswalk", str(row.uuid))
    return show(request, "frameworks/make_crosswalk.jinja", {"form": form}, status=422 if form.errors else 200)


@guarded("crosswalk", "v")
@require_safe
def crosswalk(request: HttpRequest, crosswalk: str) -> HttpResponse:
    """One crosswalk with its links and how much of either side they reach."""
    return _show(request, find_crosswalk(request, crosswalk))


@guarded("crosswalk", "v")
@require_safe
def crosswalk_download(request: HttpRequest, crosswalk: str, format: str) -> HttpResponse:
    """The links as a file: Excel or CSV, which can be brought back, or JSON."""
    row = find_crosswalk(request, crosswalk)
    sides, links = crosswalks.sides(row), crosswalks.values(crosswalks.links(row))
    if format == "csv":
        data, media_type = files.write_csv(*sides, links), "text/csv; charset=utf-8"
    elif format == "json":
        data, media_type = files.write_json(row.title, row.about, *sides, links), "application/json"
    elif format == "xlsx":
        made = row.source.created.date()
        data, media_type = render_xlsx(crosswalk_book(row.title, *sides, links), prepared=made, author=row.owner), XLSX
    else:
        raise Hidden("There is no such format.")
    if row.step not in (Step.PUBLISHED.value, Step.WITHDRAWN.value):  # published ones are everybody's
        people.exported(by=request.actor, kind="crosswalk", id=str(row.uuid), label=row.title, form=format)
    return attachment(data, name=f"{file_name(*sides)}.{format}", media_type=media_type)


@require_POST
@guarded("crosswalk", "v")  # the action itself asks for the right to submit, to publish or to withdraw
def move_crosswalk(request: HttpRequest, crosswalk: str) -> HttpResponse:
    """Take the next step of a crosswalk's life."""
    row = find_crosswalk(request, crosswalk)
    try:
        to, seen = Step(request.POST.get("to", "")), number(request.POST.get("seen"))
        actions.move_crosswalk(by=request.actor, crosswalk=row, to=to, seen=seen)
        messages.success(request, CROSSWALK_REACHED[to])
    except actions.StaleCrosswalk:
        stale = "Somebody moved the crosswalk on since you opened this page. Nothing was changed."
        return _show(request, find_crosswalk(request, crosswalk), problem=stale)
    except (actions.NotLinkable, ValueError) as stop:
        messages.error(request, str(stop))
    return redirect("frameworks:crosswalk", str(row.uuid))


@require_POST
@guarded("crosswalk", "d")
def take_crosswalk_away(request: HttpRequest, crosswalk: str) -> HttpResponse:
    """Take a draft away."""
    row = find_crosswalk(request, crosswalk)
    actions.take_crosswalk_away(by=request.actor, crosswalk=row)
    messages.success(request, f"{row.title} was taken away.")
    return redirect("frameworks:crosswalks")


def find_crosswalk(request: HttpRequest, uuid: str, *, action: str = "v") -> CrosswalkRow:
    """The crosswalk that the reader may see, or do this to. Raises Hidden (404) or Forbidden (403)."""
    try:
        row = crosswalks.crosswalk(uuid)
    except (CrosswalkRow.DoesNotExist, ValidationError):
        raise Hidden("There is no such crosswalk.") from None
    require(TABLE, request.actor, action, crosswalks.about(row))
    return row


def _show(request: HttpRequest, row: CrosswalkRow, *, problem: str = "") -> HttpResponse:
    about = crosswalks.about(row)
    page = crosswalk_page(
        row,
        crosswalks.sides(row),
        crosswalks.links(row),
        named=bool(request.actor) and request.actor.organisation == row.organisation_id,
        may_edit=decide(TABLE, request.actor, "e", about),
        may_take_away=decide(TABLE, request.actor, "d", about),
        moves=actions.crosswalk_steps(by=request.actor, crosswalk=row),
        problem=problem,
    )
    return show(request, "frameworks/crosswalk.jinja", page, status=409 if problem else 200)
