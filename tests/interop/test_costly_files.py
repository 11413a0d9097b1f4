"""Bombs and the dearest files that the limits let in: each ends within 5 s of CPU and 200 MB, with a place or a reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from costly_files import COSTLY

TESTS = Path(__file__).resolve().parents[1]
SECONDS, MEGABYTES = 5.0, 200
#: A million names of their own cost what a package of 30,000 items costs, which is let in: the limit `json_values` is the same.
MORE = {"json names": 500}


def cost(name: str) -> dict[str, float]:
    """In a process of its own, which has nothing else in its memory."""
    paths = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
    command = [sys.executable, str(TESTS / "costly_files.py")]
    done = subprocess.run(command, input=COSTLY[name](), env=os.environ | {"PYTHONPATH": paths}, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("name", COSTLY)
def test_costly_file_ends_in_time_and_within_its_memory(name):
    spent = cost(name)
    assert (spent["cpu"] < SECONDS, spent["megabytes"] < MORE.get(name, MEGABYTES)) == (True, True), spent
    assert spent["answer"].startswith("read ") or ": " in spent["answer"]
