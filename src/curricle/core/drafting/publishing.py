"""What a publisher must look at: items whose words changed while their identifier stayed, so that their meaning is said to have stayed."""

from __future__ import annotations

from collections.abc import Mapping

from curricle.core.framework import Framework
from curricle.core.versions.compare import Act, ItemChange, VersionDifference, difference
from curricle.core.versions.pairing import By


def since(before: Framework | None, after: Framework, names: Mapping[str, str] | None = None) -> VersionDifference | None:
    """What a new version changes; None for the first of its line. `names`: what items of other frameworks are called."""
    return difference(before, after, names=names) if before else None


def reworded_in_place(found: VersionDifference | None) -> tuple[ItemChange, ...]:
    """Items of the same identifier with another wording, in the newer version's order."""
    if found is None:
        return ()
    return tuple(each for each in found.items if each.by is By.IDENTIFIER and Act.REWORDED in each.acts)
