"""Crosswalks of both tenants at each step of their life, and decisions about pairs of items, made by the product's own actions."""

from __future__ import annotations

from authz.cast import Asker, canary
from authz.things import Thing, framework
from curricle.core.crosswalk import CrosswalkLink, Step
from curricle.core.versions.pairing import Verdict
from curricle.frameworks import actions, queries
from curricle.frameworks.comparing import find_side
from curricle.people.policy import Actor

LIVES = {
    "draft": (),
    "submitted": (Step.SUBMITTED,),
    "published": (Step.SUBMITTED, Step.PUBLISHED),
    "withdrawn": (Step.SUBMITTED, Step.PUBLISHED, Step.WITHDRAWN),
}
#: Published by the northern national team, and so for everybody to see.
OLD, NEW = (framework("north-nat", "schema", f"schema_published-{stage}") for stage in ("retired", "implemented"))


def national_crosswalks(editor: Asker, publisher: Asker) -> dict[str, Thing]:
    """Between a schema and a standard of the team's own, one at each step; and a decision about two versions."""
    ends = [framework(editor.place, kind, f"{kind}_published-implemented") for kind in ("schema", "standard")]
    found = {}
    for name, steps in LIVES.items():
        word = canary(editor.place, "crosswalk published" if Step(name) in (Step.PUBLISHED, Step.WITHDRAWN) else "crosswalk")
        found |= _crosswalk(editor, f"{name} {word}".replace(" published", "published"), ends, name)
        thing = found[f"{editor.place} crosswalk {name}"]
        for step in steps:
            who = editor if step is Step.SUBMITTED else publisher
            row = _row(thing.id)
            actions.move_crosswalk(by=who.actor, crosswalk=row, to=step, seen=row.step_id)
    before, after = (framework(editor.place, "schema", f"schema_published-{stage}") for stage in ("retired", "implemented"))
    return found | {f"{editor.place} decision": _decision(editor, before.id, after.id)}


def own_crosswalk(lead: Asker) -> dict[str, Thing]:
    """A lead's draft from the university's own framework, and a decision about it."""
    own = framework(lead.place, "schema", "own_framework")
    found = _crosswalk(lead, canary(lead.place, "crosswalk"), [own, NEW], "draft")
    return found | {f"{lead.place} decision": _decision(lead, NEW.id, own.id)}


def _crosswalk(maker: Asker, title: str, ends: list, name: str) -> dict[str, Thing]:
    actor = maker.actor
    source, target = (queries.version(actor.organisation, each.id) for each in ends)
    row = actions.make_crosswalk(by=actor, title=f"Crosswalk {title}", about="", source=source, target=target)
    link = CrosswalkLink(source=ends[0].items[0].id, target=ends[1].items[0].id, relation="exact", note=title)
    actions.put_links(by=actor, crosswalk=row, links=[link], revision=1, what="Linked")
    at = {"crosswalk": str(row.uuid), "source_item": link.source, "target_item": link.target, "other_item": ends[1].items[1].id}
    state = frozenset({name, "published"} if name == "withdrawn" else {name})
    about = {"place": maker.place, "organisation": maker.organisation or 0, "id": str(row.uuid), "at": at, "state": state}
    return {f"{maker.place} crosswalk {name}": Thing(name=f"{maker.place} crosswalk {name}", kind="crosswalk", **about)}


def _row(uuid: str):
    from curricle.frameworks.crosswalks import crosswalk

    return crosswalk(uuid)


def _decision(by: Asker, before: str, after: str) -> Thing:
    """The second items of both are decided about; the first ones wait."""
    actor: Actor = by.actor
    sides = [find_side(actor, each) for each in (before, after)]
    items = [[item.id for item in side.value.items] for side in sides]
    actions.decide_pair(by=actor, before=sides[0], after=sides[1], olds=[items[0][1]], news=[items[1][1]], verdict=Verdict.OTHER)
    at = {"version": after, "other": before, "old": items[0][0], "new": items[1][0], "decided": items[0][1]}
    return Thing(name=f"{by.place} decision", kind="pair_decision", place=by.place, organisation=by.organisation or 0, at=at)
