"""Rules of everything that has an identifier: its shape, and that a package and its parts say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from curricle.cli.case.ledger import Ledger
from curricle.interop.case.rules import ENDPOINTS

ALONE = ("CFPackageURI", "CFDocumentURI")
NONE_THERE = "no package that was read has one"


def packages(ledger: Ledger, documents: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """Packages of the first documents, each compared with its document."""
    found = []
    for document in documents[:most]:
        id = document.get("identifier")
        answer = ledger.shape("package", f"CFPackages/{id}", "CFPackage")
        alone = ledger.shape("document", f"CFDocuments/{id}", "CFDocument")
        if answer is None:
            continue
        found.append(answer.json)
        place = f"CFPackages/{id}"
        inside = answer.json.get("CFDocument")
        if alone is not None and isinstance(inside, dict):
            same = without(inside) == without(alone.json)
            ledger.note("package: its document is the document", place, [] if same else ["they differ in more than CFPackageURI"])
        ledger.note("package: no identifier twice", place, _twice(answer.json))
        ledger.note("package: links inside lead to items that are there", place, _loose(answer.json))
        ledger.note("package: changed no earlier than its parts", place, _younger(answer.json))
    return found


def without(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name not in ALONE}


def single(ledger: Ledger, found: list[dict[str, Any]]) -> None:
    """Every endpoint that gives one thing, tried on the first that the packages hold."""
    for path, shape, must in ENDPOINTS:
        name = path.partition("/")[0]
        if name in ("CFPackages", "CFDocuments"):
            continue
        source = "CFItems" if name == "CFItemAssociations" else name
        id = next((each.get("identifier") for package in found for each in _parts(package, source)), None)
        if id is None:
            ledger.untried(f"{name}: an endpoint of its own", path, NONE_THERE)
            continue
        place = f"{name}/{id}"
        answer = ledger.shape(name, place, shape, must=must)
        if answer is not None:
            ledger.note(f"{name}: it is the one that was asked for", place, _other(answer.json, name, shape, id), must=must)


def _other(body: dict[str, Any], name: str, shape: str, id: Any) -> list[str]:
    if shape == "CFAssociationSet":
        given = body.get("CFItem")
        ends = [(each.get("originNodeURI"), each.get("destinationNodeURI")) for each in _list(body.get("CFAssociations"))]
        loose = [pair for pair in ends if not any(isinstance(end, dict) and end.get("identifier") == id for end in pair)]
        wrong = [f"{len(loose)} associations that neither begin nor end at it"] if loose else []
    elif shape.endswith("Set"):
        given, wrong = next(iter(_list(body.get(name))), None), []
    else:
        given, wrong = body, []
    same = isinstance(given, dict) and given.get("identifier") == id
    return wrong if same else [*wrong, "another one came, or it does not stand first"]


def _parts(package: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    definitions = package.get("CFDefinitions")
    held = package.get(name) or (definitions.get(name) if isinstance(definitions, dict) else None)
    yield from _list(held)


def _list(got: Any) -> list[dict[str, Any]]:
    return [each for each in got if isinstance(each, dict)] if isinstance(got, list) else []


def _twice(package: dict[str, Any]) -> Iterable[str]:
    for name in ("CFItems", "CFAssociations"):
        ids = [str(each.get("identifier")) for each in _parts(package, name)]
        if len(ids) != len(set(ids)):
            yield f"{name} hold {len(ids) - len(set(ids))} doubles"


def _loose(package: dict[str, Any]) -> Iterable[str]:
    known = {each.get("identifier") for each in _parts(package, "CFItems")} | {(package.get("CFDocument") or {}).get("identifier")}
    for each in _parts(package, "CFAssociations"):
        ends = [(each.get(name) or {}).get("identifier") for name in ("originNodeURI", "destinationNodeURI")]
        if each.get("associationType") == "isChildOf" and not set(ends) <= known:
            yield f"isChildOf {each.get('identifier')} leads out of the package"


def _younger(package: dict[str, Any]) -> Iterable[str]:
    document = str((package.get("CFDocument") or {}).get("lastChangeDateTime", ""))
    parts = [*_parts(package, "CFItems"), *_parts(package, "CFAssociations")]
    late = [each for each in parts if str(each.get("lastChangeDateTime", "")) > document]
    if late:
        yield f"{len(late)} parts were changed after the document says that anything was"
