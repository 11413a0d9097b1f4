"""The structure that a tagged PDF gives: headings, lists and tables as their author meant them. Runs in the child process only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral

DEEPEST = 100
MOST_NODES = 400_000


@dataclass(slots=True)
class Node:
    """`kids` are further nodes and (page, mark) pairs, in reading order; pages count from 1."""

    tag: str
    kids: list[Any] = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    actual: str = ""


def structure(document: PDFDocument, pages: dict[int, int]) -> Node | None:
    """The tree; `pages`: object number of a page -> its number. None where there is none, or where it is broken."""
    root = resolve1(document.catalog.get("StructTreeRoot"))
    if not isinstance(root, dict):
        return None
    roles = resolve1(root.get("RoleMap"))
    walk = _Walk(pages, {key: _name(value) for key, value in roles.items()} if isinstance(roles, dict) else {})
    top = Node(tag="Document")
    try:
        walk.kids(root.get("K"), top, 0, 0)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return None
    return top if walk.marks else None


class _Walk:
    def __init__(self, pages: dict[int, int], roles: dict[str, str]) -> None:
        self.pages = pages
        self.roles = roles
        self.seen: set[int] = set()
        self.nodes = 0
        self.marks = 0

    def kids(self, held: Any, node: Node, page: int, depth: int) -> None:
        if depth > DEEPEST:
            return
        many = resolve1(held)
        for each in many if isinstance(many, list) else [held]:
            self.kid(each, node, page, depth)

    def kid(self, each: Any, node: Node, page: int, depth: int) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise ValueError("too many parts")
        if isinstance(each, PDFObjRef):
            if each.objid in self.seen:
                return
            self.seen.add(each.objid)
        value = resolve1(each)
        if isinstance(value, int) and not isinstance(value, bool):
            self._mark(node, page, value)
        elif isinstance(value, dict):
            here = self._page(value, page)
            if "MCID" in value and "S" not in value:
                number = resolve1(value["MCID"])
                if isinstance(number, int):
                    self._mark(node, here, number)
            elif "S" in value:
                child = self._node(value)
                node.kids.append(child)
                self.kids(value.get("K"), child, here, depth + 1)

    def _mark(self, node: Node, page: int, number: int) -> None:
        self.marks += 1
        node.kids.append((page, number))

    def _page(self, value: dict[str, Any], otherwise: int) -> int:
        reference = value.get("Pg")
        return self.pages.get(reference.objid, otherwise) if isinstance(reference, PDFObjRef) else otherwise

    def _node(self, value: dict[str, Any]) -> Node:
        tag = _name(value.get("S"))
        for _ in range(5):
            if tag not in self.roles or self.roles[tag] == tag:
                break
            tag = self.roles[tag]
        node = Node(tag=tag, actual=_text(value.get("ActualText")))
        held = resolve1(value.get("A"))
        for each in held if isinstance(held, list) else [held]:
            about = resolve1(each)
            about = about.attrs if isinstance(about, PDFStream) else about
            if isinstance(about, dict):
                node.rows = _whole(about.get("RowSpan"), node.rows)
                node.columns = _whole(about.get("ColSpan"), node.columns)
        return node


def marks_of(node: Node) -> list[tuple[int, int]]:
    """Every (page, mark) under a node, in reading order."""
    found: list[tuple[int, int]] = []
    stack: list[Any] = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, Node):
            stack.extend(reversed(here.kids))
        else:
            found.append(here)
    return found


def _name(value: Any) -> str:
    got = resolve1(value)
    name = got.name if isinstance(got, PSLiteral) else got
    return name.decode("latin-1") if isinstance(name, bytes) else str(name or "")


def _text(value: Any) -> str:
    got = resolve1(value)
    if not isinstance(got, bytes):
        return ""
    return got.decode("utf-16", "replace") if got.startswith((b"\xfe\xff", b"\xff\xfe")) else got.decode("latin-1")


def _whole(value: Any, otherwise: int) -> int:
    got = resolve1(value)
    return got if isinstance(got, int) and 0 < got < 2000 else otherwise
