"""CASE packages to frameworks: wording to the byte, places as JSON paths, status left to those who keep it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from curricle.core.framework import Framework, Item
from curricle.door.assembly import finish, is_uuid
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Reading, refuse
from curricle.door.report import Report
from curricle.door.strict_json import loads
from curricle.interop.case.document import read_document_part
from curricle.interop.case.links import read_links
from curricle.interop.case.naming import points_to_ours
from curricle.interop.case.shape import KEPT, OURS, as_text, extensions_of, kind_of, line_of, text_of, texts_of, unwrap

FORMAT = "case"
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
    items, places, dated = _items(package, report, home, line_of(document, id), limits)
    links = read_links(package, id, places, report, home)
    if dated:
        report.note("$.CFItems", f"{dated} items carry status dates, which are not part of a framework's content")
    framework = read_document_part(document, package, id, home, items, report)
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
    """The part of the addresses before CFDocuments/…; what lives at the same home need not keep its own address."""
    ours = document.get("extensions")
    ours = ours.get(OURS) if type(ours) is dict else None
    if type(ours) is dict and type(ours.get("home")) is str:
        return str(ours["home"])
    uri = document.get("uri")
    ending = f"CFDocuments/{id}"
    return uri.removesuffix(ending) if type(uri) is str and uri.endswith(ending) else ""


def _items(package: dict[str, Any], report: Report, home: str, line: str, limits: Limits) -> tuple[tuple[Item, ...], dict[str, str], int]:
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
        item = _item(entry, at, report, home, line)
        if item.id in places:
            report.error(f"{at}.identifier", f"the identifier {item.id} is already that of {places[item.id]}")
        elif item.id:
            places[item.id] = at
            items.append(item)
        dated += "statusStartDate" in entry or "statusEndDate" in entry
    return tuple(items), places, dated


def _item(entry: dict[str, Any], at: str, report: Report, home: str, line: str) -> Item:
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
    extras.extend((name, as_text(entry[name])) for name in KEPT if get(name) and not points_to_ours(name, entry, line))
    ours, foreign = extensions_of(entry, at, report)
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
