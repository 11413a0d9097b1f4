"""An institution's own limits, dated. Defaults are ours (P) or one institution's practice, never national rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySet:
    """Limits of one organisation from one date. Counts are plain numbers; sources stand in the rule that reads them.

    `modular_unit`: the credits that the limits on outcomes and elements speak of (a usual module of 20).
    """

    starts: date = date(2000, 1, 1)
    over_covered: int = 4
    outcomes_per_unit: int = 6
    elements_per_unit: int = 2
    modular_unit: int = 20
    largest_module: int = 120
    pillar_share_least: int = 10  # per cent of the mapped items that each pillar should hold
    words_per_credit: int = 250  # assessment load: words or equivalent a credit


DEFAULT_POLICY = PolicySet()
