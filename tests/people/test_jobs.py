"""A job is asked for, done under a lease, told on, and ends once, whatever happens to its worker."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from curricle.people import actions, queries
from curricle.people.models import Job, JobState, StoredFile
from curricle.people.policy import Hidden
from curricle.people.work import Done, Lost
from curricle.people.worker import Worker, settle_tasks, take_up, tidy
from people import job_kinds  # noqa: F401 - announces the kinds of jobs


def start(by, kind: str = "trial-count", **arguments: object) -> str:
    return actions.start_job(by=by.actor, kind=kind, label="Count", arguments={"to": 3} | arguments)


def work_off() -> None:
    worker = Worker()
    while worker.turn():
        pass


def state(by, uuid: str) -> tuple[str, str]:
    facts = queries.job(by.actor, uuid)
    return facts.state.value, facts.message


def test_job_is_done_by_the_worker_for_its_person(alice):
    uuid = start(alice)
    assert state(alice, uuid) == ("queued", "")
    work_off()
    assert state(alice, uuid) == ("done", "counted to 3")
    assert Job.objects.get(uuid=uuid).result == {"attempt": 1, "by": "Alice Archer"}


def test_job_of_an_unknown_kind_fails_in_sight(alice):
    uuid = start(alice, "no such kind")
    work_off()
    assert state(alice, uuid) == ("failed", "no app does jobs of kind no such kind")


def test_job_that_refuses_says_why(alice):
    uuid = start(alice, "trial-refused")
    work_off()
    assert state(alice, uuid) == ("failed", "the sheet has no modules")


def test_job_that_breaks_keeps_the_programs_secrets(alice, caplog):
    uuid = start(alice, "trial-broken")
    work_off()
    assert state(alice, uuid)[0] == "failed"
    assert "secret" not in state(alice, uuid)[1]
    assert "ZeroDivisionError" in caplog.text


def test_job_is_never_queued_when_its_action_is_undone(alice):
    with transaction.atomic():
        start(alice)
        transaction.set_rollback(True)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_cancelled_job_that_waits_never_begins(alice):
    uuid = start(alice)
    actions.cancel_job(by=alice.actor, job=uuid)
    work_off()
    assert state(alice, uuid) == ("cancelled", "Stopped before it began.")


def test_cancelled_job_that_runs_stops_at_its_next_step(alice):
    row = actions.take_job(job=start(alice), worker="w")
    actions.cancel_job(by=alice.actor, job=str(row.uuid))
    from curricle.people.work import Cancelled

    with pytest.raises(Cancelled):
        actions.tell_job(job=row, done=1, total=3, says="")


def test_job_is_hidden_from_others(alice, charlie):
    uuid = start(alice)
    with pytest.raises(Hidden):
        queries.job(charlie.actor, uuid)
    with pytest.raises(Hidden):
        actions.cancel_job(by=charlie.actor, job=uuid)


def expire(row: Job) -> None:
    Job.objects.filter(pk=row.pk).update(lease=timezone.now() - timedelta(seconds=1))


def test_job_whose_worker_was_killed_begins_again_and_the_old_attempt_is_shut_out(alice):
    row = actions.take_job(job=start(alice), worker="killed")
    assert take_up() == 0
    expire(row)
    assert take_up() == 1
    work_off()
    with pytest.raises(Lost):
        actions.tell_job(job=row, done=1, total=3, says="")
    assert Job.objects.get(pk=row.pk).result["attempt"] == 2


def test_job_that_kills_three_workers_fails_in_sight(alice):
    uuid = start(alice)
    for _ in range(3):
        expire(actions.take_job(job=uuid, worker="killed"))
        take_up()
    assert state(alice, uuid)[0] == "failed"
    assert "interrupted three times" in state(alice, uuid)[1]


def test_job_whose_task_vanished_is_queued_again(alice):
    uuid = start(alice)
    DBTaskResult.objects.all().delete()
    work_off()
    assert state(alice, uuid)[0] == "done"


def test_heart_renews_the_lease_and_finds_a_job_that_hangs(alice, settings, time_machine):
    row = actions.take_job(job=start(alice), worker="w")
    time_machine.move_to(timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS - 1))
    assert actions.renew_leases(worker="w") == ""
    time_machine.move_to(timezone.now() + timedelta(seconds=5))
    assert take_up() == 0
    time_machine.move_to(timezone.now() + timedelta(seconds=settings.JOB_SECONDS + 1))
    assert actions.renew_leases(worker="w") == str(row.uuid)


def test_worker_tidies_expired_sessions_and_old_tasks(alice, time_machine):
    alice.client.get("/account/")
    start(alice)
    work_off()
    time_machine.move_to(timezone.now() + timedelta(days=8))
    tidy()
    assert (Session.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_attempt_that_lost_its_lease_keeps_nothing(alice):
    """The old attempt comes to its end after all, when the new one has begun: the result is the new one's."""
    uuid = start(alice, "trial-keep", number=1)
    old = actions.take_job(job=uuid, worker="stalled")
    expire(old)
    take_up()
    done = Done(keep=lambda: actions.keep_file(by=alice.actor, data=b"of the old attempt", name="old.txt", purpose="paper"))
    with pytest.raises(Lost):
        actions.end_job(job=old, state=JobState.DONE, done=done)
    work_off()
    assert (state(alice, uuid), [each.name for each in StoredFile.objects.all()]) == (("done", "kept"), ["result.txt"])


def test_result_that_cannot_be_kept_fails_the_job_and_leaves_nothing(alice):
    """The disk is full when the result is written: the job says so, and no row speaks of a file."""
    uuid = start(alice, "trial-full")
    work_off()
    assert state(alice, uuid)[0] == "failed"
    assert "full or takes no changes" in state(alice, uuid)[1]
    assert StoredFile.objects.count() == 0


def test_same_job_asked_for_twice_is_one_while_it_lives(alice, bob):
    asked = {"kind": "trial-count", "label": "Count", "arguments": {"to": 3}, "once": True}
    first, again, other = (actions.start_job(by=who.actor, **asked) for who in (alice, alice, bob))
    assert (first == again, first == other) == (True, False)
    work_off()
    assert actions.start_job(by=alice.actor, **asked) != first


def test_task_whose_worker_was_killed_is_closed_in_sight_and_not_done_again(alice, time_machine):
    uuid = start(alice)
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now(), task_path="some.app.tasks.send_something")
    assert (settle_tasks(), DBTaskResult.objects.get().status) == (0, "RUNNING")
    time_machine.move_to(timezone.now() + timedelta(minutes=3))
    assert (settle_tasks(), DBTaskResult.objects.get().status) == (1, "FAILED")
    assert state(alice, uuid)[0] == "queued"


def test_job_given_back_in_good_order_does_not_count_the_attempt(alice):
    row = actions.take_job(job=start(alice), worker="w")
    actions.give_back_job(job=row)
    work_off()
    assert Job.objects.get(pk=row.pk).result["attempt"] == 1


def test_job_page_shows_progress_and_works_without_scripts(alice):
    uuid = start(alice)
    row = actions.take_job(job=uuid, worker="w")
    actions.tell_job(job=row, done=1, total=3, says="at 1")
    page = alice.client.get(f"/jobs/{uuid}/").content.decode()
    assert all(words in page for words in ("Running", "1 of 3", "at 1", "Look again", "Stop"))


def test_job_part_for_htmx_asks_again_until_the_end(alice):
    uuid = start(alice)
    client = alice.client
    waiting = client.get(f"/jobs/{uuid}/", headers={"HX-Request": "true"}).content.decode()
    work_off()
    ended = client.get(f"/jobs/{uuid}/", headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in waiting, "hx-get" in waiting, "hx-get" in ended, "counted to 3" in ended) == (False, True, False, True)


def test_job_is_stopped_by_its_button(alice, charlie):
    uuid = start(alice)
    assert charlie.client.post(f"/jobs/{uuid}/stop/").status_code == 404
    assert alice.client.post(f"/jobs/{uuid}/stop/").status_code == 302
    assert state(alice, uuid)[0] == "cancelled"
    assert JobState.CANCELLED.label == "Cancelled"


WORKER = """
import django
django.setup()
import job_kinds
from curricle.people.worker import Worker
Worker(pause=0.05).run()
"""
ASK = """
import django, sys
django.setup()
import job_kinds
from django.core.management import call_command
from curricle.core.terms import OrganisationKind
from curricle.people import actions, queries
from curricle.people.policy import OPERATOR
call_command("migrate", verbosity=0, skip_checks=True)
actions.first_administrator(by=OPERATOR, email="e@x.example", name="E", code="x", organisation="X", kind=OrganisationKind.UNIVERSITY)
by = queries.actor_by_email("e@x.example")
print(actions.start_job(by=by, kind="trial-count", label="Count", arguments={"to": 40, "pause": 0.05}))
"""


@pytest.mark.slow
def test_killed_workers_job_ends_once(tmp_path: Path):
    """A worker is killed in the middle of a job; the next one takes the job up and ends it, at its second attempt."""
    here = Path(__file__).parents[2]
    paths = os.pathsep.join([str(here / "src"), str(here / "tests" / "people"), os.environ.get("PYTHONPATH", "")])
    own = {"CURRICLE_DATA": str(tmp_path), "CURRICLE_JOB_LEASE_SECONDS": "1", "PYTHONPATH": paths}
    own |= {"DJANGO_SETTINGS_MODULE": "curricle.config.settings.production"}
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("CURRICLE_", "DJANGO_"))} | own

    def until(state: str, enough: int = 0) -> tuple[str, int, int]:
        for _ in range(400):
            seen = look.execute("SELECT state, done, attempt FROM people_job").fetchone()
            if seen[0] == state and seen[1] >= enough:
                return seen
            time.sleep(0.05)
        raise AssertionError(f"the job stayed {seen}")

    subprocess.run([sys.executable, "-c", ASK], env=environment, check=True, stdout=subprocess.DEVNULL)
    look = sqlite3.connect(tmp_path / "curricle.sqlite3")
    first = subprocess.Popen([sys.executable, "-c", WORKER], env=environment)
    until("running", 2)
    first.send_signal(signal.SIGKILL)
    first.wait()
    second = subprocess.Popen([sys.executable, "-c", WORKER], env=environment)
    try:
        assert until("done")[2] == 2
    finally:
        second.terminate()
        assert second.wait(10) == 0
        look.close()
