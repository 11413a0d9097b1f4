"""Starting: --help, the second ./run, and what both processes hold when idle. Wall time, as a person waits it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from row import Row

ROOT = Path(__file__).resolve().parent.parent
IDLE = 3.0  # seconds after the first page before memory is looked at


def help_text() -> Iterator[Row]:
    seconds = []
    for _ in range(7):
        started = time.perf_counter()
        subprocess.run([sys.executable, str(ROOT / "curricle"), "--help"], stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - started)
    yield Row("./curricle --help", min(seconds), 0.15, "s wall")


def starts() -> Iterator[Row]:
    """The first start prepares; the second is measured until its home page answers."""
    with tempfile.TemporaryDirectory() as folder:
        first, _ = _start(folder)
        second, memory = _start(folder)
    yield Row("second ./run, until the home page answers", second, 3, "s wall", more={"first start s": round(first, 1)})
    yield Row("idle memory of all processes (PSS)", memory, 200, "MB", exact=True)


def _start(folder: str) -> tuple[float, float]:
    variables = {**os.environ, "CURRICLE_DATA": folder}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    started = time.perf_counter()
    command = [sys.executable, str(ROOT / "run"), "--port", "0"]
    server = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        address = _address(server)
        with urllib.request.urlopen(address, timeout=60) as answer:
            answer.read()
        seconds = time.perf_counter() - started
        time.sleep(IDLE)
        memory = sum(_pss(pid) for pid in _family(server.pid))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    return seconds, memory / 1024


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        if found:
            return found.group(0)
    raise RuntimeError("the server did not start")


def _family(pid: int) -> list[int]:
    """The process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    below = {int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()}
    return [pid, *(each for child in sorted(below) for each in _family(child))] if children.exists() else [pid]


def _pss(pid: int) -> int:
    """Kilobytes, shared pages counted in part."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found.group(1)) if found else 0
