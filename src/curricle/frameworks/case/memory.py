"""Packages that this process sent last: reading 30 megabytes out of a database takes ten times as long as sending them.

What is held is public and never changes: its key says all that the bytes depend on, and whether a package may be had is asked each
time before anybody looks here. Another process knows nothing of it and needs not.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

MOST = 64 * 1024 * 1024  # bytes in all


class Memory:
    """Bytes under keys, up to `most` in all; what was not asked for longest goes first."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.size = 0
        self._held: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> bytes | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: Hashable, data: bytes) -> None:
        """Hold the bytes, unless they alone are more than there is room for."""
        if len(data) > self.most:
            return
        with self._lock:
            self.size += len(data) - len(self._held.pop(key, b""))
            self._held[key] = data
            while self.size > self.most:
                self.size -= len(self._held.popitem(last=False)[1])

    def clear(self) -> None:
        with self._lock:
            self._held.clear()
            self.size = 0


SENT = Memory()
