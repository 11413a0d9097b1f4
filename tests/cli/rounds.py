"""A backup made while people write, verified, restored elsewhere and compared table by table; the tests say from where to where."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from cli.place import SETUP, Place
from curricle.cli.backup.opened import open_backup

ROUNDS = 3
LOOK = """
import django; django.setup()
from curricle.core.canonical import digest
from curricle.design.models import Change, ProgrammeRow
from curricle.design.snapshot import snapshot
row = ProgrammeRow.objects.select_related("roll_up").get()
last = Change.objects.filter(programme=row).order_by("-revision").first()
print(digest(snapshot(row)) == row.roll_up.digest == last.digest_after and last.revision == row.revision == Change.objects.count())
"""
SAVE = """
import django; django.setup()
from curricle.people import actions
from curricle.people.queries import actor_by_email
actions.keep_file(by=actor_by_email("alice@wharfe.example", "wharfe"), data=b"new", name="new.txt", purpose="trial")
"""
ONE_MORE = {"people_auditevent", "people_recordhead"}  # restoring leaves an event


def digests(path: Path) -> dict[str, tuple[int, str]]:
    return {table.name: (table.rows, table.sha256) for table in open_backup(path).manifest.tables}


def one_round(here: Place, there: Place, number: int) -> None:
    path = here.data / "backups" / f"round-{number}.zip"
    here.document("backup", "make", "--to", path)
    here.document("backup", "verify", path)
    to = ["--into", there.data, *(["--database", there.database] if there.database else [])]
    more = ["--replace"] if number else []
    restored = here.document("backup", "restore", path, *to, *more)
    assert len(restored["aside"]) == (0 if number == 0 else 2 if there.database else 1)
    again = there.data / f"again-{number}.zip"
    there.document("backup", "make", "--to", again)
    was, now = digests(path), digests(again)
    assert {name for name in was if was[name] != now[name]} == ONE_MORE
    assert now["people_auditevent"][0] == was["people_auditevent"][0] + 1
    assert there.document("audit", "verify", "--expect", restored["record"])["sound"]
    files = [kept.sha256 for kept in open_backup(path).manifest.files]
    kept = [(there.data / "files" / each[:2] / each[2:]).read_bytes() for each in files]
    assert [hashlib.sha256(data).hexdigest() for data in kept] == files
    assert len(files) > 1
    assert there.python(LOOK) == "True\n"
    there.python(SAVE)  # the next row finds its number


def rounds(here: Place, there: Place) -> str:
    """The first into an empty place, the others over data that a killed process has just written, its -wal included. What was seen."""
    here.python(SETUP)
    here.begin_writing()
    for number in range(ROUNDS):
        one_round(here, there, number)
        there.begin_writing(1)
        time.sleep(0.3)
        there.stop_writing()
        assert there.database or (there.data / "curricle.sqlite3-wal").stat().st_size > 0
        assert all(writer.poll() is None for writer in here.writers)
    return f"{number + 1} of {ROUNDS} backups under load: verified, restored elsewhere, equal table by table"
