"""The disk that fails at will: the little library beside this file, compiled where there is a compiler, and its controls."""

from __future__ import annotations

import mmap
import os
import shutil
import struct
import subprocess
from enum import IntEnum
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("shim.c")
LAYOUT = "3i"


class Mode(IntEnum):
    OFF = 0
    KILL = 1
    FULL = 2
    READ_ONLY = 3
    EIO_ONCE = 4


class Shim:
    """`variables` for the processes that are to suffer; `set` changes what happens to them while they run."""

    def __init__(self, control: Path, root: Path, library: Path | None = None) -> None:
        if not control.exists():
            control.write_bytes(struct.pack(LAYOUT, Mode.OFF, 0, 0))
        self._file = control.open("r+b")
        self._shared = mmap.mmap(self._file.fileno(), struct.calcsize(LAYOUT))
        self.variables = {"FAULT_CONTROL": str(control), "FAULT_ROOT": str(root)}
        if library:
            self.variables["LD_PRELOAD"] = str(library)

    def set(self, mode: Mode, at: int = 1) -> None:
        """From now on, counting anew. An `at` of 1 is the very next operation below the root."""
        self._shared[:] = struct.pack(LAYOUT, mode, at, 0)

    @property
    def count(self) -> int:
        """Operations below the root since `set`."""
        return struct.unpack(LAYOUT, self._shared[:])[2]


def inside() -> Shim | None:
    """The controls, for a process that runs under the shim."""
    control = os.environ.get("FAULT_CONTROL")
    return Shim(Path(control), Path(os.environ["FAULT_ROOT"])) if control else None


def shim(folder: Path, root: Path) -> Shim:
    """A shim for what lies below `root`; its own files lie in `folder`. Skips the test, loudly, without a compiler or without Linux."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not Path("/proc/self/fd").exists():
        pytest.skip("NO C COMPILER: faults of the disk are not tested; as root: apt-get install gcc")
    library = folder / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return Shim(folder / "control", root, library)
