"""National drafts that others are asked to read: a reviewer who is invited, whose invitation was withdrawn, and who came too late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from authz.cast import Asker, canary
from authz.things import Thing
from curricle.core.terms import Stage
from curricle.frameworks import actions, drafts


def in_consultation(askers: Mapping[str, Asker], things: Mapping[str, Thing], side: str) -> dict[str, Thing]:
    """The university's reviewer may read the curriculum, might once read the schema, and may no longer read the standard.

    The professional body is invited to all of them as an organisation.
    """
    place = f"{side}-nat"
    found = {}
    for kind, name in (("curriculum", "open"), ("schema", "withdrawn"), ("standard", "submitted")):
        thing = things[f"{place} {kind}_draft writing {'submitted' if name == 'submitted' else 'in consultation'}"]
        found |= _asked(askers, side, thing, name)
    return found


def _asked(askers: Mapping[str, Asker], side: str, thing: Thing, name: str) -> dict[str, Thing]:
    editor, reader = askers[f"{side}-nat nated"], askers[f"{side}-uni rev"]
    body = [each for each in askers.values() if each.place == f"{side}-body"]
    row = drafts.draft(editor.organisation, thing.at["draft"])
    until = timezone.localdate() + timedelta(days=7)
    steps = (Stage.DRAFT, Stage.IN_CONSULTATION) if name == "submitted" else ()
    for step in steps:
        actions.move_draft(by=editor.actor, draft=row, to=step, seen=row.revision)
    actions.invite_to_consultation(by=editor.actor, draft=row, organisation=body[0].organisation, until=until)
    made = actions.invite_to_consultation(by=editor.actor, draft=row, email=reader.email, until=until)
    text = f"Why? {canary(reader.place, 'consultationcomment')}"
    said = actions.comment_on_draft(by=reader.actor, draft=row, text=text, item=thing.at["item"])
    if name == "withdrawn":
        actions.withdraw_from_consultation(by=editor.actor, invitation=made)
    if name == "submitted":
        actions.move_draft(by=editor.actor, draft=row, to=Stage.SUBMITTED, seen=row.revision)
    invited = frozenset(each.person for each in body if each.person)
    invited |= frozenset({reader.person or 0}) if name != "withdrawn" else frozenset()
    about = replace(thing, invited=invited, at={**thing.at, "invitation": str(made.uuid), "comment": str(said.uuid), "from": reader.place})
    whole = f"{thing.place} comment {name}"
    comment = replace(
        about,
        name=whole,
        kind="consultation_comment",
        organisation=reader.organisation or 0,
        addressed=thing.organisation,
        id=str(said.uuid),
    )
    return {thing.name: about, whole: comment}
