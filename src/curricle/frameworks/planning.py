"""From a reading to the plan that a person sees and confirms: the same steps for the page, the confirmation and the job."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from curricle.core.drafting.outline import renamed
from curricle.core.framework import Framework
from curricle.core.imports import Decision, Doubt, Plan, plan
from curricle.core.imports.merge import version_id
from curricle.core.versions.pairing import Verdict
from curricle.door.problems import Reading
from curricle.frameworks.bases import Base

LARGE = 5_000  # items from which keeping is a job with progress
_ROUNDS = 5  # a decision may raise another question


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan against its base, with every question that was asked on the way (`doubts`), those answered among them."""

    reading: Reading[Framework]
    base: Base
    made: Plan
    doubts: tuple[Doubt, ...]
    decisions: tuple[Decision, ...]

    @property
    def large(self) -> bool:
        return len(self.made.result.items) > LARGE

    def under(self, framework: Framework) -> Framework:
        """The result under facts that a person gave: another label than that of the version here is another version of it."""
        held = self.base.framework
        if held is None or self.base.draft or framework.version == held.version:
            return framework
        id = version_id(held, replace(self.reading.value, version=framework.version))
        return renamed(framework, id=id, line=framework.line, version=framework.version)


def planned(reading: Reading[Framework], base: Base, *, retire: bool = False, answers: Mapping[str, str] | None = None) -> Planned:
    """The plan of a reading. `answers`: name of a question -> "same" or "other". Raises CycleError where the file is no tree."""
    held = base.framework
    incoming = replace(reading.value, version=held.version, code=held.code) if held else reading.value
    asked: dict[str, Doubt] = {}
    decisions: tuple[Decision, ...] = ()
    made = plan(incoming, held, says=reading.says, retire=retire, made_up=reading.made)
    for _ in range(_ROUNDS):
        asked |= {question(each): each for each in made.doubts}
        given = tuple(_decisions(asked, answers or {}))
        if given == decisions:
            break
        decisions = given
        made = plan(incoming, held, decisions=decisions, says=reading.says, retire=retire, made_up=reading.made)
    return Planned(reading=reading, base=base, made=made, doubts=tuple(asked.values()), decisions=decisions)


def question(doubt: Doubt) -> str:
    """The name of the field that asks about a pair."""
    return "pair-" + hashlib.sha256(f"{doubt.before}\n{doubt.after}".encode()).hexdigest()[:12]


def _decisions(asked: Mapping[str, Doubt], answers: Mapping[str, str]) -> Iterable[Decision]:
    for name, doubt in asked.items():
        if answers.get(name) in ("same", "other"):
            yield Decision(before=doubt.before, after=doubt.after, verdict=Verdict.SAME if answers[name] == "same" else Verdict.OTHER)
