"""The folder in which backups lie: their names, which are there, and which are old enough to go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from curricle.cli.backup.manifest import Manifest
from curricle.cli.backup.opened import open_backup
from curricle.cli.backup.swap import stamp
from curricle.door.problems import Refused

ENDING = ".backup.zip"
BY_ITSELF = re.compile(r"curricle-\d{8}T\d{6}Z\.backup\.zip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """A backup that lies in a folder; `problem` says why its manifest cannot be read. Its bytes were not verified."""

    path: Path
    size: int
    manifest: Manifest | None
    problem: str = ""


def folder_of(data: Path) -> Path:
    return data / "backups"


def name_now(before: str = "") -> str:
    """A name for a backup made now; with `before`, for one made before the upgrade to that version."""
    return f"{f'before-{before}' if before else 'curricle'}-{stamp()}{ENDING}"


def lying(folder: Path) -> list[Lying]:
    """What lies there, newest first by the moment of its snapshot."""
    found = []
    for path in folder.glob(f"*{ENDING}") if folder.is_dir() else ():
        size = path.stat().st_size
        try:
            found.append(Lying(path=path, size=size, manifest=open_backup(path, whole=False).manifest))
        except Refused as stop:
            found.append(Lying(path=path, size=size, manifest=None, problem=str(stop)))
    return sorted(found, key=lambda each: (each.manifest.taken if each.manifest else "", each.path.name), reverse=True)


def keep_newest(folder: Path, count: int) -> list[str]:
    """Remove all but the newest `count` that were named by the clock; the names of those that went. Others are never touched."""
    ours = sorted((path for path in folder.iterdir() if BY_ITSELF.fullmatch(path.name)), reverse=True)
    for path in ours[count:]:
        path.unlink(missing_ok=True)
    return [path.name for path in ours[count:]]
