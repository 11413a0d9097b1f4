"""Signs of life of the workers: an empty file each in the data folder, touched by its heart; nothing in the database grows by it."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

FORGOTTEN_AFTER = 24 * 3600.0


def beat(worker: str) -> None:
    """This worker lives. On a full disk an old file can still be touched. Raises OSError where it cannot be made."""
    path = _folder() / worker
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)


def last_beat() -> float | None:
    """Seconds since any worker was seen, or None when none was within a day."""
    ages = [time.time() - when for path in _files() if (when := _when(path))]
    youngest = min(ages, default=FORGOTTEN_AFTER)
    return None if youngest >= FORGOTTEN_AFTER else max(0.0, youngest)


def end(worker: str) -> None:
    """This worker stops in good order."""
    (_folder() / worker).unlink(missing_ok=True)


def forget_old() -> None:
    for path in _files():
        if time.time() - _when(path) > FORGOTTEN_AFTER:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.DATA) / "workers"


def _files() -> list[Path]:
    return [path for path in _folder().iterdir() if path.is_file()] if _folder().is_dir() else []


def _when(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
