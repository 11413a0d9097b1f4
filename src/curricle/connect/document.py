"""The OpenAPI document: what the library says of parameters and answers, and what every operation here keeps to besides."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation

from curricle.connect.core_shapes import envelope, shapes_of
from curricle.connect.problems import MEDIA_TYPE, WORDS
from curricle.connect.scopes import SCOPES
from curricle.core.framework import Framework
from curricle.core.module import Module
from curricle.core.programme import Programme

PREFIX = "api/v1/"
JSON = "application/json"
ABOUT = """What Curricle holds, for programs: frameworks, programmes, their coverage, findings and papers.

A program sends a key in the header `Authorization: Bearer cur_…`. An administrator makes keys on the page *Keys for programs*. A key
acts for one organisation, as its maker may today, within its scopes. Published frameworks are given without a key.

Lists are given in parts (`limit`, `offset`); `X-Total-Count` says how many there are, `Link` leads to the next part. Every answer has an
`ETag`. A change names the ETag that was seen in `If-Match`; if somebody was faster it is answered 409 with both documents. A request
with an `Idempotency-Key` that is sent twice within 24 hours is carried out once. Refusals are `application/problem+json`."""

IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag of the programme that was seen, or just its revision.",
    "schema": {"type": "string", "pattern": r'^((W/)?"[0-9]{1,9}(-[0-9a-f]{16})?"|[0-9]{1,9}(-[0-9a-f]{16})?)$'},
    "example": '"7"',
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "Your own name for this request, such as a UUID. A repeat gets the first answer, with Idempotent-Replayed: true.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "example": "6f1c1e6e-6c0f-4e0e-9a57-0a5b3f5d7a11",
}
TEXT = {"schema": {"type": "string"}}
HEADERS = {
    "ETag": TEXT | {"description": "Changes when the answer does; of a programme it begins with the revision."},
    "Link": TEXT | {"description": 'The next and the previous part: <…>; rel="next"'},
    "X-Total-Count": {"description": "How many there are in all.", "schema": {"type": "integer"}},
    "Location": TEXT | {"description": "Where the new thing is."},
    "Idempotent-Replayed": TEXT | {"description": "true: this is the answer of the first request with this key."},
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
    "WWW-Authenticate": TEXT | {"description": "How a key is sent, and which scope is missing."},
    "Allow": TEXT | {"description": "The methods that are known here."},
}
OF_STATUS = {
    401: ("WWW-Authenticate",),
    405: ("Allow",),
    429: ("Retry-After",),
    503: ("Retry-After",),
    507: ("Retry-After",),
    409: ("ETag",),
}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {"type": "object", "required": ["at", "says"], "properties": {"at": {"type": "string"}, "says": {"type": "string"}}},
        },
        "revision": {"type": "integer", "description": "With 409: the revision that stands."},
        "current": {"description": "With 409: the programme as it stands."},
        "yours": {"description": "With 409: the programme as it was sent."},
    },
    "example": {
        "type": "about:blank",
        "title": "Something in the request is not right",
        "status": 422,
        "detail": "$.cells[0].letter: write I, D, A or null",
        "errors": [{"at": "$.cells[0].letter", "says": "write I, D, A or null"}],
    },
}
BODIES = {
    "Programme": envelope("programme", "ProgrammeDocument"),
    "Framework": envelope("framework", "FrameworkDocument"),
    "Module": {"$ref": "#/components/schemas/ModuleDocument"},
}


@cache
def document(api: NinjaAPI) -> bytes:
    """The document as bytes, made once in a process."""
    made = dict(api.get_openapi_schema(path_prefix=PREFIX))
    made["info"] = made["info"] | {"description": ABOUT, "license": {"name": "MIT", "identifier": "MIT"}}
    made["servers"] = [{"url": "/"}]
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                _complete(_entry(made, operation), operation)
    made["components"] = _components(made["components"]["schemas"])
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def _entry(made: dict[str, Any], operation: Operation) -> dict[str, Any]:
    name = operation.view_func.__name__
    return next(entry for path in made["paths"].values() for entry in path.values() if entry["operationId"] == name)


def _components(schemas: dict[str, Any]) -> dict[str, Any]:
    examples = json.loads(files("curricle.connect").joinpath("examples.json").read_text("utf-8"))
    for name, example in examples.items():
        schemas[name]["example"] = example
    words = "; ".join(f"`{scope.name}`: {scope.says.lower()}" for scope in SCOPES)
    key = {"type": "http", "scheme": "bearer", "bearerFormat": "cur_…", "description": f"A key for programs. Scopes: {words}."}
    problems = {f"Problem{status}": _problem(status) for status in WORDS}
    return {
        "schemas": schemas | shapes_of(Programme, Framework, Module) | {"Problem": PROBLEM},
        "securitySchemes": {"key": key},
        "responses": problems,
        "headers": HEADERS,
    }


def _problem(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": ". ".join(WORDS[status]), "content": content, "headers": _headers(OF_STATUS.get(status, ()))}


def _complete(entry: dict[str, Any], operation: Operation) -> None:
    """Security, headers, bodies and refusals of one operation."""
    view, method = operation.view_func, operation.methods[0]
    scopes = [view.scope.name] if view.scope else []
    entry["security"] = ([{}] if view.visitors else []) + ([] if view.visitors and not scopes else [{"key": scopes}])
    if scopes:
        entry["description"] += f"\n\nScope: `{scopes[0]}`" + (", or without a key what is published." if view.visitors else ".")
    if view.seen:
        entry["parameters"].append(IF_MATCH)
    if method != "GET":
        entry["parameters"].append(KEY | {"required": method == "POST"})
    if view.takes:
        entry["requestBody"] = {"required": True, "content": {JSON: {"schema": BODIES[view.takes]}}}
    _answers(entry, view, method)


def _answers(entry: dict[str, Any], view: Any, method: str) -> None:
    good = next(iter(entry["responses"].values()))
    if view.gives == "file":
        good["content"] = {"application/octet-stream": {}}
    elif view.gives in BODIES:
        good["content"] = {JSON: {"schema": BODIES[view.gives]}}
    elif view.gives:
        good["content"] = {JSON: {"schema": {"type": "object"}}}
    names = ["ETag"] if method == "GET" or view.seen and method != "DELETE" else ["Idempotent-Replayed"]
    names += ["Link", "X-Total-Count"] if any(each["name"] == "limit" for each in entry["parameters"]) else []
    names += ["Location"] if method == "POST" else []
    good["headers"] = _headers(names)
    if method == "GET":
        entry["responses"]["304"] = {"description": "You have it already: If-None-Match named its ETag."}
    for status in _refusals(entry, view, method):
        entry["responses"][str(status)] = {"$ref": f"#/components/responses/Problem{status}"}


def _refusals(entry: dict[str, Any], view: Any, method: str) -> list[int]:
    found = {400, 401, 406, 429, 503, 507}
    if view.scope:
        found |= {403, 404}
    found |= {422}
    if method in {"POST", "PUT", "PATCH"}:
        found |= {413, 415}
    if view.seen:
        found |= {409, 428}
    if method == "POST":
        found |= {409}
    return sorted(found)


def _headers(names: Any) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
