"""What a model curriculum stands on, as far as its organisation sees it, and what that makes of the curriculum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curricle.core.drafting.adopting import Adopting, adopting
from curricle.core.drafting.modules import stands_on
from curricle.core.framework import Framework
from curricle.frameworks import queries
from curricle.people.policy import Actor


def standing(organisation: int | None, curriculum: Framework) -> tuple[Framework, ...]:
    """The frameworks that it stands on, in its order; those that this reader may not see are left out."""
    wanted = stands_on(curriculum)
    found = queries.by_ids(organisation, wanted)
    return tuple(found[id] for id in wanted if id in found)


def looked_at(organisation: int | None, curriculum: Framework) -> Adopting:
    """What stops it from being published, what to look at, and what it covers."""
    return adopting(curriculum, standing(organisation, curriculum))


def grounds(actor: Actor) -> list[tuple[str, str]]:
    """(id, words) of every published framework that a curriculum may stand on."""
    rows = queries.readable(actor)
    return [(str(row.uuid), f"{row.title} {row.version}") for row in rows if row.stage in queries.PUBLISHED and row.kind != "curriculum"]


def names_of(frameworks: Iterable[Framework]) -> Mapping[str, str]:
    """What their items are called, by id."""
    return {item.id: item.name for each in frameworks for item in each.items}
