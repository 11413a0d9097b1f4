"""JSON Schema of the core's values, made from their types: what a document holds, field by field."""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

PLAIN: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date"},
}


def shapes_of(*kinds: type) -> dict[str, Any]:
    """{name: schema} of these frozen values and of all that they hold. Fields with a default may be left out."""
    found: dict[str, Any] = {}
    for kind in kinds:
        _shape(kind, found)
    return found


def envelope(name: str, kind: str) -> dict[str, Any]:
    """The schema of {"curricle": 1, name: …}."""
    return {
        "type": "object",
        "required": ["curricle", name],
        "additionalProperties": False,
        "properties": {"curricle": {"const": 1}, name: {"$ref": f"#/components/schemas/{kind}"}},
    }


def _shape(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    if kind in PLAIN:
        return PLAIN[kind]
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [{"type": "null"} if each is type(None) else _shape(each, found) for each in args]}
    if origin is tuple:
        inner = [_shape(each, found) for each in args if each is not Ellipsis]
        if Ellipsis in args:
            return {"type": "array", "items": inner[0]}
        return {"type": "array", "prefixItems": inner, "items": False, "minItems": len(inner)}
    if issubclass(kind, Enum):
        return {"enum": [each.value for each in kind]}
    name = f"{kind.__name__}Document"
    if name not in found:
        found[name] = {}
        found[name].update(_object(kind, found))
    return {"$ref": f"#/components/schemas/{name}"}


def _object(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    if not is_dataclass(kind):
        raise TypeError(f"a document cannot hold {kind}")
    hints = typing.get_type_hints(kind)
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "required": [each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING],
        "additionalProperties": False,
        "properties": {each.name: _shape(hints[each.name], found) for each in fields(kind)},
    }
