"""The one background worker: runs tasks one by one, keeps the lease of its job alive, takes up what a killed worker left."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import threading
import time
from datetime import timedelta
from types import FrameType

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import Error, close_old_connections, connection
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from curricle.people import actions, beats, queries
from curricle.people.tasks import Stopping
from curricle.ui.away import away

log = logging.getLogger(__name__)
LATE = "This took longer than any job may take, and was stopped."
EXIT_HUNG = 70
TIDY_SECONDS = 600.0
SETTLE_SECONDS = 20.0
TELL_SECONDS = 60.0
ABANDONED_SECONDS = 90  # no task beside the jobs, which have leases, runs so long
KEEP_TASKS_DAYS = 7


class Worker:
    """`pause` is how long to sleep, in seconds, when there is nothing to do."""

    def __init__(self, *, pause: float = 0.5) -> None:
        autodiscover_modules("tasks")
        self.id = f"worker-{os.getpid()}-{secrets.token_hex(6)}"
        self.pause = pause
        self.stopping = False
        self.busy = False
        self._tidied = self._settled = 0.0
        self._told = -TELL_SECONDS

    def run(self) -> None:
        """Work until a signal says stop."""
        self._beat()
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        threading.Thread(target=self._heart, daemon=True, name="heart").start()
        while not self.stopping:
            try:
                close_old_connections()
                worked = self.turn()
            except Stopping:
                break
            except (Error, OSError) as stop:  # the database or the disk is away or full: stay, and try again
                if away(stop) is None:
                    raise
                self._tell(stop)
                close_old_connections()
                worked = False
            if not worked:
                time.sleep(self.pause)
        beats.end(self.id)

    def turn(self) -> bool:
        """Take up what was left, tidy now and then, do at most one task; whether there was one."""
        take_up()
        if time.monotonic() - self._tidied > TIDY_SECONDS:
            self._tidied = time.monotonic()
            tidy()
        if time.monotonic() - self._settled > SETTLE_SECONDS:
            self._settled = time.monotonic()
            settle_tasks()
        if not DBTaskResult.objects.ready().exists():  # looking costs no write lock; claiming does
            return False
        self.busy = True
        try:
            _one_task(self.id)
        finally:
            self.busy = False
        return True

    def _tell(self, stop: Exception) -> None:
        """A database that is away for an hour is told sixty times, not seven thousand."""
        if time.monotonic() - self._told > TELL_SECONDS:
            self._told = time.monotonic()
            log.warning("the database or the disk is away: %s", stop)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Stop at once when idle; else the job in hand goes back to the queue."""
        self.stopping = True
        if self.busy:
            raise Stopping

    def _heart(self) -> None:
        """Beats three times a lease. A job beyond the longest time is ended, and with it this process: a thread cannot be killed."""
        while True:
            time.sleep(settings.JOB_LEASE_SECONDS / 3)
            self._beat()
            try:
                late = actions.renew_leases(worker=self.id) if self.busy else ""
                if late:
                    actions.give_up_job(job=late, says=LATE)
                    log.error("job %s hung; the worker ends", late)
                    os._exit(EXIT_HUNG)
            except Error as stop:
                log.warning("the lease could not be renewed: %s", stop)
                connection.close()

    def _beat(self) -> None:
        """For the health page. A worker whose sign of life cannot be written works on."""
        try:
            beats.beat(self.id)
        except OSError as stop:
            log.warning("the sign of life could not be written: %s", stop)


def _one_task(worker: str) -> None:
    """Claim the next task, then run it by the queue's own runner, which keeps its result."""
    with exclusive_transaction():
        task = DBTaskResult.objects.ready().get_locked()
        if task is None:
            return
        task.claim(worker)
    runner = TaskWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=worker,
        excluded_queue_names=[],
    )
    runner.run_task(task)


def take_up() -> int:
    """Jobs of killed workers go on or end; how many. A task that a killed worker held is closed: its job has a new one."""
    count = actions.reclaim_jobs() if queries.any_lease_ended() else 0
    waiting = queries.waiting_tasks()
    if waiting:
        before = timezone.now() - timedelta(seconds=settings.JOB_LEASE_SECONDS)
        tasks = DBTaskResult.objects.filter(id__in=waiting.values())
        alive = tasks.filter(status=TaskResultStatus.READY) | tasks.filter(status=TaskResultStatus.RUNNING, started_at__gt=before)
        held = {str(each) for each in alive.values_list("id", flat=True)}
        for job, task in waiting.items():
            if task not in held:
                actions.requeue_job(job=job)
                count += 1
    return count


class Abandoned(Exception):
    """The worker that had begun this was killed. What it did is not known, so it is not done again."""


def settle_tasks() -> int:
    """Tasks beside the jobs whose worker was killed are closed in sight, never run twice; how many there were."""
    before = timezone.now() - timedelta(seconds=max(ABANDONED_SECONDS, settings.JOB_LEASE_SECONDS))
    left = list(DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=before).exclude(task_path=actions.RUN))
    for task in left:
        log.error("the task %s (%s) was interrupted and is not done again", task.id, task.task_path)
        task.set_failed(Abandoned("interrupted"))
    return len(left)


def tidy() -> None:
    """Expired files and sessions, forgotten tries, answers kept for repeats, old tasks."""
    actions.sweep_files()
    SessionStore.clear_expired()
    actions.forget_old_tries()
    beats.forget_old()
    actions.forget_answers()
    actions.forget_old_sessions()
    before = timezone.now() - timedelta(days=KEEP_TASKS_DAYS)
    DBTaskResult.objects.filter(enqueued_at__lt=before).exclude(status=TaskResultStatus.READY).delete()
