"""CFDefinitions and package extensions: kept without times on the way in, completed to the 1.1 schema on the way out.

What a framework only says (the kinds of its items, subjects, keywords, a licence by its name, groups of links) gets entries of
our own on the way out, which reading leaves out again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from curricle.core.framework import Framework, Item
from curricle.door.report import Report
from curricle.interop.case.naming import BETWEEN, concept_id, is_ours, item_type_id, licence_id, subject_id
from curricle.interop.case.shape import NOT_STATED, as_text, item_type_of

#: What the schema requires and older packages leave out, with what we say then.
REQUIRED = {
    "CFConcepts": ("title", "hierarchyCode"),
    "CFSubjects": ("title", "hierarchyCode"),
    "CFItemTypes": ("title", "description", "hierarchyCode"),
    "CFLicenses": ("title", "licenseText"),
    "CFAssociationGroupings": ("title",),
}


def kept_parts(
    package: dict[str, Any], document: str, line: str, licence: str, rubrics: list[Any], report: Report
) -> list[tuple[str, str]]:
    """These parts as extras, without times, what is empty and what we wrote ourselves; `rubrics` are those without a type."""
    own = licence_id(document, licence) if licence else ""
    found: list[tuple[str, Any]] = [("CFDefinitions", _definitions(package.get("CFDefinitions"), own, line, report))]
    found.append(("CFRubrics", rubrics))
    if type(package.get("extensions") or {}) is dict:
        found.append(("extensions", package.get("extensions")))
    else:
        report.error("$.extensions", "expected an object here")
    return [(f"CFPackage.{name}", as_text(value)) for name, value in found if value]


def _definitions(got: Any, own_licence: str, line: str, report: Report) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if got is not None and type(got) is not dict:
        report.error("$.CFDefinitions", "expected an object here")
        return out
    for name, entries in (got or {}).items():
        at = f"$.CFDefinitions.{name}"
        if name == "extensions":
            out[name] = entries
        elif name not in REQUIRED:
            report.warn(at, "CASE has no definitions of this name", left_out=name)
        elif type(entries or []) is not list or any(type(each) is not dict for each in entries or []):
            report.error(at, "expected a list of objects here")
        else:
            plain = [without_times(each) for each in entries or [] if not own_licence or each.get("identifier") != own_licence]
            out[name] = [each for each in plain if not is_ours(name, each, line)]
    return {name: value for name, value in out.items() if value}


def without_times(value: Any) -> Any:
    """JSON without times of change and without what is empty: null, missing and empty are alike."""
    if type(value) is dict:
        said = ((name, without_times(each)) for name, each in value.items() if name != "lastChangeDateTime")
        return {name: each for name, each in said if each not in (None, "", [], {}, NOT_STATED)}
    return [without_times(each) for each in value] if type(value) is list else value


def definitions_of(framework: Framework, extras: dict[str, str], base: str) -> dict[str, Any]:
    """The CFDefinitions of a framework without times: those it was brought with, then those that its own words call for."""
    kept = json.loads(extras.get("CFPackage.CFDefinitions", "{}"))
    out: dict[str, Any] = {}
    for name, entries in kept.items():
        out[name] = entries if name == "extensions" else [_complete(each, REQUIRED[name]) for each in entries]
    for name, made in _made(framework, extras, base).items():
        known = [each.get("identifier") for each in out.get(name, ())]
        fresh = [each for each in made if each["identifier"] not in known]
        if fresh:
            out[name] = [*out.get(name, ()), *fresh]
    return out


def _made(framework: Framework, extras: dict[str, str], base: str) -> dict[str, list[dict[str, str]]]:
    line = framework.line
    types = dict.fromkeys(_item_types(framework.items))
    subjects = dict.fromkeys(() if "subjectURI" in extras else framework.subjects)
    subjects |= dict.fromkeys(
        each for item in framework.items if item.subjects and not _holds(item, "subjectURI") for each in item.subjects
    )
    keywords = (item.keywords for item in framework.items if item.keywords and not _holds(item, "conceptKeywordsURI"))
    groups = dict.fromkeys(link.group for link in framework.links if link.group)
    own = framework.licence if framework.licence and "licenseURI" not in extras else ""
    return {
        "CFConcepts": [
            _entry(base, "CFConcepts", concept_id(line, BETWEEN.join(words)), ", ".join(words))
            | {"keywords": BETWEEN.join(words), "hierarchyCode": str(place)}
            for place, words in enumerate(dict.fromkeys(keywords), 1)
        ],
        "CFSubjects": [
            _entry(base, "CFSubjects", subject_id(line, title), title) | {"hierarchyCode": str(place)}
            for place, title in enumerate(subjects, 1)
        ],
        "CFLicenses": [_entry(base, "CFLicenses", licence_id(framework.id, own), own) | {"licenseText": own}] if own else [],
        "CFItemTypes": [
            _entry(base, "CFItemTypes", item_type_id(line, title), title)
            | {"description": f"Items that this framework calls {title}", "hierarchyCode": str(place)}
            for place, title in enumerate(types, 1)
        ],
        "CFAssociationGroupings": [_entry(base, "CFAssociationGroupings", group, group) for group in groups],
    }


def _entry(base: str, name: str, id: str, title: str) -> dict[str, str]:
    return {"identifier": id, "uri": f"{base}{name}/{id}", "title": title}


def _item_types(items: Iterable[Item]) -> Iterable[str]:
    for item in items:
        title = dict(item.extras).get("CFItemType") or item_type_of(item.kind) if item.extras else item_type_of(item.kind)
        if title and not _holds(item, "CFItemTypeURI"):
            yield title


def _holds(item: Item, name: str) -> bool:
    return any(key == name for key, _ in item.extras)


def rubrics_of(kept: str, when: str) -> list[Any]:
    """Rubrics without a type of ours, with their times put back at every level."""
    return [_timed(each, when) for each in json.loads(kept)]


def _complete(entry: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return entry | {name: NOT_STATED for name in required if not entry.get(name)}


def _timed(part: Any, when: str) -> Any:
    if type(part) is not dict:
        return part
    inner = {
        name: [_timed(each, when) for each in value]
        for name, value in part.items()
        if name.startswith("CFRubricCriteri") and type(value) is list
    }
    return part | inner | {"lastChangeDateTime": when}
