"""Two addresses for those who watch over the installation."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder

from curricle.people import beats, queries
from curricle.people.worker import Worker

pytestmark = pytest.mark.django_db
OUTSIDE = {"X-Forwarded-For": "192.0.2.7"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def ready(client, **headers: str) -> tuple[int, dict[str, object]]:
    answer = client.get("/readyz", headers=headers)
    return answer.status_code, answer.json()


def test_process_that_lives_says_so_without_asking_the_database(client, alice, django_assert_num_queries):
    for browser in (client, alice.client):
        with django_assert_num_queries(0):
            answer = browser.get("/healthz")
        assert (answer.status_code, answer.json(), "no-store" in answer.headers["Cache-Control"]) == (200, {"status": "ok"}, True)


def test_ready_with_a_worker(client):
    beats.beat("worker-1")
    assert ready(client) == (200, {"status": "ok", "reasons": []})


def test_ready_page_is_kept_nowhere(client):
    assert "no-store" in client.get("/readyz").headers["Cache-Control"]


def test_without_a_worker_pages_are_served_and_this_machine_is_told(client):
    assert ready(client) == (200, {"status": "degraded", "reasons": ["no worker has been seen for a day"]})


def test_silent_worker_is_told_with_its_silence(client, folder):
    beats.beat("worker-1")
    long_ago = time.time() - 95
    os.utime(folder / "workers" / "worker-1", (long_ago, long_ago))
    assert ready(client)[1]["reasons"] == ["no worker has been seen for 95 s"]


def test_one_worker_of_two_is_enough(client, folder):
    beats.beat("worker-1")
    os.utime(folder / "workers" / "worker-1", (0, 0))
    beats.beat("worker-2")
    assert ready(client)[1]["status"] == "ok"
    beats.forget_old()
    assert [path.name for path in (folder / "workers").iterdir()] == ["worker-2"]


def test_disk_that_cannot_be_written_is_told_and_leaves_nothing(client, folder, settings):
    beats.beat("worker-1")
    settings.DATA = folder / "workers" / "worker-1"  # a file: nothing can be made below it
    status, answer = ready(client)
    assert (status, answer["status"], str(answer["reasons"][0])) == (
        200,
        "degraded",
        "the data folder cannot be written to: Not a directory",
    )
    assert [path.name for path in folder.iterdir()] == ["workers"]


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via"])
def test_outside_hears_no_reason(client, name: str):
    assert ready(client, **{name: "192.0.2.7"}) == (200, {"status": "ok"})


def test_address_of_another_machine_hears_no_reason(client):
    assert client.get("/readyz", REMOTE_ADDR="192.0.2.7").json() == {"status": "ok"}


def test_database_that_is_away_is_503_with_a_time_to_come_back(client, monkeypatch):
    def away(*_: object) -> None:
        raise OperationalError("at 10.0.0.7 as ann")

    monkeypatch.setattr(connections["default"], "cursor", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert answer.json() == {"status": "not ready", "reasons": ["the database does not answer"]}
    assert ready(client, **OUTSIDE) == (503, {"status": "not ready"})


def test_tables_of_an_older_version_are_503(client):
    MigrationRecorder(connection).record_unapplied("people", "0001_initial")
    assert queries.missing_migrations() == ("people.0001_initial",)
    beats.beat("worker-1")
    assert ready(client) == (503, {"status": "not ready", "reasons": ["the tables are older than this version: run curricle upgrade"]})


def test_tables_of_a_newer_version_serve_the_old_one_while_it_is_replaced(client):
    MigrationRecorder(connection).record_applied("people", "9999_of_the_next_version")
    assert ready(client)[0] == 200


def test_worker_shows_that_it_lives_and_takes_its_sign_away(folder):
    worker = Worker()
    worker._beat()
    assert beats.last_beat() < 60
    beats.end(worker.id)
    assert beats.last_beat() is None


def test_worker_on_a_full_disk_works_on(folder, settings, caplog):
    (folder / "workers").write_text("in the way")
    Worker()._beat()
    assert [each.getMessage().split(":")[0] for each in caplog.records] == ["the sign of life could not be written"]
