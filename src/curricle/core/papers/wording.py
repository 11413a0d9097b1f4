"""How papers write numbers, dates and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from curricle.core.framework import Framework, Item
from curricle.core.module import Module
from curricle.core.papers.tree import Inlines, Run
from curricle.core.programme import Pathway, Placement, Programme

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def hours(minutes: int) -> str:
    """450 -> "7 h 30 min"; whole hours without minutes, thousands with a comma."""
    whole, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else ""
    if not rest:
        return f"{sign}{whole:,} h"
    return f"{sign}{whole:,} h {rest} min" if whole else f"{sign}{rest} min"


def per_cent(share: Fraction | None) -> str:
    """Rounded half up to a whole per cent; an en dash where there is no share."""
    return "–" if share is None else f"{int(share * 100 + Fraction(1, 2))}%"


def amount(number: Fraction) -> str:
    """A count that may hold halves: 3, 3½, else two decimals."""
    if number.denominator == 1:
        return str(number.numerator)
    if number.denominator == 2:
        whole = number.numerator // 2
        return f"{whole or ''}½"
    return f"{int(number * 100 + Fraction(1, 2)) / 100:.2f}"


def day(when: date) -> str:
    """20 September 2027, whatever the machine's locale."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 module", "12 modules"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(parts: Iterable[str]) -> str:
    """ "a, b and c"."""
    all_parts = tuple(parts)
    return all_parts[0] if len(all_parts) == 1 else ", ".join(all_parts[:-1]) + " and " + all_parts[-1] if all_parts else ""


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def prose(words: str) -> tuple[Inlines, ...]:
    """One paragraph for each block of lines that a blank line ends; none for empty text."""
    blocks = "\n".join(line.rstrip() for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")).split("\n\n")
    return tuple((Run(block.strip("\n")),) for block in blocks if block.strip())


def framework_name(framework: Framework) -> str:
    """ "Enhanced podiatry schema, version 1.0 (demonstration)". The mark is never left out of invented wording."""
    version = f", version {framework.version}" if framework.version else ""
    mark = "" if not framework.demonstration or "demonstration" in framework.title.casefold() else " (demonstration)"
    return f"{framework.title}{version}{mark}"


def item_label(item: Item) -> str:
    """The code, else the short title: what a table calls the item. Empty where the item has neither."""
    return item.code or item.title


def held_as(programme: Programme, placement: Placement) -> str:
    """ "Core, all pathways" or "Optional on Podiatry and Research"."""
    kind = "Core" if placement.core else "Optional"
    titles = {pathway.id: pathway.title or pathway.code for pathway in programme.pathways}
    named = [titles.get(id, id) for id in placement.pathways]
    if named:
        return f"{kind} on {listed(named)}"
    return f"{kind}, all pathways" if programme.pathways else kind


def routes(programme: Programme) -> tuple[Pathway | None, ...]:
    """The pathways where they differ in their modules, else one None: the programme as a whole."""
    differ = any(placement.pathways for placement in programme.placements)
    return programme.pathways if differ and programme.pathways else (None,)


def on_route(programme: Programme, module: Module, route: Pathway | None) -> bool:
    """Whether the module may be met on the pathway; None means the programme as a whole."""
    placement = programme.placement_of(module.id)
    return route is None or not placement.pathways or route.id in placement.pathways


def months(numbers: Iterable[int]) -> str:
    """ "month 3", "months 1–6" or "months 1, 2 and 5"."""
    held = sorted(set(numbers))
    if not held:
        return ""
    if len(held) > 2 and held[-1] - held[0] == len(held) - 1:
        return f"months {held[0]}–{held[-1]}"
    return f"{'month' if len(held) == 1 else 'months'} {listed(str(each) for each in held)}"


def file_word(code: str) -> str:
    """A user's code as part of a file name: letters a-z, digits and hyphens, at most 40 characters; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", code.casefold())[:40].strip("-")
