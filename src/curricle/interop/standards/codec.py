"""The published JSON of a standard to a framework: KSBs by their GUID, labels by their position, duties linked to KSBs."""

from __future__ import annotations

import re
from typing import Any

from curricle.core.canonical import canonical
from curricle.core.framework import Facts, Figure, Framework, Item, Link
from curricle.door.assembly import NO_VERSION, child_links, finish, steady_id
from curricle.door.html_words import plain
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Reading, refuse
from curricle.door.report import Report
from curricle.door.strict_json import loads
from curricle.interop.standards.duties import read_duties

FORMAT = "standard"
#: list in the file -> (name of the id, prefix of the label, kind)
LISTS = {
    "knowledges": ("knowledgeId", "K", "knowledge"),
    "skills": ("skillId", "S", "skill"),
    "behaviours": ("behaviourId", "B", "behaviour"),
    "technicalKnowledges": ("id", "TK", "knowledge"),
    "technicalSkills": ("id", "TS", "skill"),
    "employabilitySkillsAndBehaviours": ("id", "ESB", "behaviour"),
}
_PAGES = ("standardPageUrl", "foundationApprenticeshipUrl", "apprenticeshipUnitUrl")
_REFERENCE = re.compile(r"\A(?:ST|FA|AU)[0-9]{4}\Z")
_VERSION = re.compile(r"\A[0-9]+\.[0-9]+\Z")
#: Status and its dates are not content; these stand in fields of their own.
_STATUS = {
    "status", "approvedForDelivery", "earliestStartDate", "latestStartDate", "latestEndDate", "createdDate", "publishDate", "lastUpdated",
    "changedDate",
}  # fmt: skip
_PLACED = {"title", "referenceNumber", "level", "version", "versionNumber", "route", "maxFunding", "duties", *_PAGES, *LISTS}


def is_standard(got: Any) -> bool:
    """Whether JSON looks like one published standard (or a list of them)."""
    first = got[0] if type(got) is list and got else got
    return type(first) is dict and "referenceNumber" in first and bool(first.keys() & (LISTS.keys() | {"duties"}))


def read(data: bytes, *, limits: Limits = DEFAULT) -> Reading[Framework]:
    """One standard. Raises Refused with JSON paths for a KSB without id or text, equal ids, or more than one standard."""
    return read_document(loads(data, limits=limits, floats=True), limits=limits)


def read_document(got: Any, *, limits: Limits = DEFAULT) -> Reading[Framework]:
    """As `read`, from JSON that the door has already taken in."""
    at = "$"
    if type(got) is list and len(got) == 1:
        got, at = got[0], "$[0]"
    if type(got) is list:
        raise refuse("$", f"the file holds {len(got)} standards; bring one at a time")
    if not is_standard(got):
        raise refuse("$", "this is not the JSON of a standard: it has no referenceNumber with knowledge, skills or duties")
    report = Report()
    places: dict[str, str] = {}
    items = _ksbs(got, at, places, report)
    duties, relations = read_duties(got, at, places, report)
    framework = _framework(got, at, (*items, *duties), relations, report)
    return finish(framework, format=FORMAT, report=report, places=places, limits=limits, derive_pillars=False)


def _ksbs(got: dict[str, Any], at: str, places: dict[str, str], report: Report) -> list[Item]:
    items = []
    for name, (id_name, prefix, kind) in LISTS.items():
        entries = got.get(name) or []
        if type(entries) is not list:
            report.error(f"{at}.{name}", "expected a list here")
            continue
        for number, entry in enumerate(entries):
            here = f"{at}.{name}[{number}]"
            id = _text(entry, id_name, here, report)
            detail = _text(entry, "detail", here, report)
            if not detail.strip():
                report.error(f"{here}.detail", "this entry has no text")
            if not id:
                report.error(f"{here}.{id_name}", "this entry has no id")
            elif id in places:
                report.error(f"{here}.{id_name}", f"the id {id} is already that of {places[id]}")
            else:
                places[id] = here
                items.append(Item(id=id, kind=kind, statement=detail, code=f"{prefix}{number + 1}"))
    return items


def _framework(got: dict[str, Any], at: str, items: tuple[Item, ...], relations: tuple[Link, ...], report: Report) -> Framework:
    reference = _text(got, "referenceNumber", at, report).strip()
    if not _REFERENCE.match(reference):
        report.warn(f"{at}.referenceNumber", f"{reference[:40]!r} is not a reference such as ST0001, FA0001 or AU0001")
    title = _text(got, "title", at, report)
    if not title.strip():
        report.error(f"{at}.title", "the standard has no title")
    version = _version(got, at, report)
    line = steady_id("standard", reference)
    id = steady_id("standard", reference, version)
    if any(got.get(name) for name in _STATUS):
        report.note(at, "the standard's status and its dates are not part of its content")
    overview = _text(got, "overviewOfRole", at, report)
    children = child_links((item.id, id, order) for order, item in enumerate(items, 1))
    return Framework(
        id=id,
        line=line,
        code=reference,
        title=title,
        version=version,
        kind="standard",
        items=items,
        links=(*children, *relations),
        description=plain(overview),
        source_url=next((got[page] for page in _PAGES if type(got.get(page)) is str), ""),
        subjects=(got["route"],) if type(got.get("route")) is str and got["route"] else (),
        mappable=tuple(kind for kind in ("knowledge", "skill", "behaviour") if any(item.kind == kind for item in items)),
        facts=_facts(got, at, reference, report),
        extras=tuple(sorted((name, _kept(value)) for name, value in got.items() if name not in _STATUS | _PLACED and _says(value))),
    )


def _version(got: dict[str, Any], at: str, report: Report) -> str:
    said = [_version_text(got.get(name)) for name in ("version", "versionNumber")]
    version = said[0] or said[1]
    if not version:
        report.warn(f"{at}.version", f"the standard names no version; it is read as {NO_VERSION}")
        return NO_VERSION
    if not _VERSION.match(version):
        report.warn(f"{at}.version", f"{version[:20]!r} is not a version such as 1.1")
    if all(said) and said[0] != said[1]:
        report.warn(f"{at}.versionNumber", f"version is {said[0]} but versionNumber is {said[1]}")
    return version


def _version_text(value: Any) -> str:
    """A version may come as a number; 1 and 1.0 are then both "1.0"."""
    if type(value) is int:
        return f"{value}.0"
    return str(value).strip() if type(value) in (str, float) else ""


def _facts(got: dict[str, Any], at: str, reference: str, report: Report) -> Facts:
    hours = reference.startswith("AU")
    minimum = _whole(got, "minimumHoursForCompliance", at, report)
    figures = []
    if minimum is not None:
        figures.append(
            Figure(
                name="minimum hours for compliance", amount=minimum, unit="hours", source="the standard's published file", confidence="A"
            )
        )
    return Facts(
        reference=reference,
        level=_whole(got, "level", at, report),
        months=None if hours else _whole(got, "typicalDuration", at, report),
        funding_band=_whole(got, "maxFunding", at, report),
        figures=tuple(figures),
    )


def _whole(got: dict[str, Any], name: str, at: str, report: Report) -> int | None:
    value = got.get(name)
    if type(value) is str and value.strip().isdecimal() and len(value) < 12:
        return int(value)
    if value is None or value == "" or type(value) is int:
        return value if type(value) is int else None
    report.warn(f"{at}.{name}", f"{str(value)[:20]!r} is not a whole number and is left out", left_out=str(value)[:20])
    return None


def _text(holder: Any, name: str, at: str, report: Report) -> str:
    got = holder.get(name) if type(holder) is dict else None
    if got is None or type(got) is str:
        return got or ""
    report.error(f"{at}.{name}", "expected text here")
    return ""


def _says(value: Any) -> bool:
    return value is not None and value != "" and value != [] and value != {}


def _kept(value: Any) -> str:
    return value if type(value) is str else canonical(value).decode()
