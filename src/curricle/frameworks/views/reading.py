"""Pages that only show frameworks: find, permit, show."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from curricle.core.terms import Stage
from curricle.door.assembly import is_uuid
from curricle.door.problems import Refused
from curricle.frameworks import actions, comparing, consultations, crosswalks, drafts, queries
from curricle.frameworks.imported import about_import, origin
from curricle.frameworks.models import ItemRow, Version
from curricle.frameworks.pages.consultation import asked_part
from curricle.frameworks.pages.draft import drafts_part
from curricle.frameworks.pages.item import item_page
from curricle.frameworks.pages.listing import frameworks_page
from curricle.frameworks.pages.steps import REACHED
from curricle.frameworks.pages.tree import around, branch_part, found_part, version_page
from curricle.frameworks.policy import TABLE, thing
from curricle.frameworks.views.addresses import lasting
from curricle.frameworks.views.files import write
from curricle.people import actions as people
from curricle.people.gate import guarded
from curricle.people.policy import Hidden, decide, may_ever, require
from curricle.people.visitor import own_address
from curricle.ui import show
from curricle.ui.parts import Pages
from curricle.ui.questions import takes

KINDS = ("schema_draft", "standard_published", "standard_draft", "curriculum_published", "curriculum_draft", "own_framework")
LEVEL = 60  # nodes of one level shown at once
OPEN = 120  # with at most so many items the second level is shown open
FOUND = 50


@guarded("schema_published", "v", also=KINDS)
@require_safe
@takes("q", "kind", "profession")
def frameworks(request: HttpRequest) -> HttpResponse:
    """Published frameworks, and the reader's own."""
    asked = {key: request.GET.get(key, "")[:200] for key in ("q", "kind", "profession")}
    may_bring = any(may_ever(request.actor, "c", kind) for kind in KINDS)
    writing = (drafts.open_drafts(request.actor), drafts.discarded_drafts(request.actor)) if _writes(request) else None
    written = drafts_part(writing[0], begin=may_bring, discarded=writing[1]) if writing else None
    to_read = asked_part(consultations.asked_to_read(request.actor))
    page = frameworks_page(queries.readable(request.actor, **asked), may_bring=may_bring, drafts=written, asked=to_read, **asked)
    return show(request, "frameworks/frameworks.jinja", page, fragment="frameworks/_frameworks.jinja")


@guarded("schema_published", "v", also=KINDS)
@require_safe
@takes("q", "pillar", "kind", "page")
def version(request: HttpRequest, version: str) -> HttpResponse:
    """One version: its tree, or what matches a search in it."""
    return _version(request, find(request, version))


def _version(request: HttpRequest, row: Version, *, problem: str = "") -> HttpResponse:
    """The page of a version; with a `problem` it is the answer (409) to a step that could not be taken."""
    asked = {key: request.GET.get(key, "")[:200] for key in ("q", "pillar", "kind")}
    number = _number(request.GET.get("page"))
    pages = Pages()
    if any(asked.values()):
        found = queries.items(row, start=(number - 1) * FOUND, most=FOUND, **asked)
        part, total, pages = found_part(str(row.uuid), found.rows), found.total, _pages(request, number, found.total)
    else:
        top = queries.branch(row, most=LEVEL)
        below = queries.branches(row, [each.uuid for each in top.rows if each.children]) if row.items <= OPEN else {}
        part, total = branch_part(str(row.uuid), top, below=below), row.items
    page = version_page(
        row,
        part,
        total=total,
        framework=queries.value(row) if row.items <= queries.SMALL else None,
        asked=asked,
        pillars=queries.pillars_of(row),
        kinds=queries.kinds_of(row),
        pages=pages,
        moves=actions.steps(by=request.actor, version=row) if request.actor else (),
        may_download=decide(TABLE, request.actor, "x", queries.about(row)),
        next_version=_next(request, row),
        address=_address(request, str(row.uuid)),
        problem=problem,
        around=around(row, comparing.previous(request.actor, row), crosswalks.beside(request.actor, str(row.uuid))),
    )
    return show(request, "frameworks/version.jinja", page, fragment="frameworks/_items.jinja", status=409 if problem else 200)


@guarded("schema_published", "v", also=KINDS)
@require_safe
@takes("parent", "start")
def branch(request: HttpRequest, version: str) -> HttpResponse:
    """The children of one item: a part of the tree page, or a small page without scripts."""
    row = find(request, version)
    parent, start = request.GET.get("parent", "")[:80], _number(request.GET.get("start"), least=0)
    part = branch_part(str(row.uuid), queries.branch(row, parent, start=start, most=LEVEL), parent=parent, start=start)
    page = {"branch": part, "title": row.title, "version": row.uuid, "above": "" if request.htmx else _name(row, parent)}
    return show(request, "frameworks/branch.jinja", page, fragment="frameworks/_branch.jinja")


@guarded("schema_published", "v", also=KINDS)
@require_safe
def item(request: HttpRequest, version: str, item: str) -> HttpResponse:
    """One item with its links."""
    row = find(request, version)
    try:
        held = queries.item(row, item)
    except ItemRow.DoesNotExist:
        raise Hidden(f"{row.title} has no such item.") from None
    children = branch_part(str(row.uuid), queries.branch(row, held.uuid, most=LEVEL), parent=held.uuid)
    path, used, address = queries.path_to(row, held), _used(request, version, item), _address(request, held.uuid)
    page = item_page(row, queries.value(row), held, path, children, used=used, address=address, came=_came(request, row, item))
    return show(request, "frameworks/item.jinja", page)


@guarded("schema_published", "x", also=KINDS)
@require_safe
def download(request: HttpRequest, version: str, format: str) -> HttpResponse:
    """The version as a file."""
    row = find(request, version, action="x")
    try:
        file = write(queries.value(row), format, row.created)
    except Refused as stop:
        return _version(request, row, problem=f"It cannot be written in this format. {stop}")
    if file is None:
        raise Hidden("There is no such format.")
    if not Stage(row.stage).published:  # published ones are everybody's
        people.exported(by=request.actor, kind="framework", id=str(row.uuid), label=str(row), form=format)
    return file


def find(request: HttpRequest, uuid: str, *, action: str = "v") -> Version:
    """The version the reader may see. Raises Hidden (404) or Forbidden (403)."""
    try:
        row = queries.version(request.actor.organisation, uuid)
        if not decide(TABLE, request.actor, "v", queries.about(row)):
            row = queries.version(None, uuid)  # a draft copy of ours, which is not theirs to see, hides no published one
    except (Version.DoesNotExist, ValueError):
        raise Hidden("There is no such framework.") from None
    require(TABLE, request.actor, action, queries.about(row))
    return row


@require_POST
@guarded("schema_draft", "v", also=("schema_published", *KINDS))  # the action itself asks for the right to submit or to publish
def move(request: HttpRequest, version: str) -> HttpResponse:
    """Take the next step of a version's life."""
    row = find(request, version)
    try:
        to = Stage(request.POST.get("to", ""))
        actions.move(by=request.actor, version=row, to=to, seen=_number(request.POST.get("seen"), least=0))
        messages.success(request, REACHED[to])
    except actions.StaleStage as stop:
        return _version(request, find(request, version), problem=str(stop))
    except (actions.NotAllowedNow, ValueError) as stop:
        messages.error(request, str(stop))
    return redirect("frameworks:version", str(row.uuid))


def _name(row: Version, item: str) -> str:
    """What an item is called, for the head of the page of its branch."""
    try:
        held = queries.item(row, item)
    except ItemRow.DoesNotExist:
        return ""
    return f"{held.code} {held.title or held.statement[:80]}".strip()


def _writes(request: HttpRequest) -> bool:
    """Whether the person works where frameworks are written: others are not told that there is such a list."""
    actor = request.actor
    if not actor.organisation:
        return False
    ours = thing(framework_kind="schema", owner=actor.organisation, owner_kind=actor.organisation_kind, stage=Stage.DRAFT.value)
    return decide(TABLE, actor, "v", ours)


def _next(request: HttpRequest, row: Version) -> str:
    """The page that begins the next version; empty for those who may not write it."""
    begun = thing(framework_kind=row.kind, owner=row.owner_id, owner_kind=row.owner_kind, stage=Stage.DRAFT.value)
    ours = row.owner_id == request.actor.organisation and decide(TABLE, request.actor, "c", begun)
    return f"{reverse('frameworks:draft_begin')}?from={row.uuid}" if ours else ""


def _address(request: HttpRequest, uuid: str) -> str:
    """The address that a version or an item keeps for ever; empty for an item whose identifier is none that we could find it by."""
    return f"{own_address(request)}{lasting(uuid)}" if is_uuid(uuid) else ""


def _came(request: HttpRequest, version: Version, item: str) -> str:
    """File and place, for those of the organisation who may see its imports."""
    if not decide(TABLE, request.actor, "v", about_import(version.owner_id)):
        return ""
    name, place = origin(version, item)
    return f"{name}, {place}" if place else name


def _used(request: HttpRequest, version: str, item: str) -> str:
    """Where the reader's own claims are shown, if an upper part of the house offers such a page."""
    if not may_ever(request.actor, "v", "mapping"):
        return ""
    try:
        return reverse("design:where_used", args=[version, item])
    except NoReverseMatch:
        return ""


def _pages(request: HttpRequest, number: int, total: int) -> Pages:
    count = max(1, -(-total // FOUND))

    def at(page: int) -> str:
        asked = request.GET.copy()
        asked["page"] = str(page)
        return f"?{asked.urlencode()}" if 1 <= page <= count else ""

    return Pages(number=min(number, count), count=count, previous=at(number - 1), next=at(number + 1))


def _number(text: str | None, least: int = 1) -> int:
    return max(least, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 7 else least
