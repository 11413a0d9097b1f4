"""Frameworks: published ones for everybody, those of the organisation with a key."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from curricle.connect.forms.asked import FrameworksAsked, ItemsAsked
from curricle.connect.operation import operation
from curricle.connect.pages.frameworks import FrameworkItem, FrameworkLine, framework_item, framework_line
from curricle.connect.scopes import FRAMEWORKS
from curricle.connect.views.found import find_framework, may_see, part, tell_part
from curricle.core.terms import Stage
from curricle.frameworks import queries
from curricle.interop.curricle import write_framework
from curricle.people import actions as people
from curricle.people.policy import Hidden

router = Router(tags=["Frameworks"])
KINDS = ("schema_draft", "standard_published", "standard_draft", "curriculum_published", "curriculum_draft", "own_framework")
readable = operation("schema_published", "v", scope=FRAMEWORKS, also=KINDS, visitors=True)
JSON = "application/json"


@router.get("/frameworks", response=list[FrameworkLine])
@readable
def list_frameworks(request: HttpRequest, response: HttpResponse, asked: Query[FrameworksAsked]) -> list[FrameworkLine]:
    """Published frameworks, and with a key those of its organisation."""
    found = queries.catalogue(request.actor.organisation, q=asked.q, kind=asked.kind, profession=asked.profession)
    rows = [row for row in found if may_see(request.actor, row)]
    return [framework_line(row) for row in part(request, response, rows, asked)]


@router.get("/frameworks/{framework}", response=FrameworkLine)
@readable
def get_framework(request: HttpRequest, framework: str) -> FrameworkLine:
    """One version of a framework."""
    return framework_line(find_framework(request, framework))


@router.get("/frameworks/{framework}/document")
@operation("schema_published", "x", scope=FRAMEWORKS, also=KINDS, visitors=True, gives="Framework")
def get_framework_document(request: HttpRequest, framework: str) -> HttpResponse:
    """The frozen document: Curricle's own JSON, whole, with the digest that the line names."""
    row = find_framework(request, framework, action="x")
    if not Stage(row.stage).published:  # published ones are everybody's
        people.exported(by=request.actor, kind="framework", id=str(row.uuid), label=str(row), form="json")
    return HttpResponse(write_framework(queries.value(row)), content_type=JSON)


@router.get("/frameworks/{framework}/items", response=list[FrameworkItem])
@readable
def list_items(request: HttpRequest, response: HttpResponse, framework: str, asked: Query[ItemsAsked]) -> list[FrameworkItem]:
    """Items in framework order, all or those that match."""
    row = find_framework(request, framework)
    found = queries.items(row, q=asked.q, kind=asked.kind, pillar=asked.pillar, start=asked.offset, most=asked.limit)
    tell_part(request, response, asked, found.total)
    return [framework_item(each) for each in found.rows]


@router.get("/frameworks/{framework}/items/{item}", response=FrameworkItem)
@readable
def get_item(request: HttpRequest, framework: str, item: str) -> FrameworkItem:
    """One item of a framework."""
    row = find_framework(request, framework)
    try:
        return framework_item(queries.item(row, item))
    except ObjectDoesNotExist:
        raise Hidden("There is no such item.") from None
