"""What the changes of a new version touch: whatever points at an item that was changed, removed, split or merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from curricle.core.framework import Framework
from curricle.core.versions.compare import ItemChange, VersionDifference


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """Something that points at a changed item. `what` is a crosswalk, model curriculum or programme; `place` says where inside it."""

    organisation: str
    what: str
    title: str
    place: str
    item: str  # id, in the older version
    href: str = ""


def struck(found: VersionDifference) -> Mapping[str, ItemChange]:
    """Item of the older version (id) -> what became of it; items that are as before, or new, are not in it."""
    return {item.id: change for change in found.items for item in change.before}


def claimed(curriculum: Framework, version: str, items: Iterable[str]) -> list[tuple[str, str]]:
    """(item id, place such as "POD702 LO2 (A)") of every claim that a curriculum's modules make on these items of a version (UUID)."""
    wanted = set(items)
    found = []
    for module in curriculum.facts.modules:
        codes = {outcome.id: outcome.code for outcome in module.outcomes}
        for claim in module.claims:
            if claim.framework == version and claim.item in wanted:
                found.append((claim.item, f"{module.code} {codes.get(claim.outcome, '')} ({claim.letter.value})"))
    return found
