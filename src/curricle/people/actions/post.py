"""Letters that the worker sends: each is a job, so that it goes out once, waits for an ill mail server, and fails in sight."""

from __future__ import annotations

from curricle.people.actions.jobs import start_job
from curricle.people.policy import Actor

LABELS = {
    "mail-new-password": "Mail with a link to set a password",
    "mail-notice": "Mail about what was changed about an account",
    "mail-locked": "Mail that an account was locked after wrong passwords",
    "mail-invitation": "Mail with an invitation",
    "mail-complaint": "Mail that acknowledges a complaint",
    "mail-complaint-came": "Mail that a complaint came",
    "mail-complaint-answer": "Mail with the answer to a complaint",
    "mail-link": "Mail with a link for somebody outside",
    "mail-link-code": "Mail with six digits for a link",
    "mail-link-answer": "Mail that somebody outside has answered",
}


def post(*, by: Actor, kind: str, **arguments: str) -> None:
    """Have a letter sent, in the caller's transaction: where that is taken back, no letter goes out."""
    start_job(by=by, kind=kind, label=LABELS[kind], arguments=arguments)
