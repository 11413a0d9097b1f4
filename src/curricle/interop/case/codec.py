"""CASE packages to frameworks: wording to the byte, places as JSON paths, status left to those who keep it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from curricle.core.canonical import DocumentError, canonical, from_document
from curricle.core.framework import Facts, Framework, Item
from curricle.door.assembly import NO_VERSION, finish, is_uuid, short_code
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Reading, refuse
from curricle.door.report import Report
from curricle.door.strict_json import loads
from curricle.interop.case.links import read_links
from curricle.interop.case.shape import FRAMEWORK_TYPES, KEPT, NOT_STATED, OURS, STATUS, kind_of, licence_id, text_of, texts_of, unwrap

FORMAT = "case"
_TIMES = frozenset({"lastChangeDateTime"})
_OUR_TEXTS = ("practice_level", "fheq_level", "scope", "requirement")
_OUR_LISTS = ("pillars", "professions")


def read(data: bytes, *, limits: Limits = DEFAULT) -> Reading[Framework]:
    """A CASE 1.0 or 1.1 package, flat or wrapped. Raises Refused with every error and its JSON path.

    Refused: no document, items without identifier or fullStatement, equal identifiers, rings of parents. Warned: links that
    lead nowhere, doubled isChildOf, identifiers that are no UUID, missing creator.
    """
    return read_document(loads(data, limits=limits, floats=True), limits=limits)


def read_document(got: Any, *, limits: Limits = DEFAULT) -> Reading[Framework]:
    """As `read`, from JSON that the door has already taken in."""
    package = unwrap(got, "CFPackage")
    if type(package) is not dict or type(unwrap(package.get("CFDocument"), "CFDocument")) is not dict:
        raise refuse("$.CFDocument", "a CASE package has a CFDocument; there is none here")
    report = Report()
    document = unwrap(package["CFDocument"], "CFDocument")
    id = _document_id(document, report)
    home = _home(document, id)
    items, places, dated = _items(package, report, home, limits)
    links = read_links(package, id, places, report, home)
    if dated:
        report.note("$.CFItems", f"{dated} items carry status dates, which are not part of a framework's content")
    framework = _framework(document, package, id, home, items, report)
    return finish(replace(framework, links=links), format=FORMAT, report=report, places=places, limits=limits)


def _document_id(document: dict[str, Any], report: Report) -> str:
    id = text_of(document, "identifier", "$.CFDocument", report)
    if not id:
        report.error("$.CFDocument.identifier", "the document has no identifier")
    elif not is_uuid(id):
        report.warn("$.CFDocument.identifier", f"{id[:60]!r} is not a UUID")
    for name in ("title", "creator"):
        if not document.get(name):
            report.warn(f"$.CFDocument.{name}", f"the document has no {name}, which CASE requires")
    return id


def _home(document: dict[str, Any], id: str) -> str:
    """The part of the addresses before CFDocuments/…; items at the same home need not keep their own address."""
    uri = document.get("uri")
    ending = f"CFDocuments/{id}"
    return uri.removesuffix(ending) if type(uri) is str and uri.endswith(ending) else ""


def _items(package: dict[str, Any], report: Report, home: str, limits: Limits) -> tuple[tuple[Item, ...], dict[str, str], int]:
    entries = unwrap(package.get("CFItems"), "CFItems") or []
    if type(entries) is not list:
        raise refuse("$.CFItems", "expected a list of items here")
    if len(entries) > limits.items:
        raise refuse("$.CFItems", f"the package has more than {limits.items:,} items (limit items)")
    items: list[Item] = []
    places: dict[str, str] = {}
    dated = 0
    for number, entry in enumerate(entries):
        entry = unwrap(entry, "CFItem")
        at = f"$.CFItems[{number}]"
        if type(entry) is not dict:
            report.error(at, "expected an item here")
            continue
        item = _item(entry, at, report, home)
        if item.id in places:
            report.error(f"{at}.identifier", f"the identifier {item.id} is already that of {places[item.id]}")
        elif item.id:
            places[item.id] = at
            items.append(item)
        dated += "statusStartDate" in entry or "statusEndDate" in entry
    return tuple(items), places, dated


def _item(entry: dict[str, Any], at: str, report: Report, home: str) -> Item:
    get = entry.get
    id = text_of(entry, "identifier", at, report)
    statement = text_of(entry, "fullStatement", at, report)
    if not id:
        report.error(f"{at}.identifier", "the item has no identifier")
    elif not is_uuid(id):
        report.warn(f"{at}.identifier", f"{id[:60]!r} is not a UUID")
    if not statement.strip():
        report.error(f"{at}.fullStatement", "the item has no fullStatement")
    item_type = text_of(entry, "CFItemType", at, report)
    kind, keep = kind_of(item_type)
    extras = [("CFItemType", item_type)] if keep else []
    uri = text_of(entry, "uri", at, report)
    if uri and uri != f"{home}CFItems/{id}":
        extras.append(("uri", uri))
    extras.extend((name, _as_text(entry[name])) for name in KEPT if get(name))
    ours, foreign = _extensions(entry, at, report)
    extras.extend(foreign)
    return Item(
        id=id,
        kind=kind,
        statement=statement,
        code=text_of(entry, "humanCodingScheme", at, report),
        title=text_of(entry, "abbreviatedStatement", at, report),
        notes=text_of(entry, "notes", at, report),
        language=text_of(entry, "language", at, report),
        enumeration=text_of(entry, "listEnumeration", at, report),
        label=text_of(entry, "alternativeLabel", at, report),
        keywords=texts_of(entry, "conceptKeywords", at, report),
        subjects=texts_of(entry, "subject", at, report),
        education_levels=texts_of(entry, "educationLevel", at, report),
        extras=tuple(sorted(extras)),
        **_our_fields(ours, f"{at}.extensions.{OURS}", report),
    )


def _our_fields(ours: dict[str, Any], at: str, report: Report) -> dict[str, Any]:
    if not ours:
        return {}
    fields: dict[str, Any] = {name: text_of(ours, name, at, report) for name in _OUR_TEXTS if name in ours}
    fields.update({name: texts_of(ours, name, at, report) for name in _OUR_LISTS if name in ours})
    return fields


def _extensions(holder: dict[str, Any], at: str, report: Report) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """(our own fields, everybody else's as extras)."""
    got = holder.get("extensions")
    if not got:
        return {}, []
    if type(got) is not dict:
        report.error(f"{at}.extensions", "expected an object here")
        return {}, []
    ours = got.get(OURS)
    foreign = [(f"extensions.{name}", _as_text(value)) for name, value in got.items() if name != OURS or type(ours) is not dict]
    return ours if type(ours) is dict else {}, foreign


def _as_text(value: Any) -> str:
    """JSON text of a value; a text keeps its quotes, so that reading back is exact."""
    return canonical(value).decode()


def _framework(document: dict[str, Any], package: dict[str, Any], id: str, home: str, items: tuple[Item, ...], report: Report) -> Framework:
    at = "$.CFDocument"
    ours, foreign = _extensions(document, at, report)
    title = text_of(document, "title", at, report) or "Untitled framework"
    version = text_of(document, "version", at, report)
    if not version:
        report.note(f"{at}.version", f"the document names no version; it is read as {NO_VERSION}")
    kind, type_extra = _framework_kind(text_of(document, "frameworkType", at, report), ours)
    licence, licence_extra = _licence(document, id)
    if any(document.get(name) for name in STATUS):
        report.note(at, "the document's status and its dates are not part of its content")
    extras = [*foreign, *type_extra, *licence_extra, *_package_extras(package, id, licence)]
    uri = text_of(document, "uri", at, report)
    if uri and uri != str(ours.get("home", "\0")) + f"CFDocuments/{id}":
        extras.append(("uri", uri))
    if document.get("subjectURI"):
        extras.append(("subjectURI", _as_text(document["subjectURI"])))
    return Framework(
        id=id,
        line=text_of(ours, "line", f"{at}.extensions.{OURS}", report) or id,
        code=text_of(ours, "code", f"{at}.extensions.{OURS}", report) or short_code(title),
        title=title,
        version=version or NO_VERSION,
        kind=kind,
        items=items,
        creator=_creator(text_of(document, "creator", at, report), ours),
        publisher=text_of(document, "publisher", at, report),
        description=text_of(document, "description", at, report),
        language=text_of(document, "language", at, report),
        licence=licence,
        source_url=text_of(document, "officialSourceURL", at, report),
        notes=text_of(document, "notes", at, report),
        subjects=texts_of(document, "subject", at, report),
        professions=texts_of(ours, "professions", f"{at}.extensions.{OURS}", report),
        mappable=texts_of(ours, "mappable", f"{at}.extensions.{OURS}", report),
        demonstration=ours.get("demonstration") is True,
        facts=_facts(ours, f"{at}.extensions.{OURS}.facts", report),
        extras=tuple(sorted(extras)),
    )


def _creator(said: str, ours: dict[str, Any]) -> str:
    return "" if ours and said == NOT_STATED else said


def _framework_kind(framework_type: str, ours: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    if type(ours.get("kind")) is str and ours["kind"]:
        return ours["kind"], []
    for kind, known in FRAMEWORK_TYPES.items():
        if framework_type == known:
            return kind, []
    return "framework", [("frameworkType", framework_type)] if framework_type else []


def _facts(ours: dict[str, Any], at: str, report: Report) -> Facts:
    if "facts" not in ours:
        return Facts()
    try:
        return from_document(Facts, ours["facts"], at)
    except DocumentError as stop:
        report.error(stop.path, stop.says)
        return Facts()


def _licence(document: dict[str, Any], id: str) -> tuple[str, list[tuple[str, str]]]:
    got = document.get("licenseURI")
    if type(got) is not dict:
        return "", [("licenseURI", _as_text(got))] if got else []
    title = got.get("title") if type(got.get("title")) is str else ""
    if title and got.get("identifier") == licence_id(id, title):
        return title, []
    return title or "", [("licenseURI", _as_text(got))]


def _package_extras(package: dict[str, Any], id: str, licence: str) -> list[tuple[str, str]]:
    """Definitions, rubrics and package extensions, without the times of their last change and without our "not stated"."""
    definitions = _without_times(package.get("CFDefinitions"))
    if type(definitions) is dict and type(definitions.get("CFLicenses")) is list:
        ours = licence_id(id, licence) if licence else ""
        definitions["CFLicenses"] = [each for each in definitions["CFLicenses"] if type(each) is not dict or each.get("identifier") != ours]
    if type(definitions) is dict:
        definitions = {name: value for name, value in definitions.items() if value}
    kept = (
        ("CFDefinitions", definitions),
        ("CFRubrics", _without_times(package.get("CFRubrics"))),
        ("extensions", package.get("extensions")),
    )
    return [(f"CFPackage.{name}", _as_text(value)) for name, value in kept if value]


def _without_times(value: Any) -> Any:
    if type(value) is dict:
        return {name: _without_times(each) for name, each in value.items() if name not in _TIMES and each != NOT_STATED}
    return [_without_times(each) for each in value] if type(value) is list else value
