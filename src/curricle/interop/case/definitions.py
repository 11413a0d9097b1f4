"""CFDefinitions, rubrics and package extensions: kept without times on the way in, completed to the 1.1 schema on the way out."""

from __future__ import annotations

import json
from typing import Any

from curricle.core.framework import Framework
from curricle.door.report import Report
from curricle.interop.case.shape import NOT_STATED, as_text, licence_id

#: What the schema requires and older packages leave out, with what we say then.
_REQUIRED = {
    "CFConcepts": ("title", "hierarchyCode"),
    "CFSubjects": ("title", "hierarchyCode"),
    "CFItemTypes": ("title", "description", "hierarchyCode"),
    "CFLicenses": ("title", "licenseText"),
    "CFAssociationGroupings": ("title",),
}


def kept_parts(package: dict[str, Any], document: str, licence: str, report: Report) -> list[tuple[str, str]]:
    """These parts as extras, without times of change, what is empty (null, missing and empty are alike), our "not stated" and licence."""
    own = licence_id(document, licence) if licence else ""
    found: list[tuple[str, Any]] = [("CFDefinitions", _definitions(package.get("CFDefinitions"), own, report))]
    rubrics = package.get("CFRubrics") or []
    if type(rubrics) is list and all(type(each) is dict for each in rubrics):
        found.append(("CFRubrics", _without_times(rubrics)))
    else:
        report.error("$.CFRubrics", "expected a list of rubrics here")
    if type(package.get("extensions") or {}) is dict:
        found.append(("extensions", package.get("extensions")))
    else:
        report.error("$.extensions", "expected an object here")
    return [(f"CFPackage.{name}", as_text(value)) for name, value in found if value]


def _definitions(got: Any, own_licence: str, report: Report) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if got is not None and type(got) is not dict:
        report.error("$.CFDefinitions", "expected an object here")
        return out
    for name, entries in (got or {}).items():
        at = f"$.CFDefinitions.{name}"
        if name == "extensions":
            out[name] = entries
        elif name not in _REQUIRED:
            report.warn(at, "CASE has no definitions of this name", left_out=name)
        elif type(entries or []) is not list or any(type(each) is not dict for each in entries or []):
            report.error(at, "expected a list of objects here")
        else:
            out[name] = [_without_times(each) for each in entries or [] if not own_licence or each.get("identifier") != own_licence]
    return {name: value for name, value in out.items() if value}


def _without_times(value: Any) -> Any:
    if type(value) is dict:
        said = ((name, _without_times(each)) for name, each in value.items() if name != "lastChangeDateTime")
        return {name: each for name, each in said if each not in (None, "", [], {}, NOT_STATED)}
    return [_without_times(each) for each in value] if type(value) is list else value


def definitions_of(framework: Framework, extras: dict[str, str], local: str, when: str) -> dict[str, Any]:
    """The CFDefinitions of a package; the framework's own licence is added when it has only a title."""
    kept = json.loads(extras.get("CFPackage.CFDefinitions", "{}"))
    out: dict[str, Any] = {}
    for name, entries in kept.items():
        out[name] = entries if name == "extensions" else [_complete(each, _REQUIRED[name], when) for each in entries]
    if framework.licence and "licenseURI" not in extras:
        id = licence_id(framework.id, framework.licence)
        own = {"identifier": id, "uri": f"{local}CFLicenses/{id}", "title": framework.licence, "licenseText": framework.licence}
        out.setdefault("CFLicenses", []).append(own | {"lastChangeDateTime": when})
    return out


def rubrics_of(kept: str, when: str) -> list[Any]:
    """The rubrics of a package with their times put back at every level."""
    return [_timed(each, when) for each in json.loads(kept)]


def _complete(entry: dict[str, Any], required: tuple[str, ...], when: str) -> dict[str, Any]:
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
