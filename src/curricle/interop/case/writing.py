"""Frameworks to CASE 1.1 packages that hold to the closed schema: flat, no CFDocumentURI inside, own fields in extensions."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from curricle.core.canonical import to_document
from curricle.core.framework import Framework, Item, Link
from curricle.core.registry import RELATIONS
from curricle.interop.case.definitions import definitions_of, rubrics_of
from curricle.interop.case.shape import FRAMEWORK_TYPES, KEPT, NOT_STATED, OURS, item_type_of, licence_id, link_id

_EXT = re.compile(r"\Aext:[a-zA-Z0-9._-]+\Z")


def write(
    framework: Framework,
    *,
    base: str = "https://localhost/ims/case/v1p1",
    changed: datetime | None = None,
    adoption_status: str = "",
    status_start: str = "",
    status_end: str = "",
) -> bytes:
    """The package as UTF-8 JSON. `base` is the address of the CASE service, `changed` the lastChangeDateTime (UTC) of everything.

    The status is not part of a framework, so it is given here; dates as 2027-09-20. Reading the bytes gives the same framework.
    """
    home = base.rstrip("/") + "/"
    when = (changed or datetime(1970, 1, 1, tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    extras = dict(framework.extras)
    local = _home(extras.get("uri", ""), framework.id) or home
    status = {"adoptionStatus": adoption_status, "statusStartDate": status_start, "statusEndDate": status_end}
    package: dict[str, Any] = {
        "CFDocument": _document(framework, extras, local, when) | {name: value for name, value in status.items() if value},
        "CFItems": [_item(item, local, when) for item in framework.items],
    }
    names = {item.id: item.name for item in framework.items} | {framework.id: framework.title}
    associations = [_association(link, framework.id, names, local, when) for link in framework.links]
    if associations:
        package["CFAssociations"] = associations
    definitions = definitions_of(framework, extras, local, when)
    if definitions:
        package["CFDefinitions"] = definitions
    if "CFPackage.CFRubrics" in extras:
        package["CFRubrics"] = rubrics_of(extras["CFPackage.CFRubrics"], when)
    if "CFPackage.extensions" in extras:
        package["extensions"] = json.loads(extras["CFPackage.extensions"])
    return json.dumps(package, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _home(uri: str, id: str) -> str:
    ending = f"CFDocuments/{id}"
    return uri.removesuffix(ending) if uri.endswith(ending) else ""


def _document(framework: Framework, extras: dict[str, str], local: str, when: str) -> dict[str, Any]:
    ours: dict[str, Any] = {
        "line": framework.line if framework.line != framework.id else "",
        "code": framework.code,
        "kind": "" if framework.kind in FRAMEWORK_TYPES or framework.kind == "framework" else framework.kind,
        "professions": list(framework.professions),
        "mappable": list(framework.mappable),
        "demonstration": framework.demonstration,
        "facts": to_document(framework.facts),
        "home": "" if _home(extras.get("uri", ""), framework.id) else local,
    }
    got: dict[str, Any] = {
        "identifier": framework.id,
        "uri": extras.get("uri") or f"{local}CFDocuments/{framework.id}",
        "frameworkType": FRAMEWORK_TYPES.get(framework.kind) or extras.get("frameworkType", ""),
        "caseVersion": "1.1",
        "creator": framework.creator or NOT_STATED,
        "title": framework.title,
        "lastChangeDateTime": when,
        "officialSourceURL": framework.source_url,
        "publisher": framework.publisher,
        "description": framework.description,
        "subject": list(framework.subjects),
        "subjectURI": _json(extras, "subjectURI"),
        "language": framework.language,
        "version": framework.version,
        "licenseURI": _json(extras, "licenseURI") or _licence(framework, local),
        "notes": framework.notes,
        "extensions": _extensions(ours, extras),
    }
    return _filled(got)


def _licence(framework: Framework, local: str) -> dict[str, str] | None:
    if not framework.licence:
        return None
    id = licence_id(framework.id, framework.licence)
    return {"title": framework.licence, "identifier": id, "uri": f"{local}CFLicenses/{id}"}


def _item(item: Item, local: str, when: str) -> dict[str, Any]:
    extras = dict(item.extras)
    ours = {
        "pillars": list(item.pillars),
        "professions": list(item.professions),
        "practice_level": item.practice_level,
        "fheq_level": item.fheq_level,
        "scope": item.scope,
        "requirement": item.requirement,
    }
    got: dict[str, Any] = {
        "identifier": item.id,
        "fullStatement": item.statement,
        "alternativeLabel": item.label,
        "CFItemType": extras.get("CFItemType") or item_type_of(item.kind),
        "uri": extras.get("uri") or f"{local}CFItems/{item.id}",
        "humanCodingScheme": item.code,
        "listEnumeration": item.enumeration,
        "abbreviatedStatement": item.title,
        "conceptKeywords": list(item.keywords),
        "notes": item.notes,
        "subject": list(item.subjects),
        "language": item.language,
        "educationLevel": list(item.education_levels),
        "lastChangeDateTime": when,
        "extensions": _extensions(ours, extras),
    }
    got.update({name: _json(extras, name) for name in KEPT})
    return _filled(got)


def _association(link: Link, document: str, names: dict[str, str], local: str, when: str) -> dict[str, Any]:
    extras = dict(link.extras)
    id = link.id or link_id(link.source, link.type, link.target, link.group)
    type_ = (
        link.type if link.type in RELATIONS or _EXT.match(link.type) else "ext:" + (re.sub(r"[^a-zA-Z0-9._-]+", "-", link.type) or "other")
    )
    got: dict[str, Any] = {
        "identifier": id,
        "associationType": type_,
        "uri": extras.get("uri") or f"{local}CFAssociations/{id}",
        "originNodeURI": _end(link.source, "originNodeURI", document, names, extras, local),
        "destinationNodeURI": _end(link.target, "destinationNodeURI", document, names, extras, local),
        "CFAssociationGroupingURI": _grouping(link.group, extras, local),
        "lastChangeDateTime": when,
        "notes": link.note,
        "extensions": _extensions({"type": link.type if type_ != link.type else ""}, extras),
    }
    filled = _filled(got)
    if link.order is not None:
        filled["sequenceNumber"] = link.order
    return filled


def _end(id: str, name: str, document: str, names: dict[str, str], extras: dict[str, str], local: str) -> dict[str, str]:
    part = "CFDocuments" if id == document else "CFItems"
    end = {"title": names.get(id, id), "identifier": id, "uri": extras.get(f"{name}.uri") or f"{local}{part}/{id}"}
    target = extras.get(f"{name}.targetType")
    return end | {"targetType": target} if target else end


def _grouping(group: str, extras: dict[str, str], local: str) -> dict[str, str] | None:
    if not group:
        return None
    uri = extras.get("CFAssociationGroupingURI.uri") or f"{local}CFAssociationGroupings/{group}"
    return {"title": group, "identifier": group, "uri": uri}


def _extensions(ours: dict[str, Any], extras: dict[str, str]) -> dict[str, Any]:
    found = {name.removeprefix("extensions."): json.loads(value) for name, value in extras.items() if name.startswith("extensions.")}
    own = _filled(ours)
    return found | {OURS: own} if own else found


def _json(extras: dict[str, str], name: str) -> Any:
    return json.loads(extras[name]) if name in extras else None


def _filled(got: dict[str, Any]) -> dict[str, Any]:
    """Without empty texts, lists and objects: null, missing and empty are alike in CASE."""
    return {name: value for name, value in got.items() if value or value == 0 and value is not False}
