"""What an invitation says to the one it went to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from curricle.core.terms import Role
from curricle.people.letters import SECOND_FACTOR
from curricle.people.pages import WordsPage
from curricle.people.policy import Actor
from curricle.people.queries import InvitationFacts
from curricle.people.roles import as_one
from curricle.ui.words import day

MEANS = {
    Role.LEAD: "You bring and change programmes, their modules and mapping, and make their papers.",
    Role.MODULE_LEAD: "You see the programmes of the university and work on the modules assigned to you.",
    Role.TUTOR: "You see programmes, mappings and papers of the university.",
    Role.UNIVERSITY_ADMIN: "You invite people, change and end their roles, and set the limits of the university.",
    Role.EMPLOYER_ADMIN: "You invite people of your organisation, change and end their roles.",
    Role.BODY_ADMIN: "You invite people of your organisation, change and end their roles.",
    Role.NATIONAL_EDITOR: "You bring training schemas, standards and model curricula.",
    Role.NATIONAL_PUBLISHER: "You publish what an editor has submitted, and found and close organisations.",
    Role.REVIEWER: "You read submissions to which you are invited.",
    Role.AUDITOR: "You read the record of what was done.",
    Role.APPRENTICE: "You see what is published, and later your own learning.",
    Role.MENTOR: "You see what is published, and later the apprentices assigned to you.",
    Role.ASSESSOR: "You see what is published, and later the assessments assigned to you.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptPage:
    """`state`: new (an account is made here), sign_in, accept (the right person is signed in), other (somebody else is)."""

    form: Any
    state: str
    by: str
    organisation: str
    role: str
    means: str
    second_factor: str
    email: str
    ends: date | None
    expires: datetime
    here: str
    signed_in_as: str


def accept_page(facts: InvitationFacts, actor: Actor, *, form: Any, here: str, factor: bool) -> AcceptPage:
    theirs, others = ("accept", "other") if actor else ("new", "sign_in")
    state = theirs if facts.account == actor.person else others
    return AcceptPage(
        form=form,
        state=state,
        by=facts.by,
        organisation=facts.organisation_name,
        role=as_one(facts.role),
        means=MEANS[facts.role],
        second_factor=SECOND_FACTOR if factor else "",
        email=facts.email,
        ends=facts.ends,
        expires=facts.expires,
        here=here,
        signed_in_as=actor.name if actor else "",
    )


def gone_page(facts: InvitationFacts) -> WordsPage:
    """Why the link is no longer good, and what to do."""
    ask = f"Ask {facts.by} of {facts.organisation_name} for a new one."
    says = {
        "accepted": "This invitation has been accepted, and a link works once. Sign in with the address it went to.",
        "withdrawn": f"This invitation was withdrawn. If you still expect a role, {ask[0].lower()}{ask[1:]}",
        "expired": f"This invitation could be accepted until {day(facts.expires)}. {ask}",
    }.get(facts.state, f"The account of this address is closed. Speak to {facts.by} of {facts.organisation_name}.")
    signs_in = facts.state == "accepted"
    return WordsPage(
        title="This invitation is no longer good",
        says=says,
        link="people:sign_in" if signs_in else "",
        link_text="Sign in" if signs_in else "",
    )
