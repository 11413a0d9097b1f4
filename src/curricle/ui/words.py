"""Numbers, dates and amounts as people read them. Plain functions; jinja.py offers them as filters."""

from __future__ import annotations

from datetime import date, datetime


def hours(minutes: int) -> str:
    """750 -> '12 h 30 min', 120 -> '2 h', 45 -> '45 min', 0 -> '0 h'. Minutes are whole numbers (house meaning: no floats)."""
    sign, minutes = ("-" if minutes < 0 else ""), abs(minutes)
    whole, rest = divmod(minutes, 60)
    if not rest:
        return f"{sign}{number(whole)} h"
    return f"{sign}{number(whole)} h {rest} min" if whole else f"{sign}{rest} min"


def day(value: date | datetime | None) -> str:
    """20 September 2027; empty for none."""
    return "" if value is None else f"{value.day} {value:%B %Y}"


def moment(value: datetime | None) -> str:
    """20 September 2027 at 14:05; empty for none."""
    return "" if value is None else f"{day(value)} at {value:%H:%M}"


def number(value: int) -> str:
    """12,345"""
    return f"{value:,}"


def plural(count: int, one: str, many: str = "") -> str:
    """(1, 'module') -> '1 module'; (3, 'module') -> '3 modules'; (2, 'capability', 'capabilities') -> '2 capabilities'."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def fraction(part: int, whole: int) -> str:
    """(29, 34) -> '29 of 34': both numbers are told, never a percentage alone."""
    return f"{number(part)} of {number(whole)}"
