"""Find a draft of the actor's organisation, or one that they are invited to read, or say that there is none."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from curricle.core.terms import Stage
from curricle.frameworks import consultations, drafts
from curricle.frameworks.models import Draft
from curricle.frameworks.policy import TABLE
from curricle.people.policy import Forbidden, Hidden, decide, require

KINDS = ("standard_draft", "curriculum_draft", "own_framework")


def find(request: HttpRequest, uuid: str, *, action: str = "v") -> Draft:
    """The draft, where the actor may do `action` to it. Raises Hidden (404) or Forbidden (403)."""
    try:
        row = consultations.draft_for(request.actor, uuid)
    except Draft.DoesNotExist:
        raise Hidden("There is no such draft.") from None
    stage = Stage(row.stage)
    require(TABLE, request.actor, action, consultations.seen_by(request.actor, row, stage))
    if action == "e" and (row.frozen_id or row.discarded or stage is not Stage.DRAFT):
        raise Forbidden("Only a draft may be changed. Take it back to draft first.")
    return row


def may_edit(request: HttpRequest, row: Draft) -> bool:
    """Whether the actor may change the draft as it stands."""
    return Stage(row.stage) is Stage.DRAFT and not row.frozen_id and may(request, row, "e")


def may(request: HttpRequest, row: Draft, action: str) -> bool:
    """Whether the rules let the actor do this to the draft of their organisation as it stands."""
    return decide(TABLE, request.actor, action, drafts.about_draft(row, Stage(row.stage)))


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def looks(request: HttpRequest) -> bool:
    """Whether a form was only sent to look for items; nothing is changed then."""
    return request.POST.get("do") == "find"


def number(text: str | None) -> int:
    """A whole number from 0 on; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
