"""One canonical JSON form and SHA-256 for every frozen value.

UTF-8, sorted keys, no spaces, no floats, wording to the byte. Fields that hold their empty default
("" , (), None, False) are left out, so that a field added later does not change an old digest.
"""

from __future__ import annotations

import hashlib
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


class DocumentError(ValueError):
    """A document does not have the shape of the value. `path` is a JSON path such as $.items[3].code."""

    def __init__(self, path: str, says: str) -> None:
        super().__init__(f"{path}: {says}")
        self.path = path
        self.says = says


def to_document(value: Any) -> Any:
    """The plain JSON form (dicts, lists, str, int, bool) of a frozen value; empty defaults are left out.

    Raises TypeError for a float or any type that a document cannot hold.
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if is_dataclass(value):
        out = {}
        for name, default in _defaults(value.__class__):
            got = getattr(value, name)
            kind = type(got)
            if got == default and kind is type(default):
                continue
            out[name] = got if kind is str else to_document(got)  # most are texts, and there are many
        return out
    if isinstance(value, tuple):
        return [to_document(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a document cannot hold {type(value).__name__}")


def canonical(document: Any) -> bytes:
    """The canonical bytes of a document or of a frozen value."""
    if is_dataclass(document):
        document = to_document(document)
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("utf-8")


def digest(value: Any) -> str:
    """SHA-256 of the canonical bytes, as 64 lower-case hexadecimal characters."""
    return hashlib.sha256(canonical(value)).hexdigest()


def from_document(kind: type[T], document: Any, path: str = "$") -> T:
    """The value that a document describes. Strict: an unknown key, a wrong type or a missing field raises DocumentError."""
    return typing.cast(T, _read(kind, document, path))


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


@cache
def _plan(kind: Any) -> tuple[Mapping[str, Any], frozenset[str]]:
    hints = typing.get_type_hints(kind)
    wanted = {field.name: hints[field.name] for field in fields(kind)}
    needed = frozenset(field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING)
    return wanted, needed


def _read(kind: Any, got: Any, path: str) -> Any:
    if kind is str:
        if type(got) is not str:
            raise DocumentError(path, f"expected text, found {_name(got)}")
        if "\x00" in got:
            raise DocumentError(path, "the text holds a NUL character")
        return got
    if kind is int or kind is bool:
        if type(got) is not kind:
            raise DocumentError(path, f"expected {'a whole number' if kind is int else 'true or false'}, found {_name(got)}")
        return got
    if kind is date:
        return _read_date(got, path)
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _read_tuple(kind, got, path)
    if origin in (types.UnionType, typing.Union):
        return None if got is None else _read(next(arg for arg in typing.get_args(kind) if arg is not type(None)), got, path)
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(got)
        except ValueError:
            known = ", ".join(str(member.value) for member in kind)
            raise DocumentError(path, f"{got!r} is not known here; expected one of {known}") from None
    return _read_dataclass(kind, got, path)


def _read_date(got: Any, path: str) -> date:
    try:
        return date.fromisoformat(got)
    except (TypeError, ValueError):
        raise DocumentError(path, "expected a date such as 2027-09-20") from None


def _read_tuple(kind: Any, got: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(got, list):
        raise DocumentError(path, f"expected a list, found {_name(got)}")
    args = typing.get_args(kind)
    if len(args) == 2 and args[1] is Ellipsis:
        inner = args[0]
        return tuple([_read(inner, each, f"{path}[{at}]") for at, each in enumerate(got)])
    if len(args) != len(got):
        raise DocumentError(path, f"expected {len(args)} entries, found {len(got)}")
    return tuple(_read(inner, each, f"{path}[{at}]") for at, (inner, each) in enumerate(zip(args, got, strict=True)))


def _read_dataclass(kind: Any, got: Any, path: str) -> Any:
    if not isinstance(got, dict):
        raise DocumentError(path, f"expected an object, found {_name(got)}")
    wanted, needed = _plan(kind)
    values = {}
    for key, each in got.items():
        if key not in wanted:
            raise DocumentError(f"{path}.{key}", f"{kind.__name__} has no field of this name")
        values[key] = _read(wanted[key], each, f"{path}.{key}")
    missing = needed - values.keys()
    if missing:
        raise DocumentError(path, f"the field {sorted(missing)[0]!r} is missing")
    try:
        return kind(**values)
    except ValueError as stop:
        raise DocumentError(path, str(stop)) from None


def _name(got: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", int: "a number", bool: "true or false", type(None): "nothing"}
    return names.get(type(got), "something else")
