"""What our mails say, in plain words. Nothing here sends anything."""

from __future__ import annotations

from dataclasses import dataclass

from curricle.people.queries import ComplaintFacts, InvitationFacts
from curricle.people.roles import as_one
from curricle.ui.words import day

CLOSINGS = {  # what to do about a notice; {where} is the address of this installation
    "changed": "If it was not you, set a new password at once ({where}) and tell your administrator.",
    "again": "If you did not ask for this, tell them at once, and do not sign in until you have spoken to them.",
    "tries": "If it was you, set a new password ({where}); that opens your account. If not, nobody came in: tell your administrator.",
}
SECOND_FACTOR = "When you first sign in you also set up a second factor: an app on your phone, or a passkey. It takes two minutes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    subject: str
    words: str


def notice(says: str, closing: str, where: str) -> Letter:
    """About one's own account; `closing` is one of CLOSINGS."""
    return Letter(subject="Your Curricle account", words=f"{says}\n\n{CLOSINGS[closing].format(where=where)}\n")


def invitation(facts: InvitationFacts, address: str, *, factor: bool) -> Letter:
    """`factor`: whether whoever accepts will be asked to set up a second one."""
    until = f" until {day(facts.ends)}" if facts.ends else ""
    further = f"\n{SECOND_FACTOR}\n" if factor else ""
    words = f"""Dear {facts.name},

{facts.by} invites you to be {as_one(facts.role)} at {facts.organisation_name} in Curricle{until}.

What this means, and how to accept:

{address}
{further}
The link is meant for you alone. It can be used once, until {day(facts.expires)}.
If you did not expect this mail, do nothing: no account is made unless you accept.
"""
    return Letter(subject=f"Invitation from {facts.organisation_name}", words=words)


def acknowledgement(facts: ComplaintFacts) -> Letter:
    words = f"""We have your complaint about how personal data are used.

Your reference: {facts.reference}
Received: {day(facts.made)}
You will have an answer by {day(facts.due)}.

Quote the reference if you write to us about it. If you did not complain, somebody typed your address by mistake: do nothing.
"""
    return Letter(subject=f"Your complaint {facts.reference}", words=words)


def complaint_came(facts: ComplaintFacts) -> Letter:
    where = "" if facts.about else "; or with ./curricle complaints"
    words = f"""A complaint about how personal data are used has come in for {facts.about or "this installation"}.

Reference: {facts.reference}
Answer it by {day(facts.due)}: in Curricle, under Your account, Complaints about data{where}.
"""
    return Letter(subject=f"Complaint {facts.reference}: answer by {day(facts.due)}", words=words)


def answer(facts: ComplaintFacts) -> Letter:
    words = f"""This is the answer to your complaint {facts.reference} of {day(facts.made)}.

{facts.answer}

{facts.answered_by}{f", {facts.about}" if facts.about else ""}

If you are not content, you can complain to the Information Commissioner: https://ico.org.uk/make-a-complaint/
"""
    return Letter(subject=f"Answer to your complaint {facts.reference}", words=words)
