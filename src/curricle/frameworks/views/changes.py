"""What changed from one version to another: the page, its files, and what people decide about doubtful pairs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from curricle.core.papers.difference import difference_book
from curricle.core.versions.compare import Act
from curricle.core.versions.pairing import Verdict
from curricle.frameworks import actions, comparing
from curricle.frameworks.comparing import Side, find_side
from curricle.frameworks.pages.comparing import choose_page
from curricle.frameworks.pages.difference import difference_page
from curricle.frameworks.pages.doubt import decided_parts, doubt_parts, item_named
from curricle.frameworks.policy import TABLE, decision_thing
from curricle.frameworks.views.files import XLSX
from curricle.frameworks.views.reading import KINDS
from curricle.interop.curricle.difference import write_difference
from curricle.interop.documents.xlsx import render_xlsx
from curricle.people import actions as people
from curricle.people.gate import guarded
from curricle.people.policy import Hidden, decide
from curricle.people.views.files import attachment
from curricle.ui import show
from curricle.ui.questions import takes


@guarded("schema_published", "v", also=KINDS)
@require_safe
@takes("before", "after")
def compare(request: HttpRequest) -> HttpResponse:
    """Choose two versions and see what differs."""
    before, after = (request.GET.get(name, "")[:80] for name in ("before", "after"))
    if before and after and before != after:
        return redirect("frameworks:changes", find_side(request.actor, after).id, find_side(request.actor, before).id)
    sent = "before" in request.GET and "after" in request.GET
    page = choose_page(comparing.comparable(request.actor), before=before, after=after, sent=sent)
    return show(request, "frameworks/compare.jinja", page, status=422 if page.problem else 200)


@guarded("schema_published", "v", also=KINDS)
@require_safe
def since(request: HttpRequest, version: str) -> HttpResponse:
    """What changed since the version before; for the first version, how to choose another."""
    side = find_side(request.actor, version)
    earlier = comparing.before(request.actor, side)
    if earlier:
        return redirect("frameworks:changes", side.id, str(earlier.uuid))
    return show(request, "frameworks/compare.jinja", choose_page(comparing.comparable(request.actor), after=version, first=side.label))


@guarded("schema_published", "v", also=KINDS)
@require_safe
@takes("act", "page")
def changes(request: HttpRequest, version: str, other: str) -> HttpResponse:
    """What changed from the other version to this one, item by item and word by word."""
    before, after = _sides(request, version, other)
    return _show(request, before, after)


@guarded("schema_published", "x", also=KINDS)
@require_safe
def changes_download(request: HttpRequest, version: str, other: str, format: str) -> HttpResponse:
    """The difference of two versions as a file: Excel, or JSON as `curricle diff --json` prints it."""
    before, after = _sides(request, version, other, action="x")
    found, book = comparing.difference_of(before, after), None
    kept = comparing.decisions(before.version, after.version)
    if format == "json":
        data, media_type = (
            write_difference(before.value, after.value, found, kept),
            "application/json",
        )
    elif format == "xlsx":
        book = difference_book(before.value, after.value, found)
        data, media_type = render_xlsx(book, prepared=after.made, author=after.value.publisher), XLSX
    else:
        raise Hidden("There is no such format.")
    if not (before.published and after.published):  # published ones are everybody's
        people.exported(
            by=request.actor, kind="framework", id=after.version, label=f"{before.label} → {after.label}", form=f"difference {format}"
        )
    name = (book or difference_book(before.value, after.value, found)).file
    return attachment(data, name=f"{name}.{format}", media_type=media_type)


@require_POST
@guarded("pair_decision", "c")
def decide_pair(request: HttpRequest, version: str, other: str) -> HttpResponse:
    """Keep what a person says of a doubtful pair: the same, not the same, or parts of a split or merge."""
    before, after = _sides(request, version, other)
    old, new, typed = (request.POST.get(name, "")[:200] for name in ("before", "after", "with"))
    olds, news, problem = [old], [new], ""
    try:
        verdict = Verdict(request.POST.get("verdict", ""))
        if verdict in (Verdict.SPLIT, Verdict.MERGED):
            side, more = (after, news) if verdict is Verdict.SPLIT else (before, olds)
            more.append(item_named(side.value, typed))
            problem = "" if more[1] else f"{side.label} has no item with the code “{typed}”. Write the code of the other item."
        if not problem:
            actions.decide_pair(by=request.actor, before=before, after=after, olds=olds, news=news, verdict=verdict)
    except (actions.NotThere, actions.Decided) as stop:
        problem = str(stop)
    except ValueError:
        problem = "Choose what the two items are to each other."
    if problem:
        return _show(request, before, after, problem=problem, typed=(old, new, typed), status=422)
    messages.success(request, "Your decision is kept, with your name. It can be taken back below.")
    return redirect(reverse("frameworks:changes", args=[after.id, before.id]) + "#doubtful")


@require_POST
@guarded("pair_decision", "w")
def take_back(request: HttpRequest, version: str, other: str) -> HttpResponse:
    """Take a decision about a pair back."""
    before, after = _sides(request, version, other)
    row = comparing.verdict(before.version, after.version, request.POST.get("decision", ""))
    if row:
        actions.take_back(by=request.actor, before=before, after=after, verdict=row)
        messages.success(request, "The decision was taken back.")
    else:
        messages.error(request, "This decision does not stand any more.")
    return redirect(reverse("frameworks:changes", args=[after.id, before.id]) + "#doubtful")


def _sides(request: HttpRequest, version: str, other: str, *, action: str = "v") -> tuple[Side, Side]:
    after = find_side(request.actor, version, action=action)
    return find_side(request.actor, other, action=action), after


def _show(
    request: HttpRequest, before: Side, after: Side, *, problem: str = "", typed: tuple[str, str, str] = ("", "", ""), status: int = 200
) -> HttpResponse:
    act, number = request.GET.get("act", "")[:20], request.GET.get("page", "")
    found, about = comparing.difference_of(before, after), decision_thing(after.owner)
    named, may_take_back = (decide(TABLE, request.actor, letter, about) for letter in "vw")
    page = difference_page(
        before,
        after,
        found,
        act=act if act in {each.value for each in Act} else "",
        number=int(number) if number.isascii() and number.isdigit() and 0 < len(number) < 6 and int(number) else 1,
        doubts=doubt_parts(before, after, found, typed),
        decided=decided_parts(before, after, comparing.verdicts(before.version, after.version), named=named, may_take_back=may_take_back),
        may_decide=decide(TABLE, request.actor, "c", about),
        may_download=all(decide(TABLE, request.actor, "x", each.about) for each in (before, after)),
        problem=problem,
    )
    return show(request, "frameworks/difference.jinja", page, status=status)
