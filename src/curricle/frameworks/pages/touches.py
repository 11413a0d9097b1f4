"""What a new version touches, by organisation, with the old and the new text. The upper parts of the house use these parts too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.versions.compare import ItemChange
from curricle.core.versions.touched import Touch
from curricle.core.versions.words import Span
from curricle.frameworks.pages.sides import item_href, version_href
from curricle.ui.parts import Link
from curricle.ui.words import plural

if TYPE_CHECKING:
    from curricle.frameworks.comparing import Side


FOLDED = 60  # places above which each thing is shown closed


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedItem:
    """One changed item, and where one thing points at it."""

    item: Link
    acts: str
    places: tuple[str, ...]
    old: str
    new: tuple[str, ...]
    as_before: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedThing:
    what: str
    title: Link
    items: tuple[TouchedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedOrganisation:
    name: str
    things: tuple[TouchedThing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchesPage:
    """`folded`: there is so much that each thing is shown closed.

    `programmes` is where an upper part of the house tells the same of programmes, "" where there is none.
    """

    title: str
    changes: Link
    version: Link
    says: str
    organisations: tuple[TouchedOrganisation, ...]
    folded: bool
    programmes: str
    download: str


def touches_page(
    before: Side, after: Side, became: Mapping[str, ItemChange], touches: Iterable[Touch], *, programmes: str, may_download: bool
) -> TouchesPage:
    """The page; `became` is `struck` of the difference."""
    found, at = tuple(touches), [after.id, before.id]
    return TouchesPage(
        title=f"What the changes of {after.value.title} {after.value.version} touch",
        changes=Link(text=f"Changes from {before.value.version}", href=reverse("frameworks:changes", args=at)),
        version=Link(text=f"{after.value.title} {after.value.version}", href=version_href(after)),
        says=says(before, became, found),
        organisations=organisations(before, became, found),
        folded=len(found) > FOLDED,
        programmes=programmes,
        download=reverse("frameworks:touches_download", args=at) if may_download and found else "",
    )


def says(before: Side, became: Mapping[str, ItemChange], found: tuple[Touch, ...]) -> str:
    """The sum in a sentence."""
    changed = f"{plural(len(became), 'item')} of {before.value.title} {before.value.version} changed or went."
    struck = plural(len({each.item for each in found}), "of them is", "of them are")
    return f"{changed} {struck} named in crosswalks or model curricula, {plural(len(found), 'time')}."


def organisations(before: Side, became: Mapping[str, ItemChange], touches: Iterable[Touch]) -> tuple[TouchedOrganisation, ...]:
    """Touches grouped by organisation, thing and item, in the order in which they came."""
    grouped: dict[str, dict[tuple[str, str, str], dict[str, list[str]]]] = {}
    for each in touches:
        thing = grouped.setdefault(each.organisation, {}).setdefault((each.what, each.title, each.href), {})
        thing.setdefault(each.item, []).append(each.place)
    names = {item.id: item for item in before.value.items}

    def item(id: str, places: list[str]) -> TouchedItem:
        change = became[id]
        spans = next((part.spans for part in change.fields if part.field == "statement"), ())
        return TouchedItem(
            item=Link(text=names[id].name, href=item_href(before, id)),
            acts=" and ".join(change.acts),
            places=tuple(places),
            old=names[id].statement,
            new=tuple(f"{part.name}: {part.statement}" for part in change.after),
            as_before=[part.statement for part in change.after] == [names[id].statement],
            spans=spans if len(change.before) == len(change.after) == 1 else (),
        )

    return tuple(
        TouchedOrganisation(
            name=name,
            things=tuple(
                TouchedThing(
                    what=what.capitalize(),
                    title=Link(text=title, href=href),
                    items=tuple(item(id, places) for id, places in items.items()),
                )
                for (what, title, href), items in things.items()
            ),
        )
        for name, things in grouped.items()
    )
