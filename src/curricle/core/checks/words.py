"""The small words of a finding: numbers, plurals, lists of names, amounts of time."""

from __future__ import annotations

from collections.abc import Sequence

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(count: int) -> str:
    """3 -> "three", 12 -> "12"."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def count(many: int, one: str, more: str = "") -> str:
    """(1, "module") -> "one module"; (3, "capability", "capabilities") -> "three capabilities"."""
    return f"{number(many)} {one if many == 1 else more or one + 's'}"


def first(text: str) -> str:
    """The sentence with a capital at its start."""
    return text[:1].upper() + text[1:]


def names(labels: Sequence[str], most: int = 3) -> str:
    """("K1", "K2") -> "K1 and K2"; beyond `most`: "K1, K2, K3 and four more"."""
    shown = list(labels[:most])
    left = len(labels) - len(shown)
    if left:
        shown.append(f"{number(left)} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1] if shown else ""


def hours(minutes: int) -> str:
    """90 -> "1 h 30 min"; 12000 -> "200 h"."""
    whole, rest = divmod(minutes, 60)
    return f"{whole:,} h {rest} min" if whole and rest else f"{rest} min" if rest else f"{whole:,} h"
