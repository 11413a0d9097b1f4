"""Programmes: list, read, create, replace, take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router
from ninja.responses import Status

from curricle.connect.forms.asked import Page
from curricle.connect.operation import operation
from curricle.connect.pages.programmes import (
    HoursSheet,
    ModuleLine,
    ProgrammeLine,
    ProgrammeSummary,
    hours_sheet,
    module_lines,
    programme_line,
    programme_summary,
)
from curricle.connect.pages.results import Saved
from curricle.connect.problems import at
from curricle.connect.reading import body_of, seen_revision
from curricle.connect.repeats import required
from curricle.connect.scopes import PROGRAMMES, WRITING
from curricle.connect.views.clash import said_why
from curricle.connect.views.found import find, find_row, part, tag
from curricle.core.canonical import to_document
from curricle.core.checks.routes import route_sheet
from curricle.core.programme import Programme
from curricle.design import actions, queries
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.interop.curricle import read_programme_document, write_programme
from curricle.people import actions as people
from curricle.people.policy import Hidden, decide, require

router = Router(tags=["Programmes"])
readable = operation("programme_draft", "v", scope=PROGRAMMES)
JSON = "application/json"


@router.get("/programmes", response=list[ProgrammeLine])
@readable
def list_programmes(request: HttpRequest, response: HttpResponse, asked: Query[Page]) -> list[ProgrammeLine]:
    """The organisation's programmes with their sums, by title."""
    if not decide(TABLE, request.actor, "v", thing(request.actor.organisation or 0)):
        raise Hidden("There is no such list.")
    rows = queries.programmes(request.actor.organisation)
    return [programme_line(row) for row in part(request, response, rows, asked)]


@router.post("/programmes", response={201: Saved})
@operation("programme_draft", "c", scope=WRITING, takes="Programme")
def create_programme(request: HttpRequest, response: HttpResponse) -> Status[Saved]:
    """A new programme from its document. Its code must be free in the organisation (else 409)."""
    required(request)
    value = _document(request)
    require(TABLE, request.actor, "c", thing(request.actor.organisation or 0))
    with said_why(request, value):
        row = actions.replace_draft(by=request.actor, programme=value, what="Created by a program", new=True)
    response.headers["Location"] = reverse("connect:api:get_programme", args=[row.code])
    tag(response, row)
    return Status(201, Saved(code=row.code, revision=row.revision, digest=row.roll_up.digest))


@router.get("/programmes/{code:code}", response=ProgrammeSummary)
@readable
def get_programme(request: HttpRequest, response: HttpResponse, code: str) -> ProgrammeSummary:
    """One programme: award, pathways, lenses and its sums."""
    found = find(request, code)
    tag(response, found.row)
    return programme_summary(found.row, found.value, {each.id for each in found.lenses})


@router.api_operation(["DELETE"], "/programmes/{code:code}", response={204: None})
@operation("programme_draft", "d", scope=WRITING, seen=True)
def take_away_programme(request: HttpRequest, code: str) -> Status[None]:
    """Take a draft out of the lists; for 30 days a person can bring it back."""
    row = find_row(request, code, action="d")
    revision = seen_revision(request)
    with said_why(request):
        actions.take_away(by=request.actor, programme=row, revision=revision)
    return Status(204, None)


@router.get("/programmes/{code:code}/document")
@operation("programme_draft", "x", scope=PROGRAMMES, gives="Programme")
def get_programme_document(request: HttpRequest, code: str) -> HttpResponse:
    """The whole programme as Curricle's own JSON: what PUT takes back."""
    found = find(request, code, action="x")
    people.exported(by=request.actor, kind="programme", id=str(found.row.uuid), label=found.value.title, form="json")
    answer = HttpResponse(write_programme(found.value), content_type=JSON)
    tag(answer, found.row)
    return answer


@router.put("/programmes/{code:code}/document", response=Saved)
@operation("programme_draft", "e", scope=WRITING, seen=True, takes="Programme")
def replace_programme(request: HttpRequest, response: HttpResponse, code: str) -> Saved:
    """Make the programme say what the document says. It keeps its code; one change, that a person can undo."""
    row = find_row(request, code, action="e")
    revision = seen_revision(request)
    value = _document(request)
    if value.code != row.code:
        raise at("$.programme.code", f"this is the document of {value.code}; the address says {row.code}")
    with said_why(request, value):
        row = actions.replace_draft(by=request.actor, programme=value, revision=revision, what="Replaced by a program")
    tag(response, row)
    return Saved(code=row.code, revision=row.revision, digest=row.roll_up.digest)


@router.get("/programmes/{code:code}/modules", response=list[ModuleLine])
@operation("module", "v", scope=PROGRAMMES)
def list_modules(request: HttpRequest, response: HttpResponse, code: str, asked: Query[Page]) -> list[ModuleLine]:
    """The modules of a programme, in order."""
    found = find(request, code, kind="module")
    tag(response, found.row)
    return list(part(request, response, module_lines(found.value), asked))


@router.get("/programmes/{code:code}/modules/{code:module}")
@operation("module", "v", scope=PROGRAMMES, gives="Module")
def get_module(request: HttpRequest, response: HttpResponse, code: str, module: str) -> dict[str, object]:
    """One module by its code: outcomes, assessments, hours and claims, as they stand in the document."""
    found = find(request, code, kind="module")
    value = next((each for each in found.value.modules if each.code == module), None)
    if value is None:
        raise Hidden("The programme has no such module.")
    tag(response, found.row)
    return to_document(value)


@router.get("/programmes/{code:code}/hours", response=HoursSheet)
@readable
def get_hours(request: HttpRequest, response: HttpResponse, code: str) -> HoursSheet:
    """The balance sheet of hours, in minutes."""
    found = find(request, code)
    tag(response, found.row)
    return hours_sheet(route_sheet(found.value, found.lenses)[0])


def _document(request: HttpRequest) -> Programme:
    return read_programme_document(body_of(request)).value
