"""The parts of a framework as CASE 1.1 knows them: flat, closed, ours in extensions. Inside a package or by themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from curricle.core.canonical import to_document
from curricle.core.drafting.taking_over import source_of as adopted_from
from curricle.core.framework import Framework, Item, Link
from curricle.core.registry import RELATIONS
from curricle.interop.case.definitions import definitions_of, rubrics_of
from curricle.interop.case.naming import BETWEEN, concept_id, item_type_id, licence_id, link_id, subject_id
from curricle.interop.case.rubrics import write_rubric
from curricle.interop.case.shape import FRAMEWORK_TYPES, KEPT, NOT_STATED, OURS, item_type_of

BASE = "https://localhost/ims/case/v1p1"
LONG_AGO = "1970-01-01T00:00:00Z"

_EXT = re.compile(r"\Aext:[a-zA-Z0-9._-]+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands beside a frozen text: the address of the service, times (UTC, "2027-09-20T08:30:00Z"), the status with its dates.

    `changed` is when anything of the document changed, its status too; `written` when its text was frozen.
    """

    base: str = BASE
    changed: str = LONG_AGO
    written: str = LONG_AGO
    status: str = ""
    starts: str = ""
    ends: str = ""

    @property
    def home(self) -> str:
        return self.base.rstrip("/") + "/"


class Index:
    """A framework looked up by identifiers; made once for many questions."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.extras = dict(framework.extras)
        self.names = {item.id: item.name for item in framework.items} | {framework.id: framework.title}

    @cached_property
    def items(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.framework.items}

    @cached_property
    def links(self) -> Mapping[str, Link]:
        return {id_of(link): link for link in self.framework.links}

    @cached_property
    def at_end(self) -> Mapping[str, list[Link]]:
        """Links by the identifiers at their ends, in the order of the framework."""
        found: dict[str, list[Link]] = {}
        for link in self.framework.links:
            for end in dict.fromkeys((link.source, link.target)):
                found.setdefault(end, []).append(link)
        return found

    def local(self, standing: Standing) -> str:
        """The part of addresses before CFItems/…: of the document's own home where it came from elsewhere."""
        return home_of(self.extras.get("uri", ""), self.framework.id) or standing.home


def id_of(link: Link) -> str:
    """The identifier of a link, ours where it has none."""
    return link.id or link_id(link.source, link.type, link.target, link.group)


def home_of(uri: str, id: str) -> str:
    ending = f"CFDocuments/{id}"
    return uri.removesuffix(ending) if uri.endswith(ending) else ""


def document_part(index: Index, standing: Standing, *, alone: bool) -> dict[str, Any]:
    """The CFDocument; `alone`: not inside its package, to which it then leads."""
    framework, extras, local = index.framework, index.extras, index.local(standing)
    ours: dict[str, Any] = {
        "line": framework.line if framework.line != framework.id else "",
        "code": framework.code,
        "kind": "" if framework.kind in FRAMEWORK_TYPES or framework.kind == "framework" else framework.kind,
        "professions": list(framework.professions),
        "mappable": list(framework.mappable),
        "demonstration": framework.demonstration,
        "facts": to_document(framework.facts),
        "home": "" if home_of(extras.get("uri", ""), framework.id) else local,
    }
    got: dict[str, Any] = {
        "identifier": framework.id,
        "uri": extras.get("uri") or f"{local}CFDocuments/{framework.id}",
        "frameworkType": FRAMEWORK_TYPES.get(framework.kind) or extras.get("frameworkType", ""),
        "caseVersion": "1.1",
        "creator": framework.creator or NOT_STATED,
        "title": framework.title,
        "lastChangeDateTime": standing.changed,
        "officialSourceURL": framework.source_url,
        "publisher": framework.publisher,
        "description": framework.description,
        "subject": list(framework.subjects),
        "subjectURI": _json(extras, "subjectURI") or _subjects(framework.subjects, framework.line, standing.home),
        "language": framework.language,
        "version": framework.version,
        "adoptionStatus": standing.status,
        "statusStartDate": standing.starts,
        "statusEndDate": standing.ends,
        "licenseURI": _json(extras, "licenseURI") or _licence(framework, standing.home),
        "notes": framework.notes,
        "extensions": _extensions(ours, extras),
    }
    if alone:
        got["CFPackageURI"] = _link(framework.title, framework.id, f"{standing.home}CFPackages/{framework.id}")
    return _filled(got)


def document_link(index: Index, standing: Standing) -> dict[str, str]:
    """A link to the document."""
    id = index.framework.id
    return _link(index.framework.title, id, index.extras.get("uri") or f"{index.local(standing)}CFDocuments/{id}")


def item_part(item: Item, index: Index, standing: Standing, *, document: dict[str, str] | None = None, ends: str = "") -> dict[str, Any]:
    """A CFItem; `document`: the link to its document, where it is wanted; `ends`: the day from which it is no longer part of it."""
    extras = dict(item.extras)
    line, local, home = index.framework.line, index.local(standing), standing.home
    ours = {
        "pillars": list(item.pillars),
        "professions": list(item.professions),
        "practice_level": item.practice_level,
        "fheq_level": item.fheq_level,
        "scope": item.scope,
        "requirement": item.requirement,
    }
    type_ = extras.get("CFItemType") or item_type_of(item.kind)
    got: dict[str, Any] = {
        "identifier": item.id,
        "fullStatement": item.statement,
        "alternativeLabel": item.label,
        "CFItemType": type_,
        "CFItemTypeURI": _link(type_, item_type_id(line, type_), f"{home}CFItemTypes/{item_type_id(line, type_)}") if type_ else None,
        "uri": extras.get("uri") or f"{local}CFItems/{item.id}",
        "humanCodingScheme": item.code,
        "listEnumeration": item.enumeration,
        "abbreviatedStatement": item.title,
        "conceptKeywords": list(item.keywords),
        "conceptKeywordsURI": _keywords(item.keywords, line, home),
        "notes": item.notes,
        "subject": list(item.subjects),
        "subjectURI": _subjects(item.subjects, line, home),
        "language": item.language,
        "educationLevel": list(item.education_levels),
        "statusEndDate": ends,
        "lastChangeDateTime": standing.written,
        "extensions": _extensions(ours, extras),
        "CFDocumentURI": document,
    }
    got.update({name: json.loads(extras[name]) for name in KEPT if name in extras})
    return _filled(got)


def association_part(link: Link, index: Index, standing: Standing, *, document: dict[str, str] | None = None) -> dict[str, Any]:
    """A CFAssociation; `document` as for an item."""
    extras, local = dict(link.extras), index.local(standing)
    id = id_of(link)
    known = link.type in RELATIONS or _EXT.match(link.type)
    type_ = link.type if known else "ext:" + (re.sub(r"[^a-zA-Z0-9._-]+", "-", link.type) or "other")
    got: dict[str, Any] = {
        "identifier": id,
        "associationType": type_,
        "uri": extras.get("uri") or f"{local}CFAssociations/{id}",
        "originNodeURI": _end(link.source, "originNodeURI", index, extras, local),
        "destinationNodeURI": _end(link.target, "destinationNodeURI", index, extras, local),
        "CFAssociationGroupingURI": _grouping(link.group, index, extras, local),
        "lastChangeDateTime": standing.written,
        "notes": link.note,
        "extensions": _extensions({"type": link.type if type_ != link.type else ""}, extras),
        "CFDocumentURI": document,
    }
    filled = _filled(got)
    if link.order is not None:
        filled["sequenceNumber"] = link.order
    return filled


def definition_parts(index: Index, standing: Standing) -> dict[str, Any]:
    """CFDefinitions with their times."""
    found = definitions_of(index.framework, index.extras, standing.home)
    timed = {"lastChangeDateTime": standing.written}
    return {name: entries if name == "extensions" else [each | timed for each in entries] for name, entries in found.items()}


def rubric_parts(index: Index, standing: Standing) -> list[Any]:
    """CFRubrics: typed ones, then those that were kept as they came."""
    local, kept = index.local(standing), index.extras.get("CFPackage.CFRubrics", "[]")
    typed = [write_rubric(each, local, standing.written, index.names) for each in index.framework.rubrics]
    return typed + rubrics_of(kept, standing.written)


def source_of(links: Iterable[Link], item: str) -> dict[str, str] | None:
    """The document that an adopted item comes from, as a link, where its place in this framework names one (aliasing)."""
    for link in links:
        id, uri = adopted_from(link) if link.source == item else ("", "")
        if id:
            return _link(NOT_STATED, id, uri or f"urn:uuid:{id}")
    return None


def _link(title: str, id: str, uri: str) -> dict[str, str]:
    return {"title": title, "identifier": id, "uri": uri}


def _licence(framework: Framework, home: str) -> dict[str, str] | None:
    id = licence_id(framework.id, framework.licence)
    return _link(framework.licence, id, f"{home}CFLicenses/{id}") if framework.licence else None


def _subjects(subjects: tuple[str, ...], line: str, home: str) -> list[dict[str, str]]:
    return [_link(each, subject_id(line, each), f"{home}CFSubjects/{subject_id(line, each)}") for each in subjects]


def _keywords(keywords: tuple[str, ...], line: str, home: str) -> dict[str, str] | None:
    id = concept_id(line, BETWEEN.join(keywords)) if keywords else ""
    return _link(", ".join(keywords), id, f"{home}CFConcepts/{id}") if id else None


def _end(id: str, name: str, index: Index, extras: dict[str, str], local: str) -> dict[str, str]:
    part = "CFDocuments" if id == index.framework.id else "CFItems"
    end = {"title": index.names.get(id, id), "identifier": id, "uri": extras.get(f"{name}.uri") or f"{local}{part}/{id}"}
    target = extras.get(f"{name}.targetType")
    return end | {"targetType": target} if target else end


def _grouping(group: str, index: Index, extras: dict[str, str], local: str) -> dict[str, str] | None:
    if not group:
        return None
    return _link(group, group, extras.get("CFAssociationGroupingURI.uri") or f"{local}CFAssociationGroupings/{group}")


def _extensions(ours: dict[str, Any], extras: dict[str, str]) -> dict[str, Any]:
    found = {name.removeprefix("extensions."): json.loads(value) for name, value in extras.items() if name.startswith("extensions.")}
    own = _filled(ours)
    return found | {OURS: own} if own else found


def _json(extras: dict[str, str], name: str) -> Any:
    return json.loads(extras[name]) if name in extras else None


def _filled(got: dict[str, Any]) -> dict[str, Any]:
    """Without empty texts, lists and objects: null, missing and empty are alike in CASE."""
    return {name: value for name, value in got.items() if value or value == 0 and value is not False}
