"""What the worker is handed by the queue."""

from __future__ import annotations

import logging
from typing import Any

from django.db import close_old_connections

from curricle.door.problems import Refused
from curricle.people import actions, letter_jobs, link_mail  # noqa: F401 - their kinds of jobs announce themselves
from curricle.people.entries import BadEntry
from curricle.people.models import Job, JobState
from curricle.people.queries import actor_of
from curricle.people.queue import task
from curricle.people.work import Cancelled, Done, Later, Lost, Work, function_of
from curricle.ui.away import Away, away

log = logging.getLogger(__name__)
BROKEN = "Something went wrong in the program; it is written in its log. Nothing half-done was kept."

NO_ROOM = "The disk of this installation is full or takes no changes. Nothing half-done was kept. Ask again once there is room."


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
    """What came of the work is kept with its end, in one transaction; a failure is written in one of its own."""
    try:
        done = function_of(row.kind)(_work(row)) or Done()
        actions.end_job(job=row, state=JobState.DONE, done=done)
    except Cancelled:
        actions.end_job(job=row, state=JobState.CANCELLED, done=Done(says="Stopped."))
    except (Refused, BadEntry, LookupError) as stop:
        if stop.__cause__ is not None:  # not what somebody brought, but what stood in the way
            log.warning("job %s of kind %s was given up: %s", row.uuid, row.kind, stop.__cause__)
        actions.end_job(job=row, state=JobState.FAILED, done=Done(says=str(stop)))
    except Later as stop:
        log.warning("job %s of kind %s is put off: %s", row.uuid, row.kind, stop.__cause__ or stop)
        actions.put_off_job(job=row, says=str(stop))
    except Lost:
        raise
    except Exception as stop:
        _failed(row, stop)


def _failed(row: Job, stop: Exception) -> None:
    """A database that went away is no fault of the job: it begins again. A full disk needs somebody to make room first."""
    how = away(stop)
    if how is Away.BUSY:
        log.warning("job %s of kind %s was interrupted: %s", row.uuid, row.kind, stop)
        close_old_connections()
        actions.again_job(job=row)
    elif how:
        log.error("job %s of kind %s could not keep its result: %s", row.uuid, row.kind, stop)
        actions.end_job(job=row, state=JobState.FAILED, done=Done(says=NO_ROOM))
    else:
        log.exception("job %s of kind %s failed", row.uuid, row.kind)
        actions.end_job(job=row, state=JobState.FAILED, done=Done(says=BROKEN))


def _work(row: Job) -> Work:
    def tell(done: int, total: int, says: str) -> None:
        actions.tell_job(job=row, done=done, total=total, says=says)

    def mark(name: str, on: bool) -> bool:
        return actions.mark_job(job=row, name=name, on=on)

    by = actor_of(row.made_by_id, row.organisation_id)
    return Work(id=str(row.uuid), by=by, label=row.label, attempt=row.attempt, arguments=row.arguments, tell=tell, mark=mark)
