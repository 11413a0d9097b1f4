"""Somebody's own mapping sheet on the command line: guessed and understood with the frameworks that are named or at hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from curricle.cli.at_hand import AtHand
from curricle.core.framework import Framework
from curricle.core.programme import Programme
from curricle.door.problems import Problem, Reading, Refused

FORMAT = "workbook"  # the name of another spreadsheet among the formats
_MOST_ITEMS = 600  # of a framework that is looked for in a sheet


def read_sheet(data: bytes, name: str, at_hand: AtHand, *, code: str = "", title: str = "") -> Reading[Programme]:
    """The programme that a sheet describes; problems are what was not understood, then what was assumed.

    Without a code the file's name gives one; without a title the sheet may. Raises Refused when nothing was understood.
    """
    from curricle.door.workbook import read_workbook
    from curricle.interop.sheets.choose import spoken_of
    from curricle.interop.sheets.guess import guess
    from curricle.interop.sheets.understand import understand

    workbook = read_workbook(data, name=name)
    says: tuple[Problem, ...] = ()
    for source in _sources(at_hand):
        lenses = _fit(source())
        if not at_hand.against:
            lenses = spoken_of(workbook, lenses)
        recipe, guessed = guess(workbook, lenses)
        found = understand(workbook, recipe, lenses, programme_code=code or _code(name), title="")
        says = (*found.not_understood, *guessed, *found.notes)
        if found.understood:
            programme = replace(found.programme, title=title or found.title or Path(name).stem)
            return Reading(value=programme, format=FORMAT, problems=says, places=found.places)
    hint = "nothing in this sheet was understood; name the framework that it maps to with --against FILE or CODE"
    raise Refused([Problem(at="the file", says=hint), *says])


def _sources(at_hand: AtHand) -> list[Callable[[], tuple[Framework, ...]]]:
    """Those of --against alone; else those beside the sheet, then those of the store as well."""
    if at_hand.against:
        return [lambda: tuple(found for name in at_hand.against if (found := at_hand.by_name(name)))]
    return [lambda: at_hand.beside, lambda: (*at_hand.beside, *at_hand.stored)]


def _fit(frameworks: tuple[Framework, ...]) -> tuple[Framework, ...]:
    """The newest of each line, without model curricula: those are no lenses."""
    lines: dict[str, Framework] = {}
    for each in frameworks:
        if each.kind != "curriculum" and len(each.items) <= _MOST_ITEMS:
            held = lines.setdefault(each.line or each.id, each)
            if _number(each.version) > _number(held.version):
                lines[each.line or each.id] = each
    return tuple(lines.values())


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _code(name: str) -> str:
    """A code from the file's name: letters and digits, at most three words."""
    words = re.findall(r"[A-Za-z0-9]+", Path(name).stem)
    return "-".join(words[:3]).upper() or "SHEET"
