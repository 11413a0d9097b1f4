"""kill -9 in the middle of saves: what was acknowledged is there, and nothing is there by halves (SQLite, the default)."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

KILLS = 12
ROOT = Path(__file__).resolve().parents[2]
SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
from world import organisation, person
from curricle.core.terms import Role
person("alice", organisation("wharfe"), Role.LEAD)
"""
LOOK = """
import django; django.setup()
from curricle.core.canonical import digest
from curricle.design.models import Change, ProgrammeRow
from curricle.design.snapshot import snapshot
from curricle.people.queries import verify_record
row = ProgrammeRow.objects.select_related("roll_up").get()
last = Change.objects.filter(programme=row).order_by("-revision").first()
whole = digest(snapshot(row)) == row.roll_up.digest == last.digest_after and last.revision == row.revision
print(row.revision, Change.objects.count(), whole, verify_record().sound)
"""


def python(words: str, variables: dict[str, str]) -> str:
    return subprocess.run([sys.executable, "-c", words], env=variables, cwd=ROOT, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
def test_saves_survive_kills_whole_and_none_is_lost(tmp_path):
    variables = os.environ | {
        "CURRICLE_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "curricle.config.settings.production",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}",
    }
    variables.pop("CURRICLE_DATABASE_URL", None)
    python(SETUP, variables)
    chance = random.Random(7)
    acknowledged = 0
    for _ in range(KILLS):
        writer = subprocess.Popen([sys.executable, "-m", "faults.writer"], env=variables, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        acknowledged = max(acknowledged, int(writer.stdout.readline() or 0))
        time.sleep(chance.uniform(0, 0.4))
        writer.kill()
        told = writer.communicate()[0].split()
        acknowledged = max([acknowledged, *(int(each) for each in told if each.isdigit())])
    revision, changes, whole, sealed = python(LOOK, variables).split()
    with sqlite3.connect(tmp_path / "curricle.sqlite3") as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert int(revision) >= acknowledged > KILLS
    assert (changes, whole, sealed) == (revision, "True", "True")
