"""A worker that is killed at any stage: its job ends once, or fails in sight; one that kills its workers is set aside."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from faults import stage

LEASE = 2
SETTLED = 40  # seconds; the promise is 120
WORKER = """
import os, signal, sys, django
django.setup()
from people import job_kinds
from curricle.people import actions, letter_jobs, worker

def kill(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def after(place, name):
    whole = getattr(place, name)
    setattr(place, name, lambda *a, **k: (whole(*a, **k), kill()))

at = sys.argv[1]
if at == "claimed": worker.TaskWorker.run_task = kill
if at == "started": after(actions, "take_job")
if at == "half way": after(actions, "tell_job")
if at == "before storing": actions.end_job = kill
if at == "stored": after(actions, "keep_file")
if at == "before marking": after(actions, "end_job")
if at == "mail": after(letter_jobs, "send_once")
worker.Worker(pause=0.05).run()
"""
ASK = """
import django, sys; django.setup()
from people import job_kinds
from curricle.people import actions
from curricle.people.queries import actor_by_email
by = actor_by_email("alice@wharfe.example", "wharfe")
for kind in sys.argv[1:]:
    if kind == "mail":
        actions.ask_for_reset(email="alice@wharfe.example", base="http://localhost", address="test")
    else:
        actions.start_job(by=by, kind=kind, label=kind, arguments={"number": 1, "to": 2})
"""
STAGES = ["claimed", "started", "half way", "before storing", "stored", "before marking"]


class House:
    def __init__(self, data: Path, address: str = "") -> None:
        self.variables = stage.variables(data, address, CURRICLE_JOB_LEASE_SECONDS=str(LEASE))
        self.data = data
        self.run("-m", "faults.stage")

    def run(self, *words: str) -> str:
        command = [sys.executable, "-W", "ignore", *words]
        done = subprocess.run(command, env=self.variables, cwd=stage.ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def worker(self, at: str = "") -> subprocess.Popen[bytes]:
        command = [sys.executable, "-W", "ignore", "-c", WORKER, at]
        return subprocess.Popen(command, env=self.variables, cwd=stage.ROOT, stderr=subprocess.DEVNULL)

    def truth(self) -> dict[str, Any]:
        words = "import django, json; django.setup(); from faults import stage; print(json.dumps(stage.truth()))"
        return json.loads(self.run("-c", words))

    def settle(self) -> tuple[dict[str, Any], float]:
        """Let a healthy worker run until every job has ended: (what stands then, seconds)."""
        started, worker = time.monotonic(), self.worker()
        try:
            while True:
                seen = self.truth()
                if all(state in ("done", "failed") for _, state, _ in seen["jobs"]) or time.monotonic() - started > SETTLED:
                    return seen, time.monotonic() - started
                time.sleep(0.3)
        finally:
            worker.terminate()
            worker.wait(20)


@pytest.mark.slow
def test_worker_killed_at_each_stage_ends_its_job_once(tmp_path: Path, tell):
    house, slowest = House(tmp_path / "data"), 0.0
    for number, at in enumerate(STAGES, 1):
        house.run("-c", ASK, "trial-keep")
        assert house.worker(at).wait(30) == -signal.SIGKILL, at
        seen, seconds = house.settle()
        slowest = max(slowest, seconds)
        assert ([job[:2] for job in seen["jobs"]], seen["files"], seen["wrong"]) == ([["trial-keep", "done"]] * number, number, []), at
    tell(f"worker killed at {len(STAGES)} stages: every job ended once, at most {slowest:.0f} s after (lease {LEASE} s)")


@pytest.mark.slow
def test_worker_killed_after_a_mail_sends_no_second_one(tmp_path: Path, tell):
    house = House(tmp_path / "data")
    house.run("-c", ASK, "mail")
    assert house.worker("mail").wait(30) == -signal.SIGKILL
    seen, _ = house.settle()
    sent = len(list((house.data / "mail").iterdir()))
    tell(f"worker killed right after a mail: {sent} mail went out, its job ended as {seen['jobs'][0][1]}")
    assert (seen["jobs"], sent) == ([["mail-new-password", "failed", 2]], 1)


@pytest.mark.slow
def test_job_that_kills_its_workers_is_set_aside_and_the_others_go_on(tmp_path: Path, tell):
    house = House(tmp_path / "data")
    house.run("-c", ASK, "trial-poison", "trial-keep")
    worker, deaths, started = house.worker(), 0, time.monotonic()
    try:
        while time.monotonic() - started < SETTLED:
            if worker.poll() is not None:
                deaths, worker = deaths + 1, house.worker()
            if all(state in ("done", "failed") for _, state, _ in house.truth()["jobs"]):
                break
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGTERM)
        worker.wait(20)
    seen = house.truth()
    tell(f"poison: {deaths} workers died, then it was set aside, after {time.monotonic() - started:.0f} s")
    assert (seen["jobs"], deaths, seen["files"]) == ([["trial-poison", "failed", 3], ["trial-keep", "done", 1]], 3, 1)
