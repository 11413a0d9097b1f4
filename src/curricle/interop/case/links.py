"""CFAssociations to links: doubles dropped, links that lead nowhere left out, unknown types kept."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from curricle.core.canonical import canonical
from curricle.core.framework import Link
from curricle.core.registry import CHILD_OF
from curricle.door.problems import refuse
from curricle.door.report import Report
from curricle.interop.case.naming import link_id
from curricle.interop.case.shape import OURS, text_of, unwrap


def read_links(package: dict[str, Any], document: str, places: Mapping[str, str], report: Report, home: str) -> tuple[Link, ...]:
    """The links of a package in its order; problems go to the report with their JSON path."""
    entries = unwrap(package.get("CFAssociations"), "CFAssociations") or []
    if type(entries) is not list:
        raise refuse("$.CFAssociations", "expected a list of associations here")
    links: list[Link] = []
    seen: dict[tuple[str, str, str, str], str] = {}
    parents: dict[tuple[str, str], str] = {}
    for number, entry in enumerate(entries):
        entry = unwrap(entry, "CFAssociation")
        at = f"$.CFAssociations[{number}]"
        if type(entry) is not dict:
            report.error(at, "expected an association here")
            continue
        link = _link(entry, at, report, home)
        if not _leads_somewhere(link, document, places, at, report):
            continue
        key = (link.source, link.target, link.type, link.group)
        if key in seen:
            report.warn(at, f"this link stands already at {seen[key]}", left_out=f"{link.type} {link.source} → {link.target}")
            continue
        seen[key] = at
        links.append(link)
        if link.type == CHILD_OF:
            first = parents.setdefault((link.source, link.group), at)
            if first != at:
                report.warn(at, f"this item has a parent already at {first}, which is its place in the tree; both links are kept")
    return tuple(links)


def _leads_somewhere(link: Link, document: str, places: Container[str], at: str, report: Report) -> bool:
    knows_source = link.source in places
    knows_target = link.target in places or link.target == document
    left_out = f"{link.type} {link.source} → {link.target}"
    if link.type == CHILD_OF and not (knows_source and knows_target):
        missing = link.target if knows_source else link.source
        report.warn(at, f"{missing or 'nothing'} is not in this package, so this isChildOf leads nowhere", left_out=left_out)
        return False
    if not link.source or not link.target or not (knows_source or knows_target or link.source == document):
        report.warn(at, "neither end of this link is in this package", left_out=left_out)
        return False
    if not knows_target:
        report.warn(at, f"this link leads to {link.target}, which is not in this package; it is kept as a link to elsewhere")
    return True


def _link(entry: dict[str, Any], at: str, report: Report, home: str) -> Link:
    source = _end(entry, "originNodeURI", at, report)
    target = _end(entry, "destinationNodeURI", at, report)
    type_ = text_of(entry, "associationType", at, report)
    if not type_:
        report.error(f"{at}.associationType", "the association has no type")
    group = _end(entry, "CFAssociationGroupingURI", at, report)
    id = text_of(entry, "identifier", at, report)
    type_ = _our_type(entry, type_)
    extras = []
    uri = text_of(entry, "uri", at, report)
    if uri and uri != f"{home}CFAssociations/{id}":
        extras.append(("uri", uri))
    for name in ("originNodeURI", "destinationNodeURI", "CFAssociationGroupingURI"):
        extras.extend(_end_extras(entry.get(name), name, home))
    extras.extend(_foreign(entry))
    return Link(
        source=source,
        target=target,
        type=type_,
        order=_order(entry.get("sequenceNumber"), at, report),
        note=text_of(entry, "notes", at, report),
        id="" if id[14:15] == "5" and id == link_id(source, type_, target, group) else id,  # only a UUID of version 5 can be ours
        group=group,
        extras=tuple(sorted(extras)),
    )


def _end(entry: dict[str, Any], name: str, at: str, report: Report) -> str:
    """The identifier at one end; 1.0 files may give a bare identifier instead of an object."""
    got = entry.get(name)
    if got is None:
        return ""
    if type(got) is str:
        return got.rpartition("/")[2]
    if type(got) is not dict or type(got.get("identifier")) is not str:
        report.error(f"{at}.{name}", "expected an object with an identifier here")
        return ""
    return str(got["identifier"])


def _end_extras(got: Any, name: str, home: str) -> list[tuple[str, str]]:
    """What an end says beyond its identifier: its kind of target, and its address when that is somewhere else."""
    if type(got) is not dict:
        return []
    extras = []
    if type(got.get("targetType")) is str and got["targetType"]:
        extras.append((f"{name}.targetType", got["targetType"]))
    uri = got.get("uri")
    if type(uri) is str and uri and not (home and uri.startswith(home)):
        extras.append((f"{name}.uri", uri))
    return extras


def _our_type(entry: dict[str, Any], said: str) -> str:
    ours = entry.get("extensions")
    ours = ours.get(OURS) if type(ours) is dict else None
    kept = ours.get("type") if type(ours) is dict else None
    return kept if type(kept) is str and kept else said


def _foreign(entry: dict[str, Any]) -> list[tuple[str, str]]:
    got = entry.get("extensions")
    if type(got) is not dict:
        return []
    return [(f"extensions.{name}", canonical(value).decode()) for name, value in got.items() if name != OURS]


def _order(got: Any, at: str, report: Report) -> int | None:
    if got is None or type(got) is int:
        return got
    report.warn(f"{at}.sequenceNumber", f"{str(got)[:20]!r} is not a whole number; the order is left open", left_out=str(got)[:20])
    return None
