"""The OpenAPI document by which others discover a CASE 1.1 service."""

from __future__ import annotations

from typing import Any

from curricle.core.registry import RELATIONS
from curricle.interop.case.rules import ENDPOINTS, MAJOR, MINOR, SEVERITY, SHAPES, Field

_TEXT: dict[str, Any] = {"type": "string"}
_PLAIN: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "uuid": _TEXT | {"format": "uuid"},
    "moment": _TEXT | {"format": "date-time"},
    "day": _TEXT | {"format": "date"},
    "whole": {"type": "integer"},
    "number": {"type": "number"},
    "open": {"type": "object", "additionalProperties": True},
    "any": {},
    "type": {"anyOf": [_TEXT | {"enum": list(RELATIONS)}, _TEXT | {"pattern": "(ext:)[a-zA-Z0-9\\.\\-_]+"}]},
    "version": _TEXT | {"enum": ["1.1"]},
    "minor": _TEXT | {"enum": list(MINOR)},
    "major": _TEXT | {"enum": list(MAJOR)},
    "severity": _TEXT | {"enum": list(SEVERITY)},
}
_LIST = (
    ("limit", {"type": "integer", "minimum": 1, "default": 100}, "Most documents of one answer."),
    ("offset", {"type": "integer", "minimum": 0, "default": 0}, "How many documents to pass over."),
    ("sort", _TEXT, "The field to sort by."),
    ("orderBy", _TEXT | {"enum": ["asc", "desc"]}, "Which way to sort."),
    ("filter", _TEXT, "Conditions such as title~'podiatry' AND adoptionStatus='Implemented'."),
    ("fields", _TEXT, "The fields to give, separated by commas."),
)


def describe(*, base: str, product: str, version: str) -> dict[str, Any]:
    """OpenAPI 3.0 of every endpoint, served at `base`."""
    return {
        "openapi": "3.0.1",
        "info": {
            "title": "Competencies and Academic Standards Exchange (CASE) 1.1",
            "version": "1.1",
            "description": f"Published frameworks, served by {product} {version}. Reading only, for everybody.",
        },
        "servers": [{"url": base}],
        "paths": {f"/{path}": {"get": _operation(path, shape)} for path, shape, _ in ENDPOINTS},
        "components": {"schemas": {name: _schema(name) for name in SHAPES}},
    }


def _operation(path: str, shape: str) -> dict[str, Any]:
    name, _, id = path.partition("/")
    parameters: list[dict[str, Any]]
    if id:
        parameters = [{"name": "sourcedId", "in": "path", "required": True, "schema": _PLAIN["uuid"]}]
    else:
        parameters = [{"name": each, "in": "query", "description": says, "schema": schema} for each, schema, says in _LIST]
    answers = {"200": _answer("What was asked for.", shape)}
    wrong = ("400", "404") if id else ("400",)
    answers |= {status: _answer("Nothing; the body says why.", "imsx_StatusInfo") for status in (*wrong, "500")}
    return {"operationId": f"get{name[:-1] if id else 'All' + name}", "parameters": parameters, "responses": answers}


def _answer(says: str, shape: str) -> dict[str, Any]:
    return {"description": says, "content": {"application/json": {"schema": _reference(shape)}}}


def _schema(name: str) -> dict[str, Any]:
    fields = SHAPES[name]
    return {
        "type": "object",
        "properties": {key: _property(field) for key, field in fields.items()},
        "required": [key for key, field in fields.items() if field.needed],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    one = _reference(field.of) if field.of in SHAPES else _PLAIN[field.of]
    return {"type": "array", "items": one} if field.many else one


def _reference(shape: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{shape}"}
