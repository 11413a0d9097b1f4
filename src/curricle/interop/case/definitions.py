"""CFDefinitions and rubrics on the way out: kept parts with the times and required fields that the 1.1 schema asks for."""

from __future__ import annotations

import json
from typing import Any

from curricle.core.framework import Framework
from curricle.interop.case.shape import NOT_STATED, licence_id

#: What the schema requires and older packages leave out, with what we say then.
_REQUIRED = {
    "CFConcepts": ("title", "hierarchyCode"),
    "CFSubjects": ("title", "hierarchyCode"),
    "CFItemTypes": ("title", "description", "hierarchyCode"),
    "CFLicenses": ("title", "licenseText"),
    "CFAssociationGroupings": ("title",),
}


def definitions_of(framework: Framework, extras: dict[str, str], local: str, when: str) -> dict[str, Any]:
    """The CFDefinitions of a package; the framework's own licence is added when it has only a title."""
    kept = json.loads(extras.get("CFPackage.CFDefinitions", "{}"))
    out: dict[str, Any] = {}
    for name, entries in kept.items():
        if name in _REQUIRED and type(entries) is list:
            out[name] = [_complete(each, _REQUIRED[name], when) for each in entries]
        elif name == "extensions":
            out[name] = entries
    if framework.licence and "licenseURI" not in extras:
        id = licence_id(framework.id, framework.licence)
        own = {"identifier": id, "uri": f"{local}CFLicenses/{id}", "title": framework.licence, "licenseText": framework.licence}
        out.setdefault("CFLicenses", []).append(own | {"lastChangeDateTime": when})
    return out


def rubrics_of(kept: str, when: str) -> list[Any]:
    """The rubrics of a package with their times put back at every level."""
    return [_timed(each, when) for each in json.loads(kept)]


def _complete(entry: Any, required: tuple[str, ...], when: str) -> Any:
    if type(entry) is not dict:
        return entry
    missing = {name: NOT_STATED for name in required if not entry.get(name)}
    return entry | missing | {"lastChangeDateTime": when}


def _timed(part: Any, when: str) -> Any:
    if type(part) is not dict:
        return part
    inner = {
        name: [_timed(each, when) for each in value]
        for name, value in part.items()
        if name.startswith("CFRubricCriteri") and type(value) is list
    }
    return part | inner | {"lastChangeDateTime": when}
