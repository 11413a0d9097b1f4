"""Remembers what was prepared, so that a second start does not prepare it again."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
TABLE_PACKAGES = ("django", "django-tasks-db", "django-tasks")
STATIC_PACKAGES = ("django", "nhsuk-frontend-jinja", "django-htmx")


def tables(address: str) -> str:
    """Changes when a migration, a package with tables, or the database itself does."""
    return _hash(PACKAGE.glob("*/migrations/*.py"), TABLE_PACKAGES, address)


def statics() -> str:
    """Changes when a file that browsers get, or a package that brings some, does."""
    files = (path for folder in PACKAGE.glob("*/static") for path in folder.rglob("*") if path.is_file())
    return _hash(files, STATIC_PACKAGES, "")


def once(path: Path, stamp: str, work: Callable[[], None]) -> bool:
    """Do `work` unless the file at `path` holds this stamp; written only when the work is done. Whether it was done."""
    try:
        if path.read_text() == stamp:
            return False
    except OSError:
        pass
    work()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(stamp)
    return True


def _hash(files: Iterable[Path], packages: Iterable[str], more: str) -> str:
    digest = hashlib.sha256(f"{sys.version_info[:2]} {more}".encode())
    for name in packages:
        try:
            digest.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            continue
    for path in sorted(files):
        digest.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
