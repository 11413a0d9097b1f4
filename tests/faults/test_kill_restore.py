"""kill -9 in the middle of a restore over old data: there is the old installation or the new one, whole (SQLite, the default)."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.place import Place

KILLS = 8
NAME = """
import django; django.setup()
from curricle.people.models import Person
Person.objects.filter(pk=1).update(name="After the backup")
"""
LOOK = """
import django; django.setup()
from curricle.people.models import Person
from curricle.people.queries import verify_record
print(Person.objects.filter(name="After the backup").exists(), verify_record().sound)
"""


@pytest.mark.slow
def test_killed_restore_leaves_the_old_or_the_new(tmp_path: Path):
    place = Place(tmp_path / "data")
    assert place.curricle("demo").returncode == 0
    path = tmp_path / "kept.zip"
    place.document("backup", "make", "--to", path)
    command = [sys.executable, "-m", "curricle", "backup", "restore", str(path), "--replace", "--json"]
    began = time.monotonic()
    place.python(NAME)
    assert subprocess.run(command, env=place.variables, capture_output=True).returncode == 0
    whole = time.monotonic() - began
    chance, seen = random.Random(11), set()
    for _ in range(KILLS):
        place.python(NAME)
        restoring = subprocess.Popen(command, env=place.variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        time.sleep(chance.uniform(0.2, 1.1) * whole)
        restoring.kill()
        told = restoring.communicate()[0]
        old, sound = place.python(LOOK).split()
        assert sound == "True"
        assert old == "False" or not told.strip(), json.loads(told or "{}")  # what was told is done
        seen.add(old)
    assert seen <= {"True", "False"}
    assert place.document("doctor", "--data")["damage"] == []
    place.document("backup", "restore", path, "--replace")
    assert list(place.data.glob(".*.part")) == []
