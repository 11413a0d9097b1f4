"""A crosswalk: how items of one framework version stand to items of another.

source  A1 ── exact ───► D1  target
        A2 ── broader ─► D2        A2 is broader than D2
        A2 ── broader ─► D3
        A3                         not linked
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from curricle.core.alignment import mappable_items
from curricle.core.framework import Framework

#: Known relations, read from the source item to the target item. A crosswalk may use others.
CROSSWALK_RELATIONS: Mapping[str, str] = {
    "exact": "says the same as",
    "broader": "is broader than",
    "narrower": "is narrower than",
    "related": "is related to",
    "partOf": "is part of",
    "precedes": "comes before",
}
STRENGTHS: Mapping[int, str] = {1: "slight", 2: "fair", 3: "strong"}


class Step(StrEnum):
    """Where a crosswalk stands. Whoever submits it may not be the one who publishes it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"  # its address stays, and says so


NEXT: Mapping[Step, tuple[Step, ...]] = {
    Step.DRAFT: (Step.SUBMITTED,),
    Step.SUBMITTED: (Step.DRAFT, Step.PUBLISHED),
    Step.PUBLISHED: (Step.WITHDRAWN,),
    Step.WITHDRAWN: (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswalkLink:
    """From an item (id) of the source version to an item of the target version. `strength` is 1 to 3, None where nobody said."""

    source: str
    target: str
    relation: str
    strength: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """How many of the items that claims may point to have a link: on the source side and on the target side."""

    source: int
    sources: int
    target: int
    targets: int


def linked(source: Framework, target: Framework, links: Iterable[CrosswalkLink]) -> Linked:
    """The coverage of a crosswalk; headings are not counted (meanings, 2)."""
    found = tuple(links)
    ours, theirs = ({item.id for item in mappable_items(side)} for side in (source, target))
    return Linked(
        source=len(ours & {each.source for each in found}),
        sources=len(ours),
        target=len(theirs & {each.target for each in found}),
        targets=len(theirs),
    )


def times(links: Iterable[CrosswalkLink]) -> Mapping[str, int]:
    """Source item (id) -> how many links it has."""
    return Counter(each.source for each in links)


def says(relation: str) -> str:
    """The relation as it stands between the two items: "is broader than"; an unknown one is its own word."""
    return CROSSWALK_RELATIONS.get(relation, relation)
