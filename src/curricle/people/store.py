"""Bytes on disk. Kept files lie under their SHA-256, brought ones under a random token; a name of a user never reaches a path.

A file is whole or absent: written under a temporary name, synced, renamed, and its folder synced.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


def write_kept(data: bytes) -> str:
    """Keep the bytes; their digest. The same bytes twice are one file."""
    digest = hashlib.sha256(data).hexdigest()
    path = kept_path(digest)
    if path.exists():
        os.utime(path)  # young again: the sweeper must not take it before the row that now needs it is there
    else:
        _write(path, data)
    return digest


def read_kept(digest: str) -> bytes:
    """Raises FileNotFoundError; OSError when the bytes are not the ones that were kept."""
    data = kept_path(digest).read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise OSError(f"the file {digest} was changed on disk")
    return data


def kept_path(digest: str) -> Path:
    return Path(settings.DATA) / "files" / digest[:2] / digest[2:]


def write_waiting(token: str, data: bytes) -> None:
    _write(waiting_path(token), data)


def waiting_path(token: str) -> Path:
    return Path(settings.DATA) / "quarantine" / token


def remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def stray(folder: str, older_than: float) -> Iterator[Path]:
    """Files of "files" or "quarantine" last written more than so many seconds ago; the caller knows which have a row."""
    before = time.time() - older_than
    root = Path(settings.DATA) / folder
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        if path.is_file() and path.stat().st_mtime < before:
            yield path


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
