"""How many requests one asker may send in a minute: counted in this process, so that counting costs no writing."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from time import monotonic

MINUTE = 60.0
MOST_ASKERS = 10_000


class Pace:
    """Counts in whole minutes from an asker's first request on. `most` is asked for at each count, as settings may differ in tests."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def wait(self, asker: str, most: int, *, now: float | None = None) -> int:
        """Count one request: 0 where it may go on, else the whole seconds until it may."""
        moment = monotonic() if now is None else now
        with self._lock:
            began, count = self._counts.get(asker, (moment, 0))
            if moment - began >= MINUTE:
                began, count = moment, 0
            self._counts[asker] = (began, count + 1)
            self._counts.move_to_end(asker)
            if len(self._counts) > MOST_ASKERS:
                self._counts.popitem(last=False)
        return 0 if count < most else max(1, round(began + MINUTE - moment))

    def forget(self) -> None:
        with self._lock:
            self._counts.clear()


PACE = Pace()
