"""kill -9 in the middle of a save, an import and a job: what was acknowledged is there, and nothing is there by halves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
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


def judged(found: dict[str, Any], scenario: str, tell: Callable[[str], None]) -> dict[str, Any]:
    base = "sqlite" if found["operations"] else "postgresql"
    where = f"{found['operations']} writes" if found["operations"] else "random times"
    counts = f"{found['acknowledged']} acknowledged, {len(found['lost'])} lost, {len(found['wrong'])} half"
    tell(f"{base}, {scenario}: {found['kills']} kills at {where}: {counts}")
    return {key: found[key] for key in SOUND}


@pytest.mark.slow
@pytest.mark.parametrize(("scenario", "points"), [("save", 25), ("bring", 20), ("work", 20)])
def test_killed_at_each_write_on_sqlite(tmp_path: Path, scenario: str, points: int, tell):
    data = tmp_path / "data"
    held = shim(tmp_path, data)
    python("faults.stage", variables=stage.variables(data))
    told = python("faults.points", scenario, "disk", str(points), variables=stage.variables(data, **held.variables))
    found = json.loads(told)
    assert (judged(found, scenario, tell), found["kills"] >= points, found["acknowledged"] > 0) == (SOUND, True, True)


@pytest.mark.slow
@pytest.mark.parametrize(("scenario", "kills"), [("save", 20), ("bring", 20), ("work", 20)])
def test_killed_at_random_times_on_postgresql(tmp_path: Path, postgres: Any, scenario: str, kills: int, tell):
    variables = stage.variables(tmp_path / "data", postgres.database())
    python("faults.stage", variables=variables)
    found = json.loads(python("faults.points", scenario, "time", str(kills), variables=variables))
    assert (judged(found, scenario, tell), found["kills"], found["acknowledged"] > 0) == (SOUND, kills, True)
