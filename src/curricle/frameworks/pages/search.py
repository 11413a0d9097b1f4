"""The search page: what was found, framework by framework."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from curricle.core.registry import FRAMEWORK_KINDS
from curricle.frameworks.pages.tree import BranchPart, found_part
from curricle.frameworks.searching import Found, Group
from curricle.ui.parts import Link, Pages
from curricle.ui.words import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIn:
    """The hits of one framework on this page. `all`: the way to every hit in it, where some stand elsewhere."""

    title: str
    href: str
    about: str
    count: str
    branch: BranchPart
    all: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    q: str
    kind: str
    older: bool
    kinds: tuple[tuple[str, str], ...]
    action: str
    says: str
    empty: str
    groups: tuple[FoundIn, ...]
    chosen: tuple[Link, ...]
    pages: Pages


def search_page(found: Found, *, q: str, kind: str, older: str) -> SearchPage:
    """The page. The address holds everything that was asked."""
    action = reverse("frameworks:search")
    asked = {name: value for name, value in (("q", q), ("kind", kind), ("older", older and "1")) if value}

    def without(name: str) -> str:
        return f"{action}?{urlencode({key: value for key, value in asked.items() if key != name})}"

    def at(number: int) -> str:
        return f"{action}?{urlencode({**asked, 'page': number})}" if 1 <= number <= found.count else ""

    words = {"kind": FRAMEWORK_KINDS.get(kind, kind), "older": "Older versions too"}
    return SearchPage(
        q=q,
        kind=kind,
        older=bool(older),
        kinds=tuple(FRAMEWORK_KINDS.items()),
        action=action,
        says=_says(found, q),
        empty=_empty(found, q),
        groups=tuple(_group(each, q) for each in found.groups),
        chosen=tuple(Link(text=text, href=without(name)) for name, text in words.items() if asked.get(name)),
        pages=Pages(number=found.number, count=found.count, previous=at(found.number - 1), next=at(found.number + 1)),
    )


def _says(found: Found, q: str) -> str:
    if not q.strip():
        return plural(found.searched, "framework") + " to search"
    return f"“{q.strip()}”: {plural(found.total, 'item')} in {found.frameworks} of {plural(found.searched, 'framework')}"


def _empty(found: Found, q: str) -> str:
    if found.groups:
        return ""
    if not found.searched:
        return "Published frameworks can be searched here. There are none yet."
    if not q.strip():
        return "Type a word, a part of one, or a code. What you find stands here, framework by framework."
    return f"No item holds “{q.strip()}”. Try one word, or a part of one; accents and capitals do not matter."


def _group(each: Group, q: str) -> FoundIn:
    version, rows, total = each.version, each.rows, each.total
    address = reverse("frameworks:version", args=[version.uuid])
    return FoundIn(
        title=f"{version.title} {version.version}",
        href=address,
        about=", ".join(part for part in (FRAMEWORK_KINDS.get(version.kind, version.kind), version.owner, version.stage) if part),
        count=plural(total, "item"),
        branch=found_part(str(version.uuid), rows),
        all=f"{address}?{urlencode({'q': q})}" if total > len(rows) else "",
    )
