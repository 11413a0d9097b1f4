"""The people of an organisation, as their administrator sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from curricle.people import policy
from curricle.people.pages.registrations import RegistrationLine, registration_line
from curricle.people.policy import Actor, Thing
from curricle.people.queries import ComplaintFacts, InvitationFacts, Member, RegistrationFacts
from curricle.ui.words import day, number


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """`until` is the last day in words, also for a role that ended on its first day; empty for a role without an end."""

    membership: str
    name: str
    email: str
    role: str
    starts: date
    ends: date | None
    until: str
    current: bool
    over: bool
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationLine:
    """`state` in words, `tone` the colour of its tag."""

    uuid: str
    name: str
    email: str
    role: str
    ends: date | None
    state: str
    tone: str
    says: str
    may_send: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """`complaints` counts those to answer, in words; empty for somebody who answers none."""

    organisation: str
    people: tuple[PersonLine, ...]
    invitations: tuple[InvitationLine, ...]
    registrations: tuple[RegistrationLine, ...]
    reminders: int
    complaints: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPage:
    """One role of one person. `form` is the one that was sent, for the title of the page; `has_factor`: whether one could be lost."""

    person: PersonLine
    has_factor: bool
    last_day: Any
    other: Any
    form: Any


TONES = {"open": "blue", "accepted": "green", "withdrawn": "grey", "expired": "orange"}


def people_page(
    actor: Actor,
    *,
    members: tuple[Member, ...],
    invited: tuple[InvitationFacts, ...],
    registered: tuple[RegistrationFacts, ...],
    complaints: tuple[ComplaintFacts, ...],
) -> PeoplePage:
    may_answer = policy.decide(policy.TABLE, actor, "v", Thing(kind="complaint", addressed=actor.organisation))
    return PeoplePage(
        organisation=actor.organisation_name,
        people=tuple(_person(each, actor.person) for each in members),
        invitations=tuple(_invitation(each) for each in invited),
        registrations=tuple(registration_line(each, asking=actor.person) for each in registered),
        reminders=sum(bool(each.reminder) for each in registered),
        complaints=_complaints(complaints) if may_answer else "",
    )


def member_page(member: Member, last_day: Any, other: Any, *, has_factor: bool) -> MemberPage:
    form = other if other.errors else last_day
    return MemberPage(person=_person(member, None), has_factor=has_factor, last_day=last_day, other=other, form=form)


def _complaints(found: tuple[ComplaintFacts, ...]) -> str:
    waiting = [each for each in found if each.answered is None]
    overdue = sum(each.overdue for each in waiting)
    return (f"{number(len(waiting))} to answer" if waiting else "none to answer") + (f", {number(overdue)} overdue" if overdue else "")


def _person(member: Member, asking: int | None) -> PersonLine:
    return PersonLine(
        membership=member.membership,
        name=member.name,
        email=member.email,
        role=member.role.label,
        starts=member.starts,
        ends=member.ends,
        until=member.ended or day(member.ends),
        current=member.current,
        over=member.over,
        may_change=not member.over and member.person != asking,
    )


def _invitation(facts: InvitationFacts) -> InvitationLine:
    waiting = facts.state in ("open", "expired")
    says = {
        "open": f"until {day(facts.expires)}" + ("" if facts.sent else "; the mail has not left yet"),
        "expired": f"on {day(facts.expires)}",
    }.get(facts.state, "")
    return InvitationLine(
        uuid=facts.uuid,
        name=facts.name,
        email=facts.email,
        role=facts.role.label,
        ends=facts.ends,
        state=facts.state.capitalize(),
        tone=TONES[facts.state],
        says=says,
        may_send=waiting,
        may_withdraw=waiting,
    )
