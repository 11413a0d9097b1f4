"""Faults in JSON of every format: a change of its values, or of the bytes that hold them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from faulty_sheets import ADDRESS, DEEP, SCRIPT, WIDE
from framework_files import A1, A2, B1, FILES, A, B

NAMES = {"case 1.0": "sample.json", "case 1.1": "sample.json", "curricle json": "sample.json", "skills england": "sample.json"}
_NEW = ("caseVersion", "frameworkType", "extensions", "caseVersion")  # what CASE 1.0 does not know
NOWHERE = "99999999-1111-4111-8111-111111111111"


def document(format: str) -> Any:
    file = {"case 1.0": "package", "case 1.1": "package", "curricle json": "ours", "skills england": "standard"}[format]
    held = json.loads(FILES[f"{file}.json"][0])
    if format == "case 1.0":
        held = json.loads(json.dumps(held).replace("/v1p1/", "/v1p0/"))
        for name in _NEW:
            held["CFDocument"].pop(name, None)
    return held


class Parts:
    """Items, links and texts of one of the formats, under the same names."""

    def __init__(self, format: str) -> None:
        self.whole = document(format)
        self.case = format.startswith("case")
        self.flat = format == "skills england"
        inner = self.whole if self.case or self.flat else self.whole["framework"]
        self.links = inner.get("CFAssociations" if self.case else "links", [])
        self.items = inner.get("CFItems" if self.case else "items") if not self.flat else [*inner["knowledges"], *inner["skills"]]
        self.id = "identifier" if self.case else "id"
        self.code = "humanCodingScheme" if self.case else "code"
        self.text = "fullStatement" if self.case else "statement" if not self.flat else "detail"
        if self.flat:
            self.id = "skillId"

    def item(self, id: str) -> dict[str, Any]:
        return next(each for each in self.items if id in each.values())

    def link(self, source: str) -> dict[str, Any]:
        """The isChildOf link of an item."""
        return next(each for each in self.links if self.source(each) == source)

    def source(self, link: dict[str, Any]) -> str:
        return str(link["originNodeURI"]["identifier"] if self.case else link["source"])

    def point(self, link: dict[str, Any], target: str, source: str = "") -> None:
        if self.case:
            link["destinationNodeURI"] = {"title": "x", "identifier": target, "uri": f"https://localhost/{target}"}
            link["originNodeURI"] |= {"identifier": source} if source else {}
        else:
            link["target"] = target
            link |= {"source": source} if source else {}

    def add(self, like: dict[str, Any], number: int, **said: str) -> dict[str, Any]:
        made = copy.deepcopy(like) | said
        if self.case:
            made["identifier"] = f"7{number:07}-1111-4111-8111-111111111111"
            made["uri"] = f"https://localhost/{number}"
        return made

    @property
    def bytes(self) -> bytes:
        return json.dumps(self.whole).encode()


def cycle(held: Parts) -> bytes:
    held.point(held.link(A), A1)
    return held.bytes


def two_parents(held: Parts) -> bytes:
    second = held.add(held.link(A1), 1)
    held.point(second, B)
    held.links.append(second)
    return held.bytes


def dangling(held: Parts) -> bytes:
    if held.flat:
        held.whole["duties"][0]["mappedSkills"] = [NOWHERE]
        return held.bytes
    held.point(held.link(B1), NOWHERE)
    astray = held.add(held.link(A1), 1, **({"associationType": "isRelatedTo"} if held.case else {"type": "isRelatedTo"}))
    held.point(astray, NOWHERE, NOWHERE.replace("9", "8"))
    held.links.append(astray)
    return held.bytes


def identifier_twice(held: Parts) -> bytes:
    held.item(A2)[held.id] = A1
    return held.bytes


def code_twice(held: Parts) -> bytes:
    held.item(A2)[held.code] = "A1"
    return held.bytes


def say(text: str) -> Callable[[Parts], bytes]:
    def work(held: Parts) -> bytes:
        held.item(A2)[held.text] = text
        return held.bytes

    return work


def instead(old: str, new: bytes) -> Callable[[Parts], bytes]:
    """Other bytes in the middle of a statement."""
    return lambda held: held.bytes.replace(old.encode(), new)


def chained(held: Parts, number: int, deep: bool) -> bytes:
    """Many items, each under the one before, or all under the first."""
    item, link = held.items[0], held.link(A)
    ids = [f"2{at:07}-1111-4111-8111-111111111111" for at in range(number)]
    made = [held.add(item, at) | {held.id: id, held.text: f"Item {at}", held.code: f"n{at}"} for at, id in enumerate(ids)]
    links = []
    for at, id in enumerate(ids[1:], 1):
        each = held.add(link, at)
        held.point(each, ids[at - 1] if deep else ids[0], id)
        links.append(each)
    held.items[:], held.links[:] = made, links
    return held.bytes


def deep(held: Parts) -> bytes:
    if held.flat:
        return held.bytes[:-1] + b', "keywords": ' + b"[" * DEEP + b"]" * DEEP + b"}"
    return chained(held, DEEP, deep=True)


def wide(held: Parts) -> bytes:
    if held.flat:
        held.whole["skills"] = [{"skillId": f"9{at:07}-1111-4111-8111-111111111111", "detail": f"Item {at}"} for at in range(WIDE)]
        held.whole["duties"] = []
        return held.bytes
    return chained(held, WIDE, deep=False)


def number(held: Parts) -> bytes:
    return held.bytes.replace(b'"title"', b'"level": NaN, "title"', 1)


def address(held: Parts) -> bytes:
    if held.flat:
        held.whole["standardPageUrl"] = ADDRESS
    elif held.case:
        held.whole["CFDocument"]["officialSourceURL"] = held.whole["$schema"] = ADDRESS
    else:
        held.whole["framework"]["source_url"] = ADDRESS
    return say(f"Prescribes orthoses, see {ADDRESS}")(held)


MAKE: dict[str, Callable[[Parts], bytes]] = {
    "cycle": cycle,
    "two parents": two_parents,
    "dangling link": dangling,
    "identifier twice": identifier_twice,
    "code twice": code_twice,
    "no statement": say(" "),
    "wrong encoding": instead("Prescribes orthoses", "Prescribes orthosés".encode("cp1252")),
    "NUL": instead("orthoses", b"ortho\\u0000ses"),
    "lone surrogate": instead("orthoses", b"ortho\\ud800ses"),
    "deep": deep,
    "wide": wide,
    "key twice": instead('"title"', b'"title": "Another", "title"'),
    "NaN": number,
    "trailing text": lambda held: held.bytes + b"\n{}",
    "truncated": lambda held: held.bytes[: len(held.bytes) // 2],
    "mislabelled": lambda held: held.bytes,
    "formula": say(f'=HYPERLINK("{ADDRESS}")'),
    "script": say(SCRIPT),
    "address": address,
}


def faulty(fault: str, format: str) -> bytes:
    """The file of that format with that fault."""
    return MAKE[fault](Parts(format))
