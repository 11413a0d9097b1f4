"""The editor of a crosswalk: the items of the source with how many links each has, and for the chosen one its links and candidates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from curricle.core.alignment import mappable_items
from curricle.core.crosswalk import CROSSWALK_RELATIONS, STRENGTHS
from curricle.core.framework import Framework, Item
from curricle.core.graph import tree_of
from curricle.frameworks.pages.crosswalk import LinkPart, coverage, link_parts
from curricle.frameworks.queries import fold
from curricle.ui.parts import Link, Pages
from curricle.ui.words import plural

if TYPE_CHECKING:
    from curricle.door.problems import Problem
    from curricle.frameworks.models import CrosswalkChange, CrosswalkLinkRow, CrosswalkRow

LEFT, RIGHT = 100, 20  # items of one page of the source, candidates shown at once


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePart:
    """An item of the left column; `level` is its depth, at most 4."""

    name: str
    statement: str
    href: str
    links: int
    level: int
    heading: bool
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    id: str
    name: str
    statement: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What somebody asked for or typed: kept where it could not be saved. `targets` are ids."""

    at: str = ""
    q: str = ""
    show: str = ""
    page: int = 1
    targets: frozenset[str] = frozenset()
    relation: str = "exact"
    strength: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A link as it stands now and as somebody entered it."""

    pair: str
    stands: str
    entered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkingPage:
    title: str
    back: str
    here: str
    address: str
    coverage: tuple[tuple[str, str], ...]
    only_unlinked: Link
    items: tuple[SourcePart, ...]
    pages: Pages
    at: str
    chosen: Link | None
    chosen_says: str
    links: tuple[LinkPart, ...]
    target: str
    candidates: tuple[Candidate, ...]
    more: str
    entered: Entered
    relations: tuple[tuple[str, str], ...]
    strengths: tuple[tuple[str, str], ...]
    change: str
    undo: str
    last: str
    bring: str
    next_unlinked: str
    revision: int
    errors: tuple[Link, ...]
    stale: str
    clash: tuple[Clash, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class BringLinksPage:
    """Pasting links or choosing a file; what was pasted stays where it could not be read."""

    title: str
    back: str
    action: str
    text: str
    revision: int
    problems: tuple[Problem, ...]
    stale: str
    relations: tuple[tuple[str, str], ...] = tuple(CROSSWALK_RELATIONS.items())


def linking_page(
    row: CrosswalkRow,
    sides: tuple[Framework, Framework],
    links: Iterable[CrosswalkLinkRow],
    last: CrosswalkChange | None,
    entered: Entered,
    *,
    error: str = "",
    stale: str = "",
    clash: Iterable[Clash] = (),
) -> LinkingPage:
    """The editor as it stands, with what was entered."""
    parts, uuid = link_parts(row, sides, links, named=True), str(row.uuid)
    counts = _counts(parts)
    listed = _listed(sides[0], counts, entered.show)
    at = entered.at or next((item.id for item in listed if not _heading(sides[0], item)), "")
    item = next((each for each in sides[0].items if each.id == at), None)
    own = tuple(each for each in parts if each.source_id == at)
    candidates, more = _candidates(sides[1], entered, {each.target_id for each in own})
    address = reverse("frameworks:edit_crosswalk", args=[uuid])
    return LinkingPage(
        title=f"Links of {row.title}",
        back=reverse("frameworks:crosswalk", args=[uuid]),
        here=address,
        address=f"{address}?{urlencode(_asked(entered, at=at))}",
        coverage=coverage(sides, parts),
        only_unlinked=_filter(address, entered),
        items=_left(address, sides[0], listed, counts, at, entered),
        pages=_pages(address, len(listed), entered),
        at=at if item else "",
        chosen=Link(text=item.name, href=reverse("frameworks:item", args=[row.source.uuid, item.id])) if item else None,
        chosen_says=item.statement if item else "",
        links=own,
        target=f"{sides[1].title} {sides[1].version}",
        candidates=candidates,
        more=more,
        entered=entered,
        relations=tuple(CROSSWALK_RELATIONS.items()),
        strengths=tuple((str(number), word) for number, word in STRENGTHS.items()),
        change=reverse("frameworks:change_link", args=[uuid]),
        undo=reverse("frameworks:undo_links", args=[uuid]) if last else "",
        last=f"{last.what}, {last.by.name if last.by else 'the program'}" if last else "",
        bring=reverse("frameworks:bring_links", args=[uuid]),
        next_unlinked=_next(address, sides[0], counts, at, entered),
        revision=row.revision,
        errors=(Link(text=error, href="#candidates"),) if error else (),
        stale=stale,
        clash=tuple(clash),
    )


def bring_links_page(row: CrosswalkRow, *, text: str = "", problems: Iterable[Problem] = (), stale: str = "") -> BringLinksPage:
    return BringLinksPage(
        title=f"Bring links for {row.title}",
        back=reverse("frameworks:edit_crosswalk", args=[row.uuid]),
        action=reverse("frameworks:bring_links", args=[row.uuid]),
        text=text,
        revision=row.revision,
        problems=tuple(problems),
        stale=stale,
    )


def _asked(entered: Entered, **other: object) -> dict[str, object]:
    asked = {"at": entered.at, "q": entered.q, "show": entered.show, "page": entered.page if entered.page > 1 else ""} | other
    return {key: value for key, value in asked.items() if value}


def _counts(parts: Iterable[LinkPart]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for each in parts:
        found[each.source_id] = found.get(each.source_id, 0) + 1
    return found


def _heading(framework: Framework, item: Item) -> bool:
    return item.id not in {each.id for each in mappable_items(framework)}


def _listed(source: Framework, counts: Mapping[str, int], show: str) -> list[Item]:
    """The items of the left column in tree order; of the unlinked ones, those that count."""
    items = {item.id: item for item in source.items}
    counted = {item.id for item in mappable_items(source)}
    order = [items[id] for id in tree_of(source).order]
    return [item for item in order if item.id in counted and item.id not in counts] if show == "unlinked" else order


def _left(
    address: str, source: Framework, listed: list[Item], counts: Mapping[str, int], at: str, entered: Entered
) -> tuple[SourcePart, ...]:
    depth, counted = tree_of(source).depth, {item.id for item in mappable_items(source)}
    first = (entered.page - 1) * LEFT
    return tuple(
        SourcePart(
            name=item.name,
            statement=item.statement,
            href=f"{address}?{urlencode(_asked(entered, at=item.id, q=''))}#chosen",
            links=counts.get(item.id, 0),
            level=min(4, depth[item.id]),
            heading=item.id not in counted,
            current=item.id == at,
        )
        for item in listed[first : first + LEFT]
    )


def _candidates(target: Framework, entered: Entered, taken: set[str]) -> tuple[tuple[Candidate, ...], str]:
    """Items of the target that hold the words, those that count first where no words were given."""
    words = fold(entered.q)
    pool = target.items if words else mappable_items(target)
    found = [item for item in pool if item.id not in taken and words in fold(f"{item.code} {item.title} {item.statement}")]
    found.sort(key=lambda item: item.id not in entered.targets)
    shown = tuple(
        Candidate(id=item.id, name=item.name, statement=item.statement, chosen=item.id in entered.targets) for item in found[:RIGHT]
    )
    rest = len(found) - len(shown)
    return shown, f"{plural(rest, 'more item', 'more items')}: search by words or code to see them." if rest > 0 else ""


def _filter(address: str, entered: Entered) -> Link:
    unlinked = entered.show == "unlinked"
    asked = _asked(entered, show="" if unlinked else "unlinked", page="")
    return Link(text="Show all items" if unlinked else "Show unlinked items only", href=f"{address}?{urlencode(asked)}")


def _pages(address: str, total: int, entered: Entered) -> Pages:
    count = max(1, -(-total // LEFT))

    def at(page: int) -> str:
        return f"{address}?{urlencode(_asked(entered, page=page))}" if 1 <= page <= count else ""

    return Pages(number=min(entered.page, count), count=count, previous=at(entered.page - 1), next=at(entered.page + 1))


def _next(address: str, source: Framework, counts: Mapping[str, int], at: str, entered: Entered) -> str:
    """The next item after the chosen one that counts and has no link, on its page of the left column; round to the first."""
    order = tree_of(source).order
    counted = {item.id for item in mappable_items(source)}
    start = order.index(at) + 1 if at in order else 0
    for id in (*order[start:], *order[:start]):
        if id in counted and id not in counts and id != at:
            page = 1 if entered.show else order.index(id) // LEFT + 1
            return f"{address}?{urlencode(_asked(entered, at=id, q='', page=page if page > 1 else ''))}#chosen"
    return ""
