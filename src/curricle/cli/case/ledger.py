"""What a test of a provider found, rule by rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from curricle.cli.case.asking import Answer, Asker
from curricle.interop.case.rules import faults

SHOWN = 3  # faults of one rule that are told


class Verdict(StrEnum):
    """A rule held; failed; failed though nobody has to keep it; or there was nothing to try it on."""

    HELD = "held"
    FAILED = "failed"
    ADVISED = "advised"
    UNTRIED = "not tried"


@dataclass(frozen=True, kw_only=True)
class Line:
    rule: str
    place: str
    verdict: Verdict
    says: str = ""


@dataclass
class Ledger:
    """Rules are noted in the order in which they are tried."""

    asker: Asker
    lines: list[Line] = field(default_factory=list)

    def note(self, rule: str, place: str, wrong: Iterable[str] = (), *, must: bool = True) -> bool:
        """Note that a rule was tried; `wrong`: what was found, nothing where it holds. Whether it holds."""
        found = list(wrong)
        more = f" (and {len(found) - SHOWN} more)" if len(found) > SHOWN else ""
        verdict = (Verdict.FAILED if must else Verdict.ADVISED) if found else Verdict.HELD
        self.lines.append(Line(rule=rule, place=place, verdict=verdict, says="; ".join(found[:SHOWN]) + more))
        return not found

    def untried(self, rule: str, place: str, why: str) -> None:
        self.lines.append(Line(rule=rule, place=place, verdict=Verdict.UNTRIED, says=why))

    def shape(self, rule: str, place: str, shape: str, *, must: bool = True) -> Answer | None:
        """Ask for `place`; the answer where it is 200 and JSON of that closed shape, or at least an object."""
        answer = self.asker.get(place)
        if not self.note(f"{rule}: 200 and application/json", place, plain(answer), must=must):
            return None
        self.note(f"{rule}: shape {shape}", place, shown(shape, answer), must=must)
        return answer if isinstance(answer.json, dict) else None

    def count(self, verdict: Verdict) -> int:
        return sum(line.verdict is verdict for line in self.lines)


def plain(answer: Answer) -> list[str]:
    """What is wrong with an answer that should be 200 and JSON."""
    if answer.status != 200:
        return [answer.told]
    kind = answer.headers.get("content-type", "none")
    return [] if answer.is_json else [f"the body is no JSON, or its Content-Type ({kind}) does not say so"]


def shown(shape: str, answer: Answer) -> list[str]:
    return [f"{at}: {says}" for at, says in faults(shape, answer.json)]
