"""Papers by the API: asked for, followed, listed and fetched."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from curricle.design import actions, queries
from curricle.design.snapshot import snapshot
from curricle.people import actions as people
from curricle.people.models import Job
from curricle.people.worker import Worker

pytestmark = pytest.mark.django_db


def work() -> None:
    worker = Worker(pause=0)
    while worker.turn():
        pass


@pytest.mark.slow
def test_papers_are_asked_for_followed_and_fetched(stage, program):
    asked = [program.ask("POST", f"{stage.at}/papers", Idempotency_Key="a") for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in asked] == [(202, f"/api/v1/jobs/{asked[0].json()['id']}")] * 2
    assert (Job.objects.count(), program.get(asked[0]["Location"]).json()["state"]) == (1, "queued")
    work()
    job = program.get(asked[0]["Location"]).json()
    assert (job["state"], job["done"], job["papers"]) == ("done", job["total"], f"/api/v1/{stage.at}/papers")
    pack = program.get(job["papers"]).json()
    assert (pack["behind"], pack["revision"]) == (False, 1)
    for file in pack["files"]:
        answer = program.get(file["address"], Accept="text/html")
        assert (answer.status_code, len(answer.content), hashlib.sha256(answer.content).hexdigest()) == (200, file["size"], file["sha256"])
        assert answer["Content-Disposition"].startswith("attachment")
    row = queries.programme(stage.alice.organisation, stage.programme.code)
    actions.replace_draft(by=stage.alice, programme=replace(snapshot(row), title="Renamed"), revision=1)
    assert program.get(job["papers"]).json()["behind"] is True
    for other in (stage.program(by=stage.dora), stage.program(scopes=("people:read",))):
        assert other.get(pack["files"][0]["address"]).status_code in {403, 404}
        assert other.get(asked[0]["Location"]).status_code in {403, 404}


def test_job_and_file_that_are_no_papers_are_hidden(house, program):
    job = people.start_job(by=house.alice, kind="other", label="Other")
    file = people.keep_file(by=house.alice, data=b"words", name="a.txt", purpose="other")
    assert [program.get(f"jobs/{job}").status_code, program.get(f"files/{file}").status_code] == [404, 404]


def test_papers_that_were_never_made_are_404(stage, program):
    assert program.get(f"{stage.at}/papers").json()["detail"] == "No papers have been made of this programme."
