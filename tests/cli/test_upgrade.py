"""Data of every released version come up to this one; an upgrade that fails or is killed leaves the old data usable."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from cli.place import Place, empty_postgres, remove_postgres
from curricle import __version__

RELEASED = Path(__file__).resolve().parents[1] / "samples" / "data"
HALFWAY = "halfway.settings"
#: What no upgrade may change, by the program's own reading: people, documents, programmes, changes, the record, files.
DUMP = """
import django, json, hashlib; django.setup()
from curricle.core.canonical import digest
from curricle.design.models import Change, PaperRow, ProgrammeRow
from curricle.design.snapshot import snapshot
from curricle.frameworks.models import ItemRow, StageRow, Version
from curricle.people.models import AuditEvent, Membership, Person, StoredFile
from curricle.people.store import read_kept
sha = lambda data: hashlib.sha256(data).hexdigest()
old = AuditEvent.objects.exclude(kind="backup").order_by("number")
roles = Membership.objects.order_by("pk").values_list("person__email", "organisation__code", "role", "starts")
print(json.dumps({
    "people": list(Person.objects.order_by("email").values_list("email", "name", "password", "is_active")),
    "roles": [[*row[:3], str(row[3])] for row in roles],
    "versions": list(Version.objects.order_by("pk").values_list("digest", "items", "line__code", "version")),
    "documents": [sha(text.encode()) for text in Version.objects.order_by("pk").values_list("document", flat=True)],
    "stages": list(StageRow.objects.order_by("pk").values_list("version__digest", "stage", "by__email")),
    "items": ItemRow.objects.count(),
    "programmes": [[row.code, row.revision, row.roll_up.digest, digest(snapshot(row))] for row in ProgrammeRow.objects.order_by("pk")],
    "changes": list(Change.objects.order_by("pk").values_list("revision", "digest_after", "what")),
    "papers": list(PaperRow.objects.order_by("pk").values_list("name", "sha256", "file")),
    "files": [sha(read_kept(row.digest)) for row in StoredFile.objects.order_by("digest")],
    "record": list(old.values_list("number", "verb", "label", "hash")),
}))
"""
#: The same of the old tables, without the program, as far as the columns of then go.
OLD = {
    "people": "SELECT email, name, password, is_active FROM people_person ORDER BY email",
    "versions": "SELECT v.digest, v.items, l.code, v.version FROM frameworks_version v "
    "JOIN frameworks_line l ON l.id = v.line_id ORDER BY v.id",
    "stages": "SELECT v.digest, s.stage, p.email FROM frameworks_stagerow s JOIN frameworks_version v ON v.id = s.version_id "
    "LEFT JOIN people_person p ON p.id = s.by_id ORDER BY s.id",
    "changes": "SELECT revision, digest_after, what FROM design_change ORDER BY id",
    "papers": "SELECT name, sha256, file FROM design_paperrow ORDER BY id",
    "record": "SELECT number, verb, label, hash FROM people_auditevent ORDER BY number",
}


def released(version: str, into: Path) -> Place:
    """A data folder as that version left it."""
    with zipfile.ZipFile(RELEASED / version / "data.zip") as archive:
        archive.extractall(into)
    return Place(into)


@pytest.fixture
def old(tmp_path: Path) -> Place:
    return released("0.1.0", tmp_path / "data")


@pytest.fixture
def postgres() -> Iterator[str]:
    if connection.vendor != "postgresql":
        pytest.skip("run with --postgres")
    address = empty_postgres()
    yield address
    remove_postgres(address)


def kept_facts(path: Path) -> dict[str, list]:
    with sqlite3.connect(path) as base:
        facts = {name: [list(row) for row in base.execute(question)] for name, question in OLD.items()}
    base.close()
    return facts | {"people": [[*row[:3], bool(row[3])] for row in facts["people"]]}


def dump(place: Place) -> dict:
    return json.loads(place.python(DUMP))


def check_same(before: dict, place: Place) -> None:
    after = dump(place)
    assert {name: after[name] for name in before} == before
    assert [row[3] == row[2] for row in after["programmes"]] == [True] * 3
    assert (len(after["files"]), len(after["record"])) == (5, 38)
    assert place.document("audit", "verify")["sound"]
    assert place.document("doctor", "--data")["damage"] == []


@pytest.mark.slow
@pytest.mark.parametrize("version", sorted(path.name for path in RELEASED.iterdir()))
def test_data_of_a_released_version_come_up_to_this_one(version: str, tmp_path: Path):
    place = released(version, tmp_path / "data")
    before = kept_facts(place.data / "curricle.sqlite3")
    done = place.curricle("upgrade")
    assert done.returncode == 0, done.stderr
    check_same(before, place)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_data_of_a_released_version_move_to_postgresql(old: Place, postgres: str):
    before = kept_facts(old.data / "curricle.sqlite3")
    path = old.data / "moving.zip"
    assert old.curricle("upgrade").returncode == 0
    old.document("backup", "make", "--to", path)
    there = Place(old.data.parent / "there", postgres)
    there.document("backup", "restore", path, "--into", there.data, "--database", postgres)
    check_same(before, there)


def trial(place: Place, way: str) -> subprocess.CompletedProcess[str]:
    variables = place.variables | {"CURRICLE_TRIAL": way, "DJANGO_SETTINGS_MODULE": HALFWAY}
    command = [sys.executable, "-m", "curricle", "upgrade"]
    return subprocess.run(command, env=variables, capture_output=True, text=True, timeout=120)


def begin_trial(place: Place) -> subprocess.Popen[str]:
    """An upgrade, in a process group of its own, that has come half way and hangs there."""
    sign = place.data.parent / "half way"
    variables = place.variables | {"CURRICLE_TRIAL": "hang", "CURRICLE_TRIAL_SIGN": str(sign), "DJANGO_SETTINGS_MODULE": HALFWAY}
    command = [sys.executable, "-m", "curricle", "upgrade"]
    begun = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    while not sign.exists():
        assert begun.poll() is None, begun.communicate()[0]
        time.sleep(0.05)
    return begun


def life_of_an_upgrade(place: Place) -> None:
    """Fail, be killed, succeed, and meet the old program again."""
    shutil.rmtree(place.data / "backups", ignore_errors=True)  # of an upgrade before this one
    before = dump(place)
    failed = trial(place, "fail")
    assert failed.returncode == 3
    assert "the second step does not work here" in failed.stderr
    assert "It is as it was" in failed.stderr
    assert dump(place) == before
    (backup,) = (place.data / "backups").glob(f"before-{__version__}-*.backup.zip")
    assert place.curricle("backup", "verify", backup).returncode == 0
    shutil.rmtree(place.data / "backups")

    begun = begin_trial(place)
    os.killpg(begun.pid, signal.SIGKILL)  # as a machine that goes down: the step that it had begun goes too
    begun.communicate()
    assert dump(place) == before

    done = trial(place, "good")
    assert done.returncode == 0, done.stderr
    assert len(list((place.data / "backups").glob("before-*"))) >= 1
    refused = place.curricle("upgrade")
    assert refused.returncode == 3
    assert "these data were made by a newer Curricle (it knows halfway.0001_initial)" in refused.stderr
    assert "start that version or a later one" in refused.stderr
    assert place.curricle("backup", "make").returncode == 3
    assert [path.name for path in place.data.glob(".*.part")] == []


@pytest.mark.slow
def test_upgrade_that_fails_or_is_killed_leaves_the_old_data_on_sqlite(old: Place):
    assert old.curricle("upgrade").returncode == 0
    life_of_an_upgrade(old)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_upgrade_that_fails_or_is_killed_leaves_the_old_data_on_postgresql(tmp_path: Path, postgres: str):
    place = Place(tmp_path / "data", postgres)
    assert place.curricle("demo").returncode == 0
    life_of_an_upgrade(place)


@pytest.mark.slow
def test_upgrade_is_refused_while_somebody_writes(old: Place):
    assert old.curricle("upgrade").returncode == 0
    with sqlite3.connect(old.data / "curricle.sqlite3") as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("SELECT count(*) FROM people_person").fetchone()
        done = trial(old, "good")
    base.close()
    assert (done.returncode, "Curricle is running on these data; stop it first" in done.stderr) == (3, True)


@pytest.mark.slow
def test_start_says_that_data_are_of_a_newer_version(old: Place):
    assert old.curricle("upgrade").returncode == 0
    assert trial(old, "good").returncode == 0
    shutil.rmtree(old.data / "stamps")  # a newer version would have left stamps of its own, which fit no other
    done = old.curricle("up", "--port", "0", "--no-demo")
    assert (done.returncode, "these data were made by a newer Curricle" in done.stderr) == (3, True)
