"""Doors of drafts in consultation: inviting, reading, commenting and answering."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from authz.cast import Asker
from authz.door import Door
from authz.doors_drafts import drafts
from authz.stage import Stage
from authz.things import Thing

KINDS = ("schema_draft", "standard_draft", "curriculum_draft")


def national(stage: Stage, asker: Asker) -> Iterable[Thing]:
    return [each for each in drafts(stage, asker) if each.kind in KINDS]


def invited(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """Drafts to which somebody was invited."""
    return [each for each in stage.of(*KINDS) if "invitation" in each.at]


def comments(stage: Stage, asker: Asker) -> Iterable[Thing]:
    return stage.of("consultation_comment")


def invite(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    day = timezone.localdate() + timedelta(days=7)
    until = {"until-day": str(day.day), "until-month": str(day.month), "until-year": str(day.year)}
    return {"organisation": str(stage.who("north-uni rev").organisation), "email": "", **until}


def sent(**fields: Any) -> Any:
    return lambda stage, asker, thing: {key: thing.at[value[1:]] if value.startswith("@") else value for key, value in fields.items()}


DOORS = (
    Door(name="frameworks:draft_consultation", asks=(("", "v"),), things=national, kinds=KINDS),
    Door(
        name="frameworks:draft_invite",
        asks=(("consultation_invitation", "c"),),
        things=national,
        method="POST",
        form=invite,
        success=302,
        writes=frozenset({"frameworks_consultationinvitation"}),
    ),
    Door(
        name="frameworks:draft_invite_withdraw",
        asks=(("consultation_invitation", "w"),),
        things=invited,
        method="POST",
        success=302,
    ),
    Door(
        name="frameworks:draft_comment",
        asks=(("consultation_comment", "c"),),
        things=comments,
        hides=True,  # whose invitation is over may know of the comment, and not of the draft
        method="POST",
        form=sent(item="@item", text="It is good."),
        success=302,
        writes=frozenset({"frameworks_consultationcomment"}),
    ),
    Door(
        name="frameworks:draft_comment_mark",
        asks=(("consultation_comment", "e"),),
        things=comments,
        method="POST",
        form=sent(to="answered"),
        success=302,
        writes=frozenset({"frameworks_consultationcomment"}),
    ),
)
