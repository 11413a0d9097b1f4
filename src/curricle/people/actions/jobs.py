"""A job's life: asked for, taken with a lease, told on, ended once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from curricle.people import policy
from curricle.people.actions.record import queue_up, record
from curricle.people.models import Job, JobState, StoredFile
from curricle.people.policy import Actor, Hidden, Thing
from curricle.people.queue import enqueue
from curricle.people.work import Cancelled, Done, Lost, forgets

RUN = "curricle.people.tasks.run_job"
ATTEMPTS = 3
WAITS = (1, 5, 15, 60, 240, 720)  # minutes until a job that could not be done is tried again
KILLED = "The work was interrupted three times and is given up. Nothing half-done was kept. Ask for it again, or tell your administrator."


@transaction.atomic
def start_job(*, by: Actor, kind: str, label: str, arguments: Mapping[str, Any] | None = None, once: bool = False) -> str:
    """Queue a job for this person; its uuid. The caller's action has asked the rules of what the job will do.

    `once`: where the same is already under way for the organisation, that job's uuid, and no second one.
    """
    if once:
        queue_up()
        live = Job.objects.filter(state__in=(JobState.QUEUED, JobState.RUNNING), kind=kind, organisation=by.organisation, made_by=by.person)
        same = next((row for row in live if row.arguments == (arguments or {}) and not row.cancel), None)
        if same:
            return str(same.uuid)
    job = Job.objects.create(kind=kind, label=label[:200], arguments=arguments or {}, made_by_id=by.person, organisation_id=by.organisation)
    _queue(job)
    return str(job.uuid)


@transaction.atomic
def cancel_job(*, by: Actor, job: str) -> None:
    """Stop it: at once while it waits, at its next step while it runs; after its end nothing changes."""
    row = Job.objects.select_for_update().filter(uuid=job).first()
    if row is None:
        raise Hidden("There is no such job.")
    policy.require(policy.TABLE, by, "w", Thing(kind="job", organisation=row.organisation_id, id=job, made_by=row.made_by_id))
    if row.state == JobState.QUEUED:
        _end(row, JobState.CANCELLED, "Stopped before it began.")
    elif row.state == JobState.RUNNING:
        row.cancel = True
        row.save(update_fields=["cancel"])
    else:
        return
    record(by=by, verb="cancelled", kind="job", id=job, label=row.label)


@transaction.atomic
def take_job(*, job: str, worker: str) -> Job | None:
    """The job, now running under a lease of this worker; None when it was ended or taken meanwhile."""
    row = Job.objects.select_for_update().filter(uuid=job, state=JobState.QUEUED).first()
    if row is None:
        return None
    row.state, row.attempt, row.worker, row.started, row.lease = JobState.RUNNING, row.attempt + 1, worker, timezone.now(), _lease()
    row.save(update_fields=["state", "attempt", "worker", "started", "lease"])
    return row


@transaction.atomic
def tell_job(*, job: Job, done: int, total: int, says: str) -> None:
    """Write how far it is and renew the lease. Raises Cancelled when that was asked, Lost when another attempt holds the job."""
    row = _mine(job)
    if row.cancel:
        raise Cancelled
    row.done, row.total, row.message, row.lease = done, total, says[:300], _lease()
    row.save(update_fields=["done", "total", "message", "lease"])


@transaction.atomic
def end_job(*, job: Job, state: JobState, done: Done) -> None:
    """The end, once, with what the job keeps: a later attempt's job is left alone (Lost)."""
    row = _mine(job)
    if done.keep:
        done.keep()
    row.link, row.result = done.link, (row.result or {}) | dict(done.result)
    row.file = StoredFile.objects.filter(uuid=done.file).first() if done.file else None
    _end(row, state, done.says)


@transaction.atomic
def mark_job(*, job: Job, name: str, on: bool) -> bool:
    """Keep that a step which cannot be taken back is about to be taken (or was not after all); False where it was marked before."""
    row = _mine(job)
    held = dict(row.result or {})
    if on and held.get(name):
        return False
    row.result = held | {name: on}
    row.save(update_fields=["result"])
    return True


@transaction.atomic
def put_off_job(*, job: Job, says: str) -> None:
    """It could not be done just now: it waits, longer each time, and after the last time it fails with these words."""
    row = _mine(job)
    times = _put_off(row)
    if row.cancel or times >= len(WAITS):
        _end(row, JobState.CANCELLED if row.cancel else JobState.FAILED, says)
        return
    row.state, row.lease, row.message = JobState.QUEUED, None, f"{says} It is tried again in {WAITS[times]} min."[:300]
    row.result = (row.result or {}) | {"put off": times + 1}
    row.save(update_fields=["state", "lease", "message", "result"])
    _queue(row, after=timezone.now() + timedelta(minutes=WAITS[times]))


@transaction.atomic
def again_job(*, job: Job) -> None:
    """The database went away under the job: it begins again, as if its worker had been killed."""
    _again(_mine(job))


@transaction.atomic
def give_back_job(*, job: Job) -> None:
    """The worker is stopped in good order: the job waits again, and the attempt is not counted."""
    row = _mine(job)
    row.state, row.attempt, row.lease = JobState.QUEUED, row.attempt - 1, None
    row.save(update_fields=["state", "attempt", "lease"])
    _queue(row)


def renew_leases(*, worker: str) -> str:
    """Called by the worker's heart while it lives; the uuid of a job that has run longer than JOB_SECONDS, else ''."""
    mine = Job.objects.filter(state=JobState.RUNNING, worker=worker)
    mine.update(lease=_lease())
    late = mine.filter(started__lt=timezone.now() - timedelta(seconds=settings.JOB_SECONDS)).first()
    return str(late.uuid) if late else ""


@transaction.atomic
def give_up_job(*, job: str, says: str) -> None:
    """End a job that hangs."""
    row = Job.objects.select_for_update().filter(uuid=job, state=JobState.RUNNING).first()
    if row:
        _end(row, JobState.FAILED, says)


@transaction.atomic
def reclaim_jobs() -> int:
    """Jobs whose worker was killed: queued again, or failed in sight after three attempts; how many there were."""
    killed = Job.objects.select_for_update().filter(state=JobState.RUNNING, lease__lt=timezone.now())
    rows = list(killed)
    for row in rows:
        _again(row)
    return len(rows)


@transaction.atomic
def requeue_job(*, job: str) -> None:
    """For a job that waits while its task is gone (the worker was killed between taking the one and the other)."""
    row = Job.objects.select_for_update().filter(uuid=job, state=JobState.QUEUED).first()
    if row:
        _queue(row)


def _again(row: Job) -> None:
    """An interrupted job: queued again, or ended after the third time."""
    if row.cancel:
        _end(row, JobState.CANCELLED, "Stopped.")
    elif row.attempt - _put_off(row) >= ATTEMPTS:
        _end(row, JobState.FAILED, KILLED)
    else:
        row.state, row.lease, row.message = JobState.QUEUED, None, "Interrupted; it begins again."
        row.save(update_fields=["state", "lease", "message"])
        _queue(row)


def _put_off(row: Job) -> int:
    return int((row.result or {}).get("put off", 0))


def _queue(row: Job, after: datetime | None = None) -> None:
    row.task = enqueue(RUN, job=str(row.uuid), after=after)
    row.save(update_fields=["task"])


def _mine(job: Job) -> Job:
    row = Job.objects.select_for_update().filter(pk=job.pk, attempt=job.attempt, state=JobState.RUNNING).first()
    if row is None:
        raise Lost
    return row


def _end(row: Job, state: JobState, says: str) -> None:
    row.state, row.message, row.ended, row.lease = state, says[:300], timezone.now(), None
    if forgets(row.kind):
        row.arguments = {}
    row.save()


def _lease() -> Any:
    return timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
