"""Jobs as their pages need them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from curricle.people import policy
from curricle.people.models import Job, JobState
from curricle.people.policy import Actor, Hidden, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFacts:
    uuid: str
    kind: str
    label: str
    state: JobState
    done: int
    total: int
    message: str
    cancelling: bool
    file: str
    link: str
    may_cancel: bool


def job(actor: Actor, uuid: str) -> JobFacts:
    """The job, if the actor may see it; else Hidden."""
    row = Job.objects.select_related("file").filter(uuid=uuid).first()
    if row is None:
        raise Hidden("There is no such job.")
    thing = Thing(kind="job", organisation=row.organisation_id, id=uuid, made_by=row.made_by_id)
    policy.require(policy.TABLE, actor, "v", thing)
    return _facts(row, policy.decide(policy.TABLE, actor, "w", thing))


def jobs_of(actor: Actor, kind: str = "", limit: int = 20) -> tuple[JobFacts, ...]:
    """The actor's own jobs, newest first."""
    rows = Job.objects.select_related("file").filter(made_by=actor.person, made_by__isnull=False)
    return tuple(_facts(row, True) for row in (rows.filter(kind=kind) if kind else rows)[:limit])


def waiting_tasks() -> dict[str, str]:
    """{job uuid: id of its task} of jobs that wait."""
    return {str(uuid): task for uuid, task in Job.objects.filter(state=JobState.QUEUED).values_list("uuid", "task")}


def any_lease_ended() -> bool:
    """Whether a job runs whose worker no longer renews its lease."""
    return Job.objects.filter(state=JobState.RUNNING, lease__lt=timezone.now()).exists()


def _facts(row: Job, may_cancel: bool) -> JobFacts:
    live = row.state in {JobState.QUEUED, JobState.RUNNING}
    return JobFacts(
        uuid=str(row.uuid),
        kind=row.kind,
        label=row.label,
        state=JobState(row.state),
        done=row.done,
        total=row.total,
        message=row.message,
        cancelling=row.cancel,
        file=str(row.file.uuid) if row.file else "",
        link=row.link,
        may_cancel=may_cancel and live and not row.cancel,
    )
