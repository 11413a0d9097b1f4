"""One measured row, the calibration beside it, and how both are told."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

NOMINAL = 0.065  # seconds that the calibration loop took where the reaches were set
MARGIN = 2.0


@dataclass(frozen=True)
class Row:
    """`value` in `unit` against `reach`. `exact` rows (counts, sizes) neither stretch nor have a margin."""

    name: str
    value: float
    reach: float
    unit: str
    exact: bool = False
    more: dict[str, Any] = field(default_factory=dict)

    def limit(self, factor: float) -> float:
        return self.reach if self.exact else self.reach * MARGIN * max(1.0, factor)

    def verdict(self, factor: float) -> str:
        if self.value <= self.reach:
            return "reached"
        return "near" if self.value <= self.limit(factor) else "BEYOND"


def calibrate() -> float:
    """How many times slower than nominal this machine is now."""
    return best(lambda: sum(at * at % 7 for at in range(1_000_000)), times=3) / NOMINAL


def typical(work: Callable[[], Any], times: int = 15) -> float:
    """CPU seconds of the middle one of several runs."""
    seconds = []
    for _ in range(times):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return statistics.median(seconds)


def best(work: Callable[[], Any], times: int = 5) -> float:
    """CPU seconds of the best of several runs."""
    seconds = []
    for _ in range(times):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return min(seconds)
