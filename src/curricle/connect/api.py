"""The API, put together: its operations, how bodies are read, and what each fault is answered with."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation, PathView
from ninja.parser import Parser
from ninja.utils import replace_path_param_notation

from curricle import __version__
from curricle.connect.document import document
from curricle.connect.endpoint import endpoint, refused
from curricle.connect.operation import operation
from curricle.connect.problems import Problem, answer, faults
from curricle.connect.reading import body_of, of_refusal
from curricle.connect.views import frameworks, mappings, organisation, papers, programmes, results
from curricle.connect.words import words_of
from curricle.design.actions import NotWritable
from curricle.door.problems import Refused
from curricle.people.entries import BadEntry
from curricle.people.policy import Forbidden


class StrictParser(Parser):
    """Bodies come in by the strict door, as files do."""

    def parse_body(self, request: HttpRequest) -> Any:
        return body_of(request)


class Api(NinjaAPI):
    """The library's class, with addresses of our own around its operations."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def _get_urls(self) -> list[URLPattern]:
        """Our own views around the library's, one an address; none of its pages, which load scripts from elsewhere."""
        return [
            path(replace_path_param_notation(address).lstrip("/"), endpoint(view), name=_name(view))
            for bound in self._get_bound_routers()
            for address, view in bound.path_operations.items()
        ]


def _name(view: PathView) -> str:
    """An address is called after what is read there."""
    return min(view.operations, key=lambda each: "GET" not in each.methods).view_func.__name__


api = Api(title="Curricle", version=__version__, openapi_url=None, docs_url=None, urls_namespace="api", parser=StrictParser())
for part in (frameworks, programmes, mappings, results, papers, organisation):
    api.add_router("", part.router)


@api.get("/openapi.json", tags=["About"])
@operation("page", "v", scope=None, visitors=True, gives="object")
def get_openapi(request: HttpRequest) -> HttpResponse:
    """This description of the API, as OpenAPI 3.1."""
    return HttpResponse(document(api), content_type="application/json")


def _problem(request: HttpRequest, stop: Exception) -> HttpResponse:
    return answer(stop)


def _refused(request: HttpRequest, stop: Exception) -> HttpResponse:
    return answer(refused(request, stop))


def _not_right(request: HttpRequest, stop: Exception) -> HttpResponse:
    return answer(Problem(422, str(stop)))


def _not_valid(request: HttpRequest, stop: ValidationError) -> HttpResponse:
    return answer(faults([(_place(each["loc"]), words_of(each)) for each in stop.errors[:20]]))


def _not_read(request: HttpRequest, stop: HttpError) -> HttpResponse:
    """The library wraps what the parser raised."""
    cause = stop.__cause__
    if isinstance(cause, Problem):
        return answer(cause)
    return answer(Problem(stop.status_code, str(stop)))


def _raise(request: HttpRequest, stop: Exception) -> HttpResponse:
    """Nothing that the request can help: Django's handlers answer, 503 for a database that is away, else 500."""
    raise stop


def _place(where: tuple[Any, ...]) -> str:
    """("body", "change", "cells", 0, "letter") -> $.cells[0].letter; ("query", "page", "limit") -> ?limit"""
    source, *steps = where
    if source == "body":
        return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps[1:])
    return f"{'?' if source == 'query' else ''}{steps[-1] if steps else source}"


for kind, handler in (
    (Problem, _problem),
    (Http404, _refused),
    (Forbidden, _refused),
    (NotWritable, _not_right),
    (BadEntry, _not_right),
    (Refused, lambda request, stop: answer(of_refusal(stop))),
    (ValidationError, _not_valid),
    (HttpError, _not_read),
    (DatabaseError, _raise),
    (Exception, _raise),
):
    api.add_exception_handler(kind, handler)
