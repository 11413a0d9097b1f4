"""A setting as a select box: how a sheet or a document is read, one answer a row. Drawn by ui/components/choosing.jinja."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A select box: its name, its label for those who listen, its options."""

    name: str
    label: str
    options: tuple[Option, ...]


def control(name: str, label: str, words: Mapping[Any, str], chosen: str) -> Control:
    """`words`: value of each option -> what it says; a member of a StrEnum is its value."""
    options = tuple(Option(value=str(each), text=text, chosen=each == chosen) for each, text in words.items())
    return Control(name=name, label=label, options=options)
