"""The secret key: made once, kept in the data folder, readable by its owner alone, never in the source."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

NAME = "secret_key"


def secret_key(data: Path) -> str:
    """The key in `data`/secret_key; made (mode 600) when there is none. Two starts at once agree on one key."""
    path = data / NAME
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f".{NAME}.{os.getpid()}.{secrets.token_hex(4)}")
        if not path.exists():
            _write(fresh, secrets.token_urlsafe(64))
            try:
                os.link(fresh, path)  # unlike a rename, a link never replaces the key that another start has just made
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        key = path.read_text("ascii").strip()
    except OSError as stop:
        raise RuntimeError(f"The secret key in {path} cannot be read or made: {stop.strerror}") from stop
    if len(key) < 50:
        raise RuntimeError(
            f"The secret key in {path} is too short to be safe; remove the file to have a new one made (it signs everyone out)."
        )
    return key


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
