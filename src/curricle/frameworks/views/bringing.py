"""Bring a framework: choose a file, see what it would change, decide what is doubtful, keep it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from curricle.core.framework import Framework
from curricle.door.plain_book import write_sheets
from curricle.door.problems import Reading, Refused
from curricle.frameworks import actions, queries
from curricle.frameworks.bases import base_for, choices, free_label
from curricle.frameworks.document import Opened, handed_over
from curricle.frameworks.forms import BringForm, FactsForm, entered
from curricle.frameworks.models import Version
from curricle.frameworks.pages.bring_page import bring_page
from curricle.frameworks.pages.bringing import Asked, base_code, plan_page, refused
from curricle.frameworks.pages.plan_words import plan_sheets
from curricle.frameworks.planning import Planned, planned, question
from curricle.frameworks.views.files import XLSX
from curricle.frameworks.views.prose import begun, in_hand
from curricle.interop import read_framework
from curricle.interop.prose.decisions import taught
from curricle.interop.sheets.framework_write import framework_template, framework_template_csv
from curricle.people import actions as people
from curricle.people.entries import BadEntry
from curricle.people.gate import guarded
from curricle.people.once import not_once
from curricle.people.policy import Hidden
from curricle.people.views.files import attachment
from curricle.ui import show
from curricle.ui.questions import takes

DRAFTS = ("standard_draft", "curriculum_draft", "own_framework")
STALE = "Somebody changed it since you opened this page. Below is what the file would change now; nothing was kept."
READ_ELSEWHERE = "You went on with this document in another window since you opened this page. Below is what it says now; nothing was kept."


@guarded("schema_draft", "c", also=DRAFTS)
@not_once("the bytes only wait for their preview, and go by themselves")
def bring(request: HttpRequest) -> HttpResponse:
    """Choose a file; its bytes wait in quarantine for an hour. A file that nobody can read waits for nothing, and is not kept."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            token = people.quarantine(by=request.actor, data=file.read(), name=file.name)
            return begun(request, token) or _looked_at(request, token)
        except BadEntry as stop:
            form.add_error("file", str(stop))
    page = bring_page(form, queries.readings(request.actor.person, request.actor.organisation))
    return show(request, "frameworks/bring.jinja", page, status=422 if form.errors else 200)


def _looked_at(request: HttpRequest, token: str) -> HttpResponse:
    """Where a file goes on that can be read; of one that cannot nothing is left, and the answer says why."""
    brought = _brought(request, token)
    try:
        brought.read()
    except Refused as stop:
        people.release(by=request.actor, token=token)
        return show(request, "frameworks/preview.jinja", refused(brought.name, stop.problems), status=422)
    return redirect("frameworks:preview", token)


@guarded("schema_draft", "c", also=DRAFTS)
@require_safe
@takes("onto", "retire", "act", "page")
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """What the file would change, and what was not understood."""
    brought = _brought(request, token)
    if brought.asks:
        return redirect("frameworks:prose", token)
    asked = _asked(request.GET)
    try:
        found = _planned(request, brought, asked)
    except Refused as stop:
        return show(request, "frameworks/preview.jinja", refused(brought.name, stop.problems), status=422)
    return _page(request, brought, found, asked, _form(found))


@guarded("schema_draft", "c", also=DRAFTS)
@require_safe
@takes("onto", "retire")
def plan_book(request: HttpRequest, token: str) -> HttpResponse:
    """The whole plan as a workbook."""
    brought = _brought(request, token)
    if brought.asks:
        return redirect("frameworks:prose", token)
    try:
        found = _planned(request, brought, _asked(request.GET))
    except Refused as stop:
        return show(request, "frameworks/preview.jinja", refused(brought.name, stop.problems), status=422)
    sheets = plan_sheets(found.made, found.reading.places, found.reading.problems)
    return attachment(write_sheets(f"What {brought.name} would change", sheets), name="import-plan.xlsx", media_type=XLSX)


@require_POST
@guarded("schema_draft", "c", also=DRAFTS)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Read the same bytes again, or what was decided of a document; plan as the person decided; keep it under the facts they gave."""
    brought = _brought(request, token)
    if brought.asks:
        return redirect("frameworks:prose", token)
    asked = _asked(request.POST)
    try:
        found = _planned(request, brought, asked, request.POST)
    except Refused as stop:
        return show(request, "frameworks/preview.jinja", refused(brought.name, stop.problems), status=422)
    form = _form(found, request.POST)
    if not form.is_valid():
        return _page(request, brought, found, asked, form, status=422)
    stale = _stale(request, brought, found)
    if stale:
        return _page(request, brought, found, asked, _form(found), status=409, stale=stale)
    if found.large and brought.document is None:
        return redirect("people:job", uuid=_as_job(request, brought, found, form))
    return _kept(request, brought, found, asked, form)


def _stale(request: HttpRequest, brought: Brought, found: Planned) -> tuple[str, ...]:
    """What changed since the page was shown: what is here, what is read of the document, or both."""
    here = request.POST.get("seen", "") != found.base.seen
    read = request.POST.get("read", "") != brought.revision
    return (STALE,) * here + (READ_ELSEWHERE,) * read


def _kept(request: HttpRequest, brought: Brought, found: Planned, asked: Asked, form: FactsForm) -> HttpResponse:
    try:
        done = _keep(request, brought, found, found.under(form.said(found.made.result)))
    except actions.StaleDraft:
        again = _planned(request, brought, asked)
        return _page(request, brought, again, asked, _form(again), status=409, stale=(STALE,))
    except actions.ReadElsewhere:
        brought = _brought(request, brought.token)
        if brought.asks:
            return redirect("frameworks:prose", brought.token)
        again = _planned(request, brought, asked)
        return _page(request, brought, again, asked, _form(again), status=409, stale=(READ_ELSEWHERE,))
    except (actions.AlreadyHere, actions.LabelTaken) as stop:
        form.add_error("version", str(stop))
        return _page(request, brought, found, asked, form, status=409)
    except actions.NotWritable as stop:
        form.add_error(None, str(stop))
        return _page(request, brought, found, asked, form, status=422)
    if done.record is None:
        messages.success(request, "This very version is here already; nothing was changed.")
    elif isinstance(done.into, Version):
        messages.success(request, "The framework is kept as a draft.")
    else:
        messages.success(request, f"{brought.name} went into the draft. This is what it changed; it can be taken back.")
    if isinstance(done.into, Version):
        return redirect("frameworks:version", str(done.into.uuid))
    return redirect("frameworks:import", str(done.record.uuid)) if done.record else redirect("frameworks:imports")


def _as_job(request: HttpRequest, brought: Brought, found: Planned, form: FactsForm) -> str:
    """Keep a large framework in the background, with progress; its uuid."""
    said = {name: form.cleaned_data[name] for name in ("title", "code", "version", "kind", "professions", "publisher", "licence")}
    order = {
        "token": brought.token,
        "onto": found.base.key,
        "seen": found.base.seen,
        "retire": found.made.retire,
        "facts": said,
        "answers": {question(each): form.cleaned_data[question(each)] for each in found.doubts},
        "as_draft": request.POST.get("as") == "draft",
    }
    return people.start_job(by=request.actor, kind="import", label=f"Bringing {brought.name}", arguments=order, once=True)


@guarded("schema_published", "x")
@require_safe
def template(request: HttpRequest, ending: str) -> HttpResponse:
    """Our template, empty but for an example."""
    if ending == "xlsx":
        return attachment(framework_template(), name="framework-template.xlsx", media_type=XLSX)
    if ending == "csv":
        return attachment(framework_template_csv(), name="framework-template.csv", media_type="text/csv; charset=utf-8")
    raise Hidden("There is no such template.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What is under a token: a file that waits (`data`), or a document that the person goes through."""

    name: str
    token: str
    digest: str
    data: bytes = b""
    document: Opened | None = None

    @property
    def asks(self) -> bool:
        """Whether statements of the document still ask the person."""
        return self.document is not None and self.document.open > 0

    @property
    def revision(self) -> str:
        """Which reading of the document this is; "" for a file, whose bytes never change."""
        return str(self.document.row.revision) if self.document else ""

    def read(self) -> Reading[Framework]:
        """Raises Refused."""
        return handed_over(self.document) if self.document else read_framework(self.data, name=self.name)


def _brought(request: HttpRequest, token: str) -> Brought:
    """Raises Hidden."""
    held = in_hand(request, token)
    if held is not None:
        return Brought(name=held.row.name, token=token, digest=held.row.digest, document=held)
    waiting = people.from_quarantine(by=request.actor, token=token)
    return Brought(name=waiting.name, token=waiting.token, digest=waiting.digest, data=waiting.data)


def source_of(brought: Brought, reading: Reading[Framework]) -> actions.Source:
    """The file as its record keeps it."""
    return actions.Source(name=brought.name, digest=brought.digest, format=reading.format, places=reading.places, problems=reading.problems)


def _keep(request: HttpRequest, brought: Brought, found: Planned, framework: Framework) -> actions.Imported:
    """What the plan comes to, and of a document also how it was read, for its next edition."""
    plan = {
        "plan": found.made,
        "base": found.base,
        "framework": framework,
        "source": source_of(brought, found.reading),
        "as_draft": request.POST.get("as") == "draft",
    }
    held = brought.document
    if held is None:
        return actions.bring_plan(by=request.actor, token=brought.token, **plan)
    recipe = taught(held.recipe, held.read, held.statements)
    return actions.bring_document(by=request.actor, reading=held.row, seen=held.row.revision, recipe=recipe, document=held.document, **plan)


def _planned(request: HttpRequest, brought: Brought, asked: Asked, answers: Any = None) -> Planned:
    """Raises Refused."""
    reading = brought.read()
    return planned(reading, base_for(request.actor, reading.value, asked.onto), retire=asked.retire, answers=answers)


def _form(found: Planned, data: Any = None) -> FactsForm:
    """The facts as the plan has them, and a question for each doubtful pair."""
    made = found.made
    first = entered(made.result) | {"version": free_label(found.base, found.reading.value.version, made.changes)}
    doubts = [question(each) for each in found.doubts]
    return FactsForm(data, about=made.result, doubts=doubts, code=base_code(found.base), initial=first)


def _page(
    request: HttpRequest, brought: Brought, found: Planned, asked: Asked, form: FactsForm, *, status: int = 200, stale: tuple[str, ...] = ()
) -> HttpResponse:
    page = plan_page(brought.name, brought.token, found, asked, onto=choices(request.actor), form=form, stale=stale, read=brought.revision)
    return show(request, "frameworks/preview.jinja", page, fragment="frameworks/_plan_rows.jinja", status=status)


def _asked(said: Any) -> Asked:
    number = said.get("page", "")
    return Asked(
        onto=said.get("onto", "")[:80],
        retire=said.get("retire", "") == "1",
        act=said.get("act", "")[:20],
        page=max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 7 else 1,
    )
