"""Cells of the matrix as they are entered: a letter and a reason each, in fields named by the cell's key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from curricle.core.terms import Letter

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """`cells`: key -> (letter or None, reason) of the cells that were shown; `errors`: key -> what is wrong, in words."""

    cells: Mapping[str, tuple[Letter | None, str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def read_cells(posted: Mapping[str, str], keys: Iterable[str]) -> Entered:
    """The fields "c-<key>" and "r-<key>" of the known keys. A cell without a field was not shown and stays as it is."""
    cells: dict[str, tuple[Letter | None, str]] = {}
    errors: dict[str, str] = {}
    for key in keys:
        text = posted.get(f"c-{key}")
        if text is None:
            continue
        if text and text not in Letter.__members__:
            errors[key] = "Choose –, I, D or A"
            continue
        reason = posted.get(f"r-{key}", "").strip()
        if len(reason) > LONGEST_REASON:
            errors[key] = f"Shorten the reason to {LONGEST_REASON:,} characters; it has {len(reason):,}"
        cells[key] = (Letter(text), reason) if text else (None, "")
    return Entered(cells=cells, errors=errors)
