"""Reading files and making papers asks no other machine for anything, whatever the files and texts ask for."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import outside

TESTS = Path(__file__).resolve().parent
ALONE = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]


def can_be_alone() -> bool:
    """Whether this machine lets us make a network of our own, with nobody in it."""
    if not (shutil.which("unshare") and shutil.which("ip")):
        return False
    return subprocess.run([*ALONE, "ip", "link"], capture_output=True, check=False).returncode == 0


def packets(*words: str) -> int:
    paths = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
    command = [*ALONE, sys.executable, str(TESTS / "no_request_leaves.py"), *words]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.slow
@pytest.mark.skipif(not can_be_alone(), reason="no network namespace here: needs Linux, unshare and ip, and leave to use them")
def test_import_papers_and_texts_send_no_packet():
    assert (packets(), packets("control") > 0) == (0, True)


@pytest.mark.parametrize("host", ["198.51.100.1", "example.org", "::ffff:198.51.100.1", "169.254.169.254", "10.0.0.1", "0.0.0.0"])
def test_suite_reaches_no_other_machine(host: str):
    with pytest.raises(PermissionError), socket.create_connection((host, 80), timeout=1):
        pass
    assert outside.ATTEMPTS.pop().endswith(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8", None])
def test_this_machine_may_be_reached(host: str | None):
    assert outside.is_here(host)
