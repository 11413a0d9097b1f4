"""Kill the product at one operation after another, and look each time at what is left. A program: `python -m faults.points save disk 60`.

Each attempt and each look is a child of its own, forked from here before anybody has opened a database, so a point costs little.
`disk`: the child is killed by the shim at its n-th write below the data folder. `time`: it is killed after a random while.
Prints one line of JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.template import loader
from django.urls import get_resolver

from faults import stage
from faults.shim import Mode, inside

Ack = Callable[[str], None]
LONGEST = 60.0  # seconds of one attempt


def leads(answer: Any, place: str) -> bool:
    """Whether it leads to what was kept. A way to anywhere else (to sign in, to a second factor) acknowledges nothing."""
    return answer.status_code == 302 and answer.headers["Location"].startswith(place)


def save(ack: Ack, number: str) -> None:
    """Change the programme's title through its page."""
    from form_of import form_of

    alice, page = stage.browser(stage.LEAD), f"/programmes/{stage.PROGRAMME}/facts/"
    form = form_of(alice.get(page).content.decode())
    answer = alice.post(page, form | {"title": f"Title {number}"})
    if leads(answer, f"/programmes/{stage.PROGRAMME}/"):
        ack(f"Title {number}")


def bring(ack: Ack, number: str) -> None:
    """Bring a framework through its pages: upload, look, keep."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from curricle.interop.curricle import write_framework
    from form_of import form_of
    from world import demo_framework

    nell = stage.browser(stage.EDITOR)
    data = write_framework(demo_framework("schema-podiatry"))
    answer = nell.post("/frameworks/bring/", {"file": SimpleUploadedFile("schema.json", data)})
    page = answer.headers["Location"]
    form = form_of(nell.get(page).content.decode())
    answer = nell.post(f"{page}confirm/", form | {"version": f"brought {number}"})
    if leads(answer, "/frameworks/"):
        ack(f"brought {number}")


def work(ack: Ack, number: str) -> None:
    """A job that keeps a file is asked for and done by the worker."""
    from curricle.people import actions
    from curricle.people.queries import actor_by_email
    from curricle.people.worker import Worker
    from people import job_kinds  # noqa: F401 - announces the kind

    by = actor_by_email(stage.LEAD, "wharfe")
    ack(actions.start_job(by=by, kind="trial-keep", label=f"Job {number}", arguments={"number": number}))
    work_off(Worker())


def twice(act: Callable[[Ack, str], None], ack: Ack, number: int) -> None:
    """Two in a row, so that the first is acknowledged when the second is killed. The names of all attempts are in order."""
    for half in "ab":
        act(ack, f"{number:04}{half}")


def work_off(worker: Any) -> None:
    while worker.turn():
        pass


def recover() -> dict[str, Any]:
    """What the next start does: take up what was left; then look."""
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from curricle.people.models import Job, JobState
    from curricle.people.worker import Worker
    from people import job_kinds  # noqa: F401 - announces the kind

    long_ago = timezone.now() - timedelta(hours=1)  # every lease of the killed worker has ended
    Job.objects.filter(state=JobState.RUNNING).update(lease=long_ago)
    DBTaskResult.objects.filter(status="RUNNING").update(started_at=long_ago)
    work_off(Worker())
    return stage.truth()


SCENARIOS: dict[str, Callable[[Ack, str], None]] = {"save": save, "bring": bring, "work": work}


def child(work: Callable[[Ack], None], *, kill_after: float | None = None) -> tuple[list[str], bool, float]:
    """Run in a forked process group of its own: (what it acknowledged, whether it was killed, seconds)."""
    reading, writing = os.pipe()
    number, started = os.fork(), time.monotonic()
    if number == 0:
        os.setpgid(0, 0)
        os.close(reading)
        try:
            work(lambda words: os.write(writing, words.encode() + b"\n") and None)
        except BaseException as stop:
            os.write(writing, f"!{type(stop).__name__}: {stop}".replace("\n", " ").encode() + b"\n")
        os._exit(0)
    os.close(writing)
    if kill_after is not None:
        time.sleep(kill_after)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(number, signal.SIGKILL)
    with os.fdopen(reading) as told:
        signal.alarm(int(LONGEST))
        acks = told.read().splitlines()
        signal.alarm(0)
    _, status = os.waitpid(number, 0)
    return acks, os.WIFSIGNALED(status), time.monotonic() - started


def ask(question: Callable[[], Any]) -> Any:
    """The answer of a child that lives."""
    acks, _, _ = child(lambda ack: ack(json.dumps(question())))
    return json.loads(acks[0])


def warm() -> None:
    """Import and compile here, once, what each child would have to for itself. It opens no database."""
    import faults.stage
    import form_of
    import world
    from curricle.people import worker
    from people import job_kinds

    assert all((faults.stage, form_of, world, worker, job_kinds))
    assert get_resolver().url_patterns
    for name in ("design/facts.jinja", "frameworks/bring.jinja", "frameworks/preview.jinja", "ui/errors/503.jinja"):
        loader.get_template(name)


def main(scenario: str, how: str, most: int) -> dict[str, Any]:
    import django

    django.setup()
    warm()
    shim, chance, act = inside(), random.Random(11), SCENARIOS[scenario]
    if shim and how == "disk":
        shim.set(Mode.KILL, 0)  # counts, kills nobody
    acks, _, usual = child(lambda ack: twice(act, ack, 0))
    if not acks or acks[0].startswith("!"):
        raise RuntimeError(f"{scenario} does not work at all: {acks}")
    operations = shim.count if shim and how == "disk" else 0
    if not operations:  # the first one also filled caches; a kill is to come within the time of a usual one
        more, _, usual = child(lambda ack: twice(act, ack, 1))
        acks += more
    step = max(1, operations // most)
    found: dict[str, Any] = {"kills": 0, "acknowledged": 0, "lost": [], "wrong": [], "twice": [], "operations": operations}
    points = range(1, operations + 1, step) if operations else range(3 * most)  # a random kill may come too late
    kept = acks
    for number, point in enumerate(points, 2):
        if shim and how == "disk":
            shim.set(Mode.KILL, point)
        after = None if operations else chance.uniform(0, 1.4 * usual)  # a machine that others use may be slower now
        acks, killed, _ = child(lambda ack, number=number: twice(act, ack, number), kill_after=after)
        if shim:
            shim.set(Mode.OFF)
        found["kills"] += killed
        enough = not operations and found["kills"] == most
        found["acknowledged"] += len(acks)
        kept = judge(found, scenario, kept, acks, ask(recover))
        if enough:
            break
    found["strays"] = ask(stage.leave_no_strays)
    return found


def judge(found: dict[str, Any], scenario: str, kept: list[str], acks: list[str], seen: dict[str, Any]) -> list[str]:
    """Compare what was acknowledged with what stands."""
    found["wrong"] += seen["wrong"] + [each for each in acks if each.startswith("!")]
    kept = kept + acks
    if scenario == "bring":
        found["lost"] += [each for each in kept if each not in seen["frameworks"]]
    elif scenario == "save":
        found["lost"] += [] if seen["title"].startswith("Title ") and seen["title"] >= kept[-1] else [kept[-1]]
    elif scenario == "work":
        ended = [job for job in seen["jobs"] if job[1] in ("done", "failed")]
        found["lost"] += ["a job that never ends"] if len(ended) != len(seen["jobs"]) else []
        found["lost"] += ["a job that was asked for"] if len(seen["jobs"]) < len(kept) else []
        done = sum(1 for job in seen["jobs"] if job[1] == "done")
        found["twice"] = [f"{seen['files']} results of {done} jobs"] if seen["files"] != done else []
    return kept


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
