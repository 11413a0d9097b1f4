"""Which of many frameworks a workbook speaks of: a code such as "2" may be somebody's, but it is rarely meant."""

from __future__ import annotations

from collections.abc import Iterable

from curricle.core.alignment import mappable_items
from curricle.core.framework import Framework
from curricle.door.grid import Workbook
from curricle.interop.sheets.guess import guess
from curricle.interop.sheets.understand import understand

OF_ITS_ITEMS = 20  # per cent of its own items that must be named …
OF_THE_MOST = 30  # … or per cent of what is named of the framework that is named most


def spoken_of(workbook: Workbook, frameworks: Iterable[Framework]) -> tuple[Framework, ...]:
    """The frameworks that the workbook maps to in earnest, in the order given; all of them where none stands out.

    A framework of which only a few items are named, beside others named at length, is left out, so that publishing one more
    framework does not change how a sheet is read.
    """
    chosen = tuple(frameworks)
    if len(chosen) < 2:
        return chosen
    recipe, _ = guess(workbook, chosen)
    named: dict[str, set[str]] = {}
    for each in understand(workbook, recipe, chosen, programme_code="?", title="").understood:
        named.setdefault(each.framework, set()).add(each.item)
    most = max((len(items) for items in named.values()), default=0)
    kept = tuple(each for each in chosen if _in_earnest(len(named.get(each.id, ())), each, most))
    return kept or chosen


def _in_earnest(count: int, framework: Framework, most: int) -> bool:
    return count > 0 and (count * 100 >= OF_ITS_ITEMS * len(mappable_items(framework)) or count * 100 >= OF_THE_MOST * most)
