"""What a field holds, as a person reads it: no ids, no names of classes, nothing that is empty.

AssessmentMethod(name="Discussion", duration="60 minutes", items=(…K2's id…,))   Discussion; duration: 60 minutes; items: K2
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from curricle.core.module import Claim, Module

HEADS = ("code", "name", "title")  # what an entry is called; its other fields follow with their own names
NOT_READ = frozenset({"id", "extras", *HEADS})


def text_of(value: object, names: Mapping[str, str] | None = None) -> str:
    """The value in words; `names` turns ids of items and outcomes into what they are called."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        apart = ". " if any(is_dataclass(each) for each in value) else ", "
        return apart.join(filter(None, (text_of(each, names) for each in value)))
    if is_dataclass(value):
        return _entry(value, names or {})
    return (names or {}).get(str(value), str(value))


def name_of(entry: Any) -> str:
    """What one entry of a list is called: "POD701 Wound care"."""
    return " ".join(filter(None, (str(getattr(entry, head, "") or "") for head in HEADS)))


def _entry(entry: Any, names: Mapping[str, str]) -> str:
    """Its name, then each filled field. A module's outcomes are known to its own assessments and claims by their codes."""
    if isinstance(entry, Module):
        names = {**names, **{each.id: each.code for each in entry.outcomes}}
    parts = [name_of(entry)]
    for each in fields(entry):
        held = getattr(entry, each.name)
        if each.name in NOT_READ or held in (None, "", (), False):
            continue
        said = _claims(held, names) if each.name == "claims" else text_of(held, names)
        parts.append(f"{each.name.replace('_', ' ')}: {said}")
    return "; ".join(filter(None, parts))


def _claims(claims: Iterable[Claim], names: Mapping[str, str]) -> str:
    """Claims point into other frameworks, so they are counted by outcome and letter: "LO1 A 3, LO2 D 1"."""
    counts = Counter((names.get(each.outcome, "?"), each.letter.value) for each in claims)
    return ", ".join(f"{outcome} {letter} {times}" for (outcome, letter), times in sorted(counts.items()))
