"""The page before something grave: what it will do, and a button that does it."""

from __future__ import annotations

from dataclasses import dataclass

from curricle.people.pages.registrations import RegistrationLine
from curricle.people.queries import InvitationFacts, Member
from curricle.ui.parts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class SurePage:
    """`will` are sentences about what comes of it; `button` says what is done, `back` is the page one came from."""

    title: str
    will: tuple[str, ...]
    button: str
    back: Link


def end_page(member: Member, back: Link) -> SurePage:
    return SurePage(
        title=f"End the role of {member.name}",
        will=(
            f"{member.name} is {member.role.label.lower()} no longer, from this moment on.",
            "The account stays, and nothing that was done in it is lost.",
            "The role cannot be taken up again: you would invite anew.",
        ),
        button=f"End the role of {member.name}",
        back=back,
    )


def start_again_page(member: Member, back: Link) -> SurePage:
    return SurePage(
        title=f"Let {member.name} set up a new second factor",
        will=(
            f"Every passkey, authenticator app and recovery code of {member.name} is good no longer.",
            "They are signed out everywhere, and told by mail.",
            "They sign in with their password and set up a new second factor. Make sure first that it is them, by voice or in person.",
        ),
        button=f"Let {member.name} set up a new second factor",
        back=back,
    )


def withdraw_page(facts: InvitationFacts, back: Link) -> SurePage:
    return SurePage(
        title=f"Withdraw the invitation of {facts.name}",
        will=(
            f"The link that was sent to {facts.email} is good no longer.",
            f"Nobody is told. You can invite {facts.name} again.",
        ),
        button="Withdraw the invitation",
        back=back,
    )


def remove_page(line: RegistrationLine, back: Link) -> SurePage:
    checked = " The check that was recorded goes with it." if line.checked else ""
    return SurePage(
        title=f"Remove {line.profession.lower()}",
        will=(f"Your profession and its registration number are removed from your account.{checked}", "You can enter it again."),
        button=f"Remove {line.profession.lower()}",
        back=back,
    )
