"""What an organisation has in hand: versions, drafts and crosswalks that are not published yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from curricle.core.crosswalk import Step
from curricle.core.terms import Stage
from curricle.frameworks import crosswalks, drafts, queries
from curricle.frameworks.models import Version
from curricle.people.policy import Actor


class InHand(NamedTuple):
    """One of them: the name of its page's address, its identifier there, what it is called and where it stands."""

    page: str
    uuid: str
    title: str
    stage: str


def in_hand(actor: Actor, seen: Iterable[Version]) -> list[InHand]:
    """Those of the actor's organisation that they may view; what was submitted waits for somebody and comes first.

    `seen`: the versions that the actor may view, as queries.readable gives them.
    """
    if not actor:
        return []
    found = [
        InHand("frameworks:version", str(row.uuid), f"{row.title} {row.version}", row.stage)
        for row in seen
        if row.owner_id == actor.organisation and row.stage not in queries.PUBLISHED
    ]
    found += [InHand("frameworks:draft", str(row.uuid), f"{row.title} {row.version}", row.stage) for row in drafts.open_drafts(actor)]
    found += [
        InHand("frameworks:crosswalk", str(row.uuid), f"Crosswalk {row.title}", row.step)
        for row in crosswalks.readable(actor)
        if row.organisation_id == actor.organisation and row.step not in (Step.PUBLISHED, Step.WITHDRAWN)
    ]
    return sorted(found, key=lambda each: each.stage != Stage.SUBMITTED)
