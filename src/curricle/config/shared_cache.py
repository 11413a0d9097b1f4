"""What processes must tell one another for a short while: small JSON files in the data folder.

The libraries for signing in note there that a one-time code was used, and how often somebody tried. In the memory of one process the
next process would not know. Django's own file cache reads what it finds with pickle, which runs code; this one reads JSON.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

SWEEP_EVERY = 500  # writes of a process between two looks for what has ended


class SharedCache(BaseCache):
    """Values are what JSON holds. A file that cannot be read is as good as none; one that cannot be written is an OSError."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._folder = Path(location)
        self._writes = 0

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Only one of several processes is told True: a link, unlike a rename, never replaces."""
        path = self._path(key, version)
        self._read(path)  # takes away what has ended
        fresh = self._write(path, value, timeout)
        try:
            os.link(fresh, path)
        except FileExistsError:
            return False
        finally:
            fresh.unlink()
        return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        found = self._read(self._path(key, version))
        return default if found is None else found["value"]

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        path = self._path(key, version)
        os.replace(self._write(path, value, timeout), path)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        found = self._read(self._path(key, version))
        if found is not None:
            self.set(key, found["value"], timeout, version)
        return found is not None

    def delete(self, key: str, version: int | None = None) -> bool:
        path = self._path(key, version)
        there = path.exists()
        path.unlink(missing_ok=True)
        return there

    def has_key(self, key: str, version: int | None = None) -> bool:
        return self._read(self._path(key, version)) is not None

    def clear(self) -> None:
        for path in self._folder.glob("*.json"):
            path.unlink(missing_ok=True)

    def _path(self, key: str, version: int | None) -> Path:
        return self._folder / f"{hashlib.sha256(self.make_and_validate_key(key, version=version).encode()).hexdigest()}.json"

    def _read(self, path: Path) -> dict[str, Any] | None:
        try:
            found = json.loads(path.read_bytes())
        except (FileNotFoundError, ValueError):
            return None
        if found["until"] is not None and found["until"] <= time.time():
            path.unlink(missing_ok=True)
            return None
        return dict(found)

    def _write(self, path: Path, value: Any, timeout: Any) -> Path:
        """A fresh file beside the one that it is to become. It is not synced: after a power cut, tries are counted anew."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._writes += 1
        if self._writes % SWEEP_EVERY == 0:
            for each in self._folder.glob("*.json"):
                self._read(each)
        fresh = path.with_name(f".{secrets.token_hex(8)}.part")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump({"until": self.get_backend_timeout(timeout), "value": value}, out)
        return fresh
