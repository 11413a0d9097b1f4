"""Who outside was asked about a programme and what they answered, for those who work on it; and the form that asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.programme import Programme
from curricle.design.pages.frame import Frame, frame
from curricle.people.link_purposes import purpose_named
from curricle.people.queries import LinkFacts, UseFacts
from curricle.ui.words import day, moment

if TYPE_CHECKING:
    from curricle.design.share_form import ShareForm


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCard:
    """One link. `email` and `uses` are for those who see links; the addresses are empty for those who may not, or where it is too late."""

    anchor: str
    name: str
    email: str
    state: str
    colour: str
    asks: str
    made: str
    ends: date
    question: str
    answer: str
    answered: str
    uses: tuple[UseFacts, ...]
    withdraw: str
    send_again: str
    close: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsidePage:
    """`share` is the address of the form, empty for those who may not share."""

    frame: Frame
    links: tuple[LinkCard, ...]
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePage:
    frame: Frame
    form: ShareForm
    action: str
    back: str
    help: str


def outside_page(
    programme: Programme, links: tuple[LinkFacts, ...], *, revision: int, may_see: bool, may_share: bool, may_withdraw: bool
) -> OutsidePage:
    """All links for those who see links; for the others the answers alone."""
    return OutsidePage(
        frame=frame(programme, revision=revision, here="design:outside"),
        links=tuple(_card(programme.code, each, may_see, may_share, may_withdraw) for each in links if may_see or each.answer),
        share=reverse("design:share", args=[programme.code]) if may_share else "",
    )


def share_page(programme: Programme, form: ShareForm, *, revision: int) -> SharePage:
    return SharePage(
        frame=frame(programme, revision=revision, here="design:outside"),
        form=form,
        action=reverse("design:share", args=[programme.code]),
        back=reverse("design:outside", args=[programme.code]),
        help=reverse("ui:help_page", args=["sharing"]),
    )


def state_of(link: LinkFacts) -> tuple[str, str]:
    """(what to say of a link, the colour of its tag): what ended it first, then the furthest it came."""
    if link.withdrawn:
        return f"Withdrawn on {day(link.withdrawn)}", "grey"
    if not link.in_force:
        return "Over", "grey"
    if link.answer and link.answer.done:
        return f"Answered on {day(link.answer.done)}", "green"
    if link.answer:
        return f"Answer begun on {day(link.answer.made)}", "blue"
    if link.opened:
        return f"Opened on {day(link.opened)}", "blue"
    return ("Not opened yet", "") if link.sent else ("Mail not sent yet", "orange")


def _card(code: str, link: LinkFacts, may_see: bool, may_share: bool, may_withdraw: bool) -> LinkCard:
    says, colour = state_of(link)
    at = [code, link.uuid]
    return LinkCard(
        anchor=f"link-{link.uuid}",
        name=link.name,
        email=link.email if may_see else "",
        state=says,
        colour=colour,
        asks=purpose_named(link.purpose).asks,
        made=f"{link.made_by_name}, {day(link.made)}",
        ends=link.ends,
        question=link.question,
        answer=link.answer.text if link.answer else "",
        answered=_answered(link.answer.changed, closed=link.closed) if link.answer else "",
        uses=link.uses if may_see else (),
        withdraw=reverse("design:withdraw_link", args=at) if may_withdraw and link.in_force else "",
        send_again=reverse("design:send_link_again", args=at) if may_share and link.in_force else "",
        close=reverse("design:close_answer", args=at) if may_withdraw and link.answer and link.open_for_answers else "",
    )


def _answered(changed: datetime, *, closed: datetime | None) -> str:
    return f"{moment(changed)}{f'; closed on {day(closed)}' if closed else ''}"
