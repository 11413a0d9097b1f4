"""The page of a consultation: who is asked to read the draft, and what was said of it; and the list of what one is asked to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from curricle.core.terms import Stage
from curricle.frameworks.pages.draft import DraftFrame
from curricle.ui.parts import Cell, Column, Link
from curricle.ui.words import day

if TYPE_CHECKING:
    from django.forms import Form

    from curricle.frameworks.models import ConsultationComment, ConsultationInvitation, Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationLine:
    """`state`: "may read", "was withdrawn", or "is over"; `withdraw`: the address that ends it, empty where that is not to be done."""

    whom: str
    by: str
    at: datetime
    until: str
    state: str
    withdraw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLine:
    """`about`: the item it is about, empty for the draft; `mark`: the address that marks it, empty for those who may not."""

    id: str
    by: str
    organisation: str
    at: datetime
    about: Link | None
    text: str
    answered: str
    reply: str
    mark: str
    form: Form | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationPage:
    """`invitations` is None for those who are invited; `about` names the item that a comment would be about."""

    frame: DraftFrame
    says: str
    invitations: tuple[InvitationLine, ...] | None
    invite: Form | None
    invite_action: str
    comments: tuple[CommentLine, ...]
    open: int
    comment: Form | None
    comment_action: str
    about: str
    problem: tuple[Link, ...]


def consultation_page(
    frame: DraftFrame,
    stage: Stage,
    *,
    invitations: Iterable[ConsultationInvitation] | None,
    invite: Form | None,
    may_withdraw: bool,
    comments: tuple[CommentLine, ...],
    comment: Form | None,
    about: str = "",
    problem: str = "",
) -> ConsultationPage:
    """What stands there for this reader; the forms are None where they may not be sent."""
    return ConsultationPage(
        frame=frame,
        says=_says(stage, reads=invitations is None),
        invitations=None if invitations is None else tuple(_line(frame, each, may_withdraw) for each in invitations),
        invite=invite,
        invite_action=reverse("frameworks:draft_invite", args=[frame.id]),
        comments=comments,
        open=sum(not each.answered for each in comments),
        comment=comment,
        comment_action=reverse("frameworks:draft_comment", args=[frame.id]),
        about=about,
        problem=(Link(text=problem),) if problem else (),
    )


def comment_line(frame: DraftFrame, each: ConsultationComment, *, there: bool, may_mark: bool, form: Form | None = None) -> CommentLine:
    """One comment; `there`: whether the item it is about is still in the draft."""
    href = reverse("frameworks:draft_item", args=[frame.id, each.item]) if there else ""
    answered = f"Answered on {day(each.answered)}{f' by {each.answered_by.name}' if each.answered_by else ''}" if each.answered else ""
    return CommentLine(
        id=str(each.uuid),
        by=each.by.name if each.by else "",
        organisation=each.organisation.name,
        at=each.at,
        about=Link(text=each.item_name, href=href) if each.item else None,
        text=each.text,
        answered=answered,
        reply=each.reply,
        mark=reverse("frameworks:draft_comment_mark", args=[frame.id, each.uuid]) if may_mark else "",
        form=form if may_mark and not each.answered else None,
    )


def _says(stage: Stage, *, reads: bool) -> str:
    if reads:
        return (
            "You are asked to read this draft and to say what you think of it. Only those who are invited, and those who write it, see it."
        )
    if stage is Stage.IN_CONSULTATION:
        return "Whoever is invited reads the draft as it stands, and what it changes since the last version. Nobody else outside sees it."
    return "The draft is not in consultation now, so nobody outside reads it. Open it for consultation on the page of its items."


def _line(frame: DraftFrame, each: ConsultationInvitation, may_withdraw: bool) -> InvitationLine:
    over = each.until < timezone.localdate()
    state = f"withdrawn on {day(each.withdrawn)}" if each.withdrawn else "over" if over else "open"
    whom = each.organisation.name if each.organisation else f"{each.person.name}, {each.person.email}"
    return InvitationLine(
        whom=whom,
        by=each.by.name if each.by else "",
        at=each.at,
        until=day(each.until),
        state=state,
        withdraw=reverse("frameworks:draft_invite_withdraw", args=[frame.id, each.uuid]) if may_withdraw and state == "open" else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPart:
    """The drafts that one is asked to read, in the list of frameworks."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def asked_part(asked: Iterable[tuple[Draft, ConsultationInvitation]]) -> AskedPart | None:
    """None where there is nothing to read."""
    rows = tuple(
        (
            Cell(text=draft.title, href=reverse("frameworks:draft", args=[draft.uuid])),
            Cell(text=draft.version),
            Cell(text=draft.line.organisation.name),
            Cell(text=each.by.name if each.by else ""),
            Cell(text=day(each.until)),
        )
        for draft, each in asked
    )
    heads = ("Draft", "Version", "From", "Asked by", "Until")
    return AskedPart(columns=tuple(Column(text=head) for head in heads), rows=rows) if rows else None
