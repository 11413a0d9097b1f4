"""Sending letters: what the worker does for `actions.post`. Each mail is sent once, or tried again later, or fails in sight."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from curricle.people import actions, entrance, letters, queries
from curricle.people.letters import Letter
from curricle.people.mail import send_once
from curricle.people.policy import PROGRAM
from curricle.people.queries.invitations import OPEN
from curricle.people.work import Done, Work, job


def send(work: Work, letter: Letter, to: str) -> None:
    """The one letter of this job."""
    send_once(work, subject=letter.subject, words=letter.words, to=to)


@job("mail-new-password", forget=True)
def new_password(work: Work) -> None:
    """Send a one-time link, if somebody signs in with that address; else nothing, and nobody can tell."""
    link = actions.reset_link(work.arguments["email"])
    if link is None:
        return
    address = work.arguments["base"] + reverse("people:reset", kwargs={"who": link[0], "token": link[1]})
    words = f"Somebody, most likely you, asked to set a new password for Curricle.\n\n{address}\n\nThe link works once, for an hour.\n"
    words += "If it was not you, do nothing: your password stays as it is.\n"
    send(work, Letter(subject="Set a new password", words=words), work.arguments["email"])


@job("mail-notice", forget=True)
def notice(work: Work) -> None:
    """Tell somebody what was changed about how their account is opened."""
    where = settings.ADDRESS or "on the sign-in page"
    closing = work.arguments.get("closing", "changed")  # a notice queued before an upgrade names none
    send(work, letters.notice(work.arguments["says"], closing, where), work.arguments["email"])


@job("mail-locked", forget=True)
def locked(work: Work) -> Done:
    """Wrong passwords locked an account, if there is one of that address; else nothing, and nobody can tell."""
    email = work.arguments["email"]
    return Done(keep=lambda: actions.account_locked(email=email))


@job("mail-invitation")
def invitation(work: Work) -> Done | None:
    """Send an invitation with its link, unless it is no longer open."""
    facts = queries.invitation(work.arguments["invitation"])
    if facts.state != OPEN:
        return None
    where = reverse("people:accept", kwargs={"uuid": facts.uuid, "token": queries.link_token(facts)})
    send(work, letters.invitation(facts, work.arguments["base"] + where, factor=entrance.will_set_up(facts)), facts.email)
    return Done(keep=lambda: actions.invitation_sent(invitation=facts.uuid))


@job("mail-complaint")
def complaint(work: Work) -> Done:
    """Acknowledge a complaint, then have those who answer told. Neither mail repeats what somebody typed into a public form."""
    facts = queries.complaint(work.arguments["complaint"])
    send(work, letters.acknowledgement(facts), facts.email)

    def keep() -> None:
        actions.complaint_acknowledged(complaint=facts.uuid)
        for address in queries.who_answers(facts.organisation):
            actions.post(by=PROGRAM, kind="mail-complaint-came", complaint=facts.uuid, email=address)

    return Done(keep=keep)


@job("mail-complaint-came", forget=True)
def complaint_came(work: Work) -> None:
    """Tell one of those who answer that a complaint came."""
    send(work, letters.complaint_came(queries.complaint(work.arguments["complaint"])), work.arguments["email"])


@job("mail-complaint-answer")
def complaint_answer(work: Work) -> None:
    """Send the answer to whoever complained."""
    facts = queries.complaint(work.arguments["complaint"])
    send(work, letters.answer(facts), facts.email)
