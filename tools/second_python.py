"""Finds a Python 3.13 or newer for the second lane, where Django 6.1 is installed."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess


def find() -> str:
    """Path of a python3.13 (then 3.14) that really starts, or ""."""
    told = os.environ.get("CURRICLE_SECOND_PYTHON", "")
    candidates = [told] if told else []
    for minor in (13, 14):
        candidates += filter(None, [shutil.which(f"python3.{minor}")])
        candidates += sorted(glob.glob(os.path.expanduser(f"~/.pyenv/versions/3.{minor}.*/bin/python3")))
    return next((real for path in candidates if (real := real_path(path))), "")


def real_path(python: str) -> str:
    """The interpreter behind a name: a version manager's stand-in may exist and yet refuse to start."""
    try:
        question = [python, "-c", "import sys; print(sys.executable)"]
        done = subprocess.run(question, capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
