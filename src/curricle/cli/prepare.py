"""What must be in place before the first page: tables, files for browsers, the demonstration. Each only when needed."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from curricle.cli import stamps
from curricle.cli.answer import FAULT
from curricle.ui.away import Away, away


class NotReady(Exception):
    """A preparing step failed; the message holds what it said, `code` how it ended."""

    def __init__(self, words: str, code: int = FAULT) -> None:
        super().__init__(words)
        self.code = code


def writable(data: Path) -> str:
    """'' where the data folder takes what is written, a warning where it is full. Raises NotReady where nothing can be written."""
    probe = data / f".probe-{os.getpid()}"
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe.write_bytes(b"Curricle")
    except OSError as stop:
        if away(stop) is Away.FULL:
            return f"There is no room left in {data}: pages can be read, but nothing can be saved until there is."
        raise NotReady(
            f"{data} cannot be written ({stop.strerror}). Curricle keeps its database, files, mail and key there. "
            "Make the folder writable for this user, or name another one in CURRICLE_DATA."
        ) from None
    finally:
        with suppress(OSError):
            probe.unlink()
    return ""


def prepare(settings: Any, *, demo: bool, reset: bool) -> None:
    """Bring the data folder of these settings up to date. Raises NotReady.

    Each step runs in a process of its own, so that the server carries none of its memory.
    """
    data = Path(settings.DATA)
    data.mkdir(parents=True, exist_ok=True)
    held = data / "stamps"
    database = settings.DATABASES["default"]
    name = str(database["NAME"])
    if "sqlite" in database["ENGINE"] and not Path(name).exists():
        (held / "tables").unlink(missing_ok=True)
        (held / "demo").unlink(missing_ok=True)
    address = f"{database['ENGINE']} {database.get('HOST')} {database.get('PORT')} {name}"
    stamps.once(
        held / "tables", stamps.tables(address), lambda: _step("Making the tables", "curricle", "upgrade", "--tables", tell="backup")
    )
    if not Path(settings.STATIC_ROOT).exists():
        (held / "static").unlink(missing_ok=True)
    collect = ("django", "collectstatic", "--skip-checks", "--no-input", "-v", "0")
    stamps.once(held / "static", stamps.statics(), lambda: _step("Laying out the style sheets and scripts", *collect))
    if reset:
        (held / "demo").unlink(missing_ok=True)
        _step("Making the demonstration anew", "curricle", "demo", "--reset")
    elif demo:
        stamps.once(held / "demo", "offered", lambda: _step("Bringing the demonstration", "curricle", "demo", "--if-empty"))


def _step(words: str, module: str, *arguments: str, tell: str = "") -> None:
    """Do one step, silently but for lines that hold the word `tell`. Raises NotReady."""
    click.echo(f"{words} …")
    done = subprocess.run(  # noqa: S603 - our own modules, no word from outside
        [sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise NotReady(f"{words} failed:\n{done.stdout.strip()[-3000:]}", done.returncode)
    for line in done.stdout.splitlines() if tell else ():
        if tell in line:
            click.echo(line)
