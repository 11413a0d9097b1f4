"""What components are given: small frozen values, so that a page can be tested without its template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from curricle.core.findings import Finding, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere; `current` marks where we are. An empty href shows plain words."""

    text: str
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    """A key and its value, with a Change link where it may be changed; `hidden` names the field for those who listen."""

    key: str
    value: str | Markup = ""
    value_href: str = ""
    href: str = ""
    action: str = "Change"
    hidden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A line of a task list; without href it is blocked and `hint` says why."""

    text: str
    href: str = ""
    status: str = ""
    colour: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A table's column; `sort` is '', 'none', 'ascending' or 'descending', `href` the address that sorts by it."""

    text: str
    numeric: bool = False
    sort: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table's cell; `html` only for markup made by the kit (a strip, a bar, a tag)."""

    text: str | int = ""
    href: str = ""
    html: Markup | str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    title: str
    at: datetime
    by: str = ""
    text: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Which page of how many, and the addresses of the neighbours ('' for none)."""

    number: int = 1
    count: int = 1
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarRow:
    """Counts of mappable items of one pillar or group: each count leads to the things counted.

    An item of two pillars counts half in each, so a count may be 12.5. `gaps`: whole items, None where nobody counted them.
    """

    name: str
    taught: int | float
    assessed: int | float
    total: int | float
    href: str = ""
    gaps_href: str = ""
    gaps: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCard:
    """A finding as the short letter that people read; the remedy's link lands on the very field."""

    severity: str
    says: str
    where: tuple[Link, ...] = ()
    why: str = ""
    remedy: str = ""
    remedy_href: str = ""
    source: str = ""
    confidence: str = ""
    confidence_says: str = ""
    advice: bool = False
    waived: str = ""

    @property
    def kind(self) -> str:
        """The word before the letter, so that the colour is never alone."""
        return "Advice" if self.advice else {"blocks": "Blocks", "warns": "Warns", "informs": "For information"}[self.severity]


def finding_card(
    found: Finding, *, link: Callable[[Place], str], remedy: Callable[[Place], str] | None = None, waived: str = ""
) -> FindingCard:
    """The card of a core finding; `link` gives the address where a place is read, `remedy` of the field that mends it ('' for none)."""
    where = tuple(Link(text=_where(place, found.at), href=link(place)) for place in found.at)
    return FindingCard(
        severity=found.severity.value,
        says=found.says,
        where=where,
        why=found.why,
        remedy=found.remedy,
        remedy_href=(remedy or link)(found.at[0]) if found.at else "",
        source=found.source,
        confidence=found.confidence.value,
        confidence_says=found.confidence.says,
        advice=found.advice,
        waived=waived,
    )


def _where(place: Place, all: tuple[Place, ...]) -> str:
    """Its name; places of one name are told apart by their field, which is all there is to say where every place has that name."""
    names = [each.label for each in all]
    field = place.field.replace("_", " ")
    if names.count(place.label) == 1 or not field:
        return place.label
    return field if len(set(names)) == 1 else f"{place.label} {field}"
