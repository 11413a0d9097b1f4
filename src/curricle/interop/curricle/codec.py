"""{"curricle": 1, "framework": {…}} and {"curricle": 1, "programme": {…}}: nothing is lost, nothing is guessed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from curricle.core.canonical import DocumentError, canonical, from_document, to_document
from curricle.core.framework import Framework
from curricle.core.programme import Programme
from curricle.core.registry import CHILD_OF
from curricle.door.assembly import finish
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Reading, refuse
from curricle.door.report import Report
from curricle.door.strict_json import loads

FORMAT = "curricle"
EDITION = 1
T = TypeVar("T")


def read_framework(data: bytes, *, limits: Limits = DEFAULT) -> Reading[Framework]:
    """The framework in the envelope. Raises Refused with a JSON path for any field that is missing, unknown or of the wrong kind."""
    return read_framework_document(loads(data, limits=limits), limits=limits)


read = read_framework


def read_programme(data: bytes, *, limits: Limits = DEFAULT) -> Reading[Programme]:
    """The programme in the envelope. Raises Refused as `read_framework`, and for two parts with the same id."""
    return read_programme_document(loads(data, limits=limits), limits=limits)


def read_framework_document(got: Any, *, limits: Limits = DEFAULT) -> Reading[Framework]:
    """As `read_framework`, from JSON that the door has already taken in."""
    framework = _open(got, "framework", Framework)
    report = Report()
    places: dict[str, str] = {}
    _note_places(((item.id, f"$.framework.items[{at}]") for at, item in enumerate(framework.items)), places, report)
    for at, item in enumerate(framework.items):
        if not item.statement.strip():
            report.error(f"$.framework.items[{at}].statement", "the item has no statement")
    _check_links(framework, places, report)
    return finish(framework, format=FORMAT, report=report, places=places, limits=limits, derive_pillars=False)


def _check_links(framework: Framework, places: Mapping[str, str], report: Report) -> None:
    """Refused: links that are nobody's. Warned: a parent that is not here, and a second one."""
    ends = places.keys() | {framework.id}
    parents: dict[tuple[str, str], str] = {}
    for at, link in enumerate(framework.links):
        here = f"$.framework.links[{at}]"
        if link.source not in ends and link.target not in ends:
            report.error(here, "neither end of this link is in the framework")
        elif link.type != CHILD_OF:
            continue
        elif link.source in ends and link.target not in ends:
            report.warn(here, f"{link.target[:60]} is not in this framework, so the item stands at the top")
        elif parents.setdefault((link.source, link.group), here) != here:
            first = parents[link.source, link.group]
            report.warn(here, f"this item has a parent already at {first}, which is its place in the tree; both links are kept")


def read_programme_document(got: Any, *, limits: Limits = DEFAULT) -> Reading[Programme]:
    """As `read_programme`, from JSON that the door has already taken in."""
    programme = _open(got, "programme", Programme)
    report = Report()
    places: dict[str, str] = {}
    for at, module in enumerate(programme.modules):
        here = f"$.programme.modules[{at}]"
        _note_places([(module.id, here)], places, report)
        _note_places(((each.id, f"{here}.outcomes[{no}]") for no, each in enumerate(module.outcomes)), places, report)
        _note_places(((each.id, f"{here}.assessments[{no}]") for no, each in enumerate(module.assessments)), places, report)
    _note_places(((each.id, f"$.programme.pathways[{at}]") for at, each in enumerate(programme.pathways)), places, report)
    report.stop()
    return Reading(value=programme, format=FORMAT, problems=report.problems, places=places)


def write_framework(framework: Framework, *, pretty: bool = False) -> bytes:
    """The envelope as canonical bytes, or indented for people to read; both read back as the same framework."""
    return _write("framework", framework, pretty)


def write_item(framework: Framework, id: str, *, address: str) -> bytes:
    """One item of a framework with its links, and which version it stands in, `address` being that version's; not to be read back.

    Raises KeyError for an item that is not there.
    """
    items = {item.id: item for item in framework.items}
    of = {"id": framework.id, "line": framework.line, "code": framework.code, "title": framework.title, "version": framework.version}
    links = [to_document(link) for link in framework.links if id in (link.source, link.target)]
    return canonical({"curricle": EDITION, "item": to_document(items[id]), "links": links, "framework": {**of, "address": address}})


def write_programme(programme: Programme, *, pretty: bool = False) -> bytes:
    """The envelope as canonical bytes, or indented for people to read; both read back as the same programme."""
    return _write("programme", programme, pretty)


def _write(name: str, value: Any, pretty: bool) -> bytes:
    envelope = {"curricle": EDITION, name: to_document(value)}
    return json.dumps(envelope, ensure_ascii=False, indent=2).encode() + b"\n" if pretty else canonical(envelope)


def _open(got: Any, name: str, kind: type[T]) -> T:
    if type(got) is not dict or "curricle" not in got:
        raise refuse("$.curricle", "this is not Curricle's own JSON")
    if got["curricle"] != EDITION or type(got["curricle"]) is not int:
        raise refuse("$.curricle", f"this program reads edition {EDITION} of Curricle's JSON")
    if name not in got:
        raise refuse(f"$.{name}", f"there is no {name} in this file")
    unknown = sorted(got.keys() - {"curricle", name})
    if unknown:
        raise refuse(f"$.{unknown[0]}", "nothing of this name belongs here")
    try:
        return from_document(kind, got[name], f"$.{name}")
    except DocumentError as stop:
        raise refuse(stop.path, stop.says) from None


def _note_places(found: Iterable[tuple[str, str]], places: dict[str, str], report: Report) -> None:
    for id, at in found:
        if not id:
            report.error(f"{at}.id", "the id is empty")
        elif id in places:
            report.error(f"{at}.id", f"the id {id} is already that of {places[id]}")
        places.setdefault(id, at)
