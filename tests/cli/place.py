"""An installation of its own for a test: a data folder, a database, the command line and writers as processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
from world import organisation, person
from curricle.core.terms import Role
person("alice", organisation("wharfe"), Role.LEAD)
"""
TIME_OUT = 120


@dataclass
class Place:
    """`database` is an address, empty for SQLite in the folder."""

    data: Path
    database: str = ""
    settings: str = "curricle.config.settings.production"
    writers: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def variables(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("CURRICLE_", "DJANGO_"))}
        own = {"CURRICLE_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": self.settings, "CURRICLE_DEMO": "no"}
        if self.database:
            own["CURRICLE_DATABASE_URL"] = self.database
        return clean | own | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}"}

    def python(self, words: str) -> str:
        done = subprocess.run([sys.executable, "-c", words], env=self.variables, capture_output=True, text=True, timeout=TIME_OUT)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def curricle(self, *words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "curricle", *(str(word) for word in words)]
        return subprocess.run(command, env=self.variables, capture_output=True, text=True, timeout=TIME_OUT)

    def document(self, *words: object) -> Any:
        done = self.curricle(*words, "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def begin_writing(self, count: int = 2) -> None:
        """Writers that have each saved once."""
        for _ in range(count):
            writer = subprocess.Popen([sys.executable, "-m", "cli.writer"], env=self.variables, stdout=subprocess.PIPE, text=True)
            self.writers.append(writer)  # one after another: the first brings the programme that they all save
            assert writer.stdout is not None
            assert writer.stdout.readline().strip() == "saved"

    def stop_writing(self) -> None:
        """kill -9: what they had open stays as it lies."""
        for writer in self.writers:
            writer.kill()
            writer.communicate()
        self.writers.clear()


def empty_postgres() -> str:
    """The address of a new database on the server of this test run."""
    from django.db import connection

    settings = connection.settings_dict
    name = f"curricle_{uuid.uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    sign_in = settings["USER"] + (f":{settings['PASSWORD']}" if settings["PASSWORD"] else "")
    host, port = settings["HOST"], settings["PORT"]
    where = f"/{name}?host={host}" if host.startswith("/") else f"{host}:{port}/{name}"
    return f"postgres://{sign_in}@{where}"


def remove_postgres(address: str) -> None:
    from django.db import connection

    name = address.split("?")[0].rpartition("/")[2]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
