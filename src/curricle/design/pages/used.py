"""Where an item is used in the organisation's own modules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedPage:
    """`uses`: (module code, outcome code, letter)."""

    version: str
    item: str
    organisation: str
    uses: tuple[tuple[str, str, str], ...]


def used_page(version: str, item: str, uses: Iterable[tuple[str, str, str]], *, organisation: str) -> UsedPage:
    """The claims of one organisation on one item."""
    return UsedPage(version=version, item=item, organisation=organisation, uses=tuple(uses))
