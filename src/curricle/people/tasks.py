"""What the worker is handed by the queue."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from curricle.door.problems import Refused
from curricle.people import actions, letters, queries
from curricle.people.entries import BadEntry
from curricle.people.models import Job, JobState
from curricle.people.queries import actor_of
from curricle.people.queries.invitations import OPEN
from curricle.people.queue import task
from curricle.people.work import Cancelled, Done, Lost, Work, function_of

log = logging.getLogger(__name__)
BROKEN = "Something went wrong in the program; it is written in its log. Nothing half-done was kept."


class Stopping(BaseException):
    """The worker is being stopped in good order: the job goes back to the queue."""


@task(takes_context=True)
def run_job(context: Any, job: str) -> None:
    """Take one job, do it, end it once."""
    ids = getattr(context.task_result, "worker_ids", [])
    row = actions.take_job(job=job, worker=ids[-1] if ids else "")
    if row is None:
        return
    try:
        _do(row)
    except Lost:
        log.warning("job %s went on elsewhere; this attempt ends without a word", job)
    except Stopping:
        actions.give_back_job(job=row)
        raise


def _do(row: Job) -> None:
    """The end is written in a transaction of its own, so that a failure of the work cannot take it along."""
    try:
        done = function_of(row.kind)(_work(row)) or Done()
    except Cancelled:
        actions.end_job(job=row, state=JobState.CANCELLED, done=Done(says="Stopped."))
    except (Refused, BadEntry, LookupError) as stop:
        actions.end_job(job=row, state=JobState.FAILED, done=Done(says=str(stop)))
    except Lost:
        raise
    except Exception:
        log.exception("job %s of kind %s failed", row.uuid, row.kind)
        actions.end_job(job=row, state=JobState.FAILED, done=Done(says=BROKEN))
    else:
        actions.end_job(job=row, state=JobState.DONE, done=done)


def _work(row: Job) -> Work:
    def tell(done: int, total: int, says: str) -> None:
        actions.tell_job(job=row, done=done, total=total, says=says)

    by = actor_of(row.made_by_id, row.organisation_id)
    return Work(id=str(row.uuid), by=by, label=row.label, attempt=row.attempt, arguments=row.arguments, tell=tell)


@task()
def send_reset_link(email: str, base: str) -> None:
    """Mail a one-time link, if somebody signs in with that address; else nothing, and nobody can tell."""
    link = actions.reset_link(email)
    if link is None:
        return
    address = base + reverse("people:reset", kwargs={"who": link[0], "token": link[1]})
    words = f"Somebody, most likely you, asked to set a new password for Curricle.\n\n{address}\n\nThe link works once, for an hour.\n"
    words += "If it was not you, do nothing: your password stays as it is.\n"
    send_mail("Set a new password", words, None, [email])


@task()
def send_notice(email: str, says: str) -> None:
    """Mail somebody what was changed about how their account is opened."""
    where = settings.ADDRESS or "on the sign-in page"
    words = f"{says}\n\nIf it was not you, set a new password at once ({where}) and tell your administrator.\n"
    send_mail("Your Curricle account", words, None, [email])


@task()
def send_invitation(invitation: str, base: str) -> None:
    """Mail an invitation with its link, unless it is no longer open."""
    facts = queries.invitation(invitation)
    if facts.state == OPEN:
        where = reverse("people:accept", kwargs={"uuid": facts.uuid, "token": queries.link_token(facts)})
        letter = letters.invitation(facts, base + where)
        send_mail(letter.subject, letter.words, None, [facts.email])
        actions.invitation_sent(invitation=invitation)


@task()
def send_complaint_letters(complaint: str) -> None:
    """Acknowledge a complaint; tell those who answer that one came. Neither mail repeats what somebody typed into a public form."""
    facts = queries.complaint(complaint)
    letter = letters.acknowledgement(facts)
    send_mail(letter.subject, letter.words, None, [facts.email])
    actions.complaint_acknowledged(complaint=complaint)
    notice = letters.complaint_came(facts)
    for address in queries.who_answers(facts.organisation):
        send_mail(notice.subject, notice.words, None, [address])


@task()
def send_complaint_answer(complaint: str) -> None:
    """Mail the answer to whoever complained."""
    facts = queries.complaint(complaint)
    letter = letters.answer(facts)
    send_mail(letter.subject, letter.words, None, [facts.email])
