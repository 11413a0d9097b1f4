"""What was made of somebody's sheet: the programme, each cell that was understood, and everything that was not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from curricle.core.programme import Programme
from curricle.core.terms import Letter
from curricle.door.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One cell that became a claim. `module` and `outcome` are codes; `item` is the item's id, `name` what people call it."""

    at: str
    says: str
    module: str
    outcome: str
    framework: str
    item: str
    name: str
    letter: Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An item whose wording comes near a text of the sheet. `percent`: how near, 80 to 100."""

    framework: str
    item: str
    name: str
    statement: str
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A wording that is nearly an item's. Answer it by adding a `Same` to the recipe; until then nothing is taken."""

    at: str
    text: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there was. `cells`: filled cells where a mark or a code could stand."""

    modules: int
    outcomes: int
    assessments: int
    items: int
    claims: int
    cells: int
    not_understood: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """`not_understood` are warnings, `notes` say what was assumed or left out; `places` maps ids of modules and outcomes.

    `title` is what the workbook seems to call the programme, or ""; `weights_given` holds the codes of the modules for whose
    assessments the workbook gives weights (of the others it says nothing, though the value holds 0).
    """

    programme: Programme
    understood: tuple[Understood, ...]
    not_understood: tuple[Problem, ...]
    questions: tuple[Question, ...]
    notes: tuple[Problem, ...]
    counts: Counts
    places: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    weights_given: frozenset[str] = frozenset()
