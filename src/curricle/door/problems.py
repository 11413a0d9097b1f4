"""What is wrong with a file, in words, at a place a person can find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Weight(StrEnum):
    """`error`: the file is refused and nothing is kept. `warning`: it is read, and somebody should look. `note`: for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`at` is a place: "sheet 'Claims', cell C14", "line 7, column 3", "$.CFItems[3].fullStatement", or "the file"."""

    at: str
    says: str
    severity: Weight = Weight.ERROR
    left_out: str = ""


class Refused(Exception):
    """The door does not let this in. Carries every problem found, at least one of them an error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(f"{first.at}: {first.says}")


def refuse(at: str, says: str) -> Refused:
    """A refusal for one reason: `raise refuse("line 3", "…")`."""
    return Refused((Problem(at=at, says=says),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[T]):
    """What a reader made of a file: the value, the format's name, problems that did not refuse it, and places.

    `places` maps the id of each item, module, outcome … to where it stood in the file; places are never part of a value.
    `says`: the fields of an item that the file speaks of ("links" for relations), None for all: the rest it leaves as it is.
    `made`: the ids that the reader made, for the file has none.
    """

    value: T
    format: str
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    says: frozenset[str] | None = None
    made: frozenset[str] = frozenset()
