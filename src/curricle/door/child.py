"""Dangerous parsing happens in a child process with limits on memory and CPU: if a parser falls, only the child falls.

`run("curricle.door.xlsx_cells:read", data, limits)` starts this module as a program, gives it the bytes on its standard input
and takes JSON from its standard output. The function named must be in the curricle package and take (bytes, Limits).
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import Any

from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Problem, Refused, Weight, refuse

_WAIT_FACTOR = 4  # seconds on the wall for each second of CPU, on a busy machine
_INSIDE = "CURRICLE_CHILD"  # set in the child's environment alone
_TOLD = b"told"
_ROOT = str(Path(__file__).resolve().parents[2])


Progress = Callable[[int, int], None]


def run(function: str, data: bytes, limits: Limits = DEFAULT, *, progress: Progress | None = None) -> Any:
    """What the named function makes of `data`, as JSON values. `progress` is called with what the function tells (`tell`).

    Raises Refused: the function's own problems, or words for a child that used too much time or memory or fell over; and whatever
    `progress` raises, which ends the child.
    """
    order = json.dumps({"function": function, "limits": asdict(limits), "length": len(data)}).encode()
    command = [sys.executable, "-P", "-B", "-m", "curricle.door.child"]
    environment = {"PYTHONPATH": _ROOT, "PYTHONHASHSEED": "0", "PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", _INSIDE: "1"}
    if progress is not None:
        return _answer(_followed(command, order + b"\n" + data, environment, progress), limits)
    try:
        done = subprocess.run(
            command,
            input=order + b"\n" + data,
            capture_output=True,
            env=environment,
            timeout=limits.child_seconds * _WAIT_FACTOR + 5,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise refuse("the file", f"reading it took too long (limit child_seconds, {limits.child_seconds} s)") from None
    return _answer(done, limits)


def _followed(command: list[str], sent: bytes, environment: dict[str, str], progress: Progress) -> subprocess.CompletedProcess[bytes]:
    """As subprocess.run, and tells what comes on the way. The child's own limits end it; this thread hears, others write and read."""
    got: list[bytes] = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        into, out, told_by = process.stdin, process.stdout, process.stderr
        if into is None or out is None or told_by is None:
            raise refuse("the file", "its reader could not be started")

        def give() -> None:
            with suppress(OSError):
                into.write(sent)
            with suppress(OSError):
                into.close()

        threads = [Thread(target=give, daemon=True), Thread(target=lambda: got.append(out.read()), daemon=True)]
        try:
            for each in threads:
                each.start()
            for line in told_by:
                told = line.split()
                if len(told) == 3 and told[0] == _TOLD and told[1].isdigit() and told[2].isdigit():
                    progress(int(told[1]), int(told[2]))
            code = process.wait()
            for each in threads:
                each.join(10)
        except BaseException:
            process.kill()
            raise
    return subprocess.CompletedProcess(command, code, b"".join(got), b"")


def tell(done: int, total: int) -> None:
    """Inside the child: how far the work is. Elsewhere nothing."""
    if os.environ.get(_INSIDE):
        sys.stderr.write(f"{_TOLD.decode()} {done} {total}\n")
        sys.stderr.flush()


def allow(seconds: int) -> None:
    """Inside the child: so many seconds of CPU in all from now on, as more of the work is done. Elsewhere nothing."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if os.environ.get(_INSIDE) and (hard == resource.RLIM_INFINITY or seconds <= hard):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def _answer(done: subprocess.CompletedProcess[bytes], limits: Limits) -> Any:
    if done.returncode == 0:
        answer = json.loads(done.stdout)
        if "problems" in answer:
            raise Refused(Problem(at=at, says=says, severity=Weight(severity)) for at, says, severity in answer["problems"])
        return answer["value"]
    if done.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise refuse("the file", f"reading it took more than {limits.child_seconds} seconds (limit child_seconds)")
    if done.returncode == _NO_MEMORY or done.returncode == -signal.SIGABRT:
        raise refuse("the file", f"reading it took more than {limits.child_memory:,} bytes of memory (limit child_memory)")
    raise refuse("the file", "the file made its reader fail; it is damaged or was made to do harm")


_NO_MEMORY = 12


def _fence(limits: Limits) -> None:
    for which, amount in (
        (resource.RLIMIT_AS, limits.child_memory),
        (resource.RLIMIT_CPU, limits.child_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        allowed = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(which, (allowed, hard if which == resource.RLIMIT_CPU else allowed))


def main() -> int:
    """Reads one order line and the bytes from standard input, answers JSON; 0, or 12 for too little memory."""
    order = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**order["limits"])
    module, _, function = order["function"].partition(":")
    if not module.startswith("curricle."):
        return 2
    try:
        work = getattr(importlib.import_module(module), function)
        _fence(limits)
        answer = {"value": work(sys.stdin.buffer.read(order["length"]), limits)}
    except Refused as stop:
        answer = {"problems": [[each.at, each.says, each.severity] for each in stop.problems]}
    except MemoryError:
        return _NO_MEMORY
    sys.stdout.buffer.write(json.dumps(answer, separators=(",", ":")).encode())
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
