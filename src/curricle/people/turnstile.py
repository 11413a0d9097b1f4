"""A queue for work that costs much of the processor, such as looking at a password (240 ms): pages are never behind it.

At most LOGINS_AT_ONCE go through at once in one process. Some may wait a little; who would hold one thread too many is sent away at
once, because the threads that answer pages are the same.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

WAITING_AT_MOST = 16  # of the 24 threads of the web process: two at work, sixteen waiting, six left for pages
LONGEST_WAIT = 8.0  # seconds
TRY_AGAIN = 5  # seconds, told to who is sent away


class Busy(Exception):
    """Too many at once: nothing was looked at, and the same may be asked again in TRY_AGAIN seconds."""


class Turnstile:
    """`inside` are at work, `waiting` stand before it."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self.inside = self.waiting = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits for a turn and holds it. Raises Busy when too many wait, or after LONGEST_WAIT."""
        self._enter()
        try:
            yield
        finally:
            with self._free:
                self.inside -= 1
                self._free.notify()

    def _enter(self) -> None:
        with self._free:
            if self.inside >= settings.LOGINS_AT_ONCE:
                if self.waiting >= WAITING_AT_MOST:
                    raise Busy
                self.waiting += 1
                try:
                    came = self._free.wait_for(lambda: self.inside < settings.LOGINS_AT_ONCE, LONGEST_WAIT)
                finally:
                    self.waiting -= 1
                if not came:
                    raise Busy
            self.inside += 1


PASSWORDS = Turnstile()
