"""Finds what a command line names: a programme's file or code, and the frameworks it is to be seen through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curricle.cli import answer
from curricle.cli.at_hand import AtHand, read_bytes
from curricle.core.framework import Framework
from curricle.core.policyset import DEFAULT_POLICY, PolicySet
from curricle.core.programme import Lens, Programme
from curricle.core.waivers import Waiver
from curricle.door.problems import Problem, Reading, Refused, refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A programme, its frameworks, what its reading remarked, and what its organisation decided.

    `own_sheet` says that the file was somebody's own mapping sheet, understood by a guess.
    """

    value: Programme
    frameworks: tuple[Framework, ...]
    problems: tuple[Problem, ...] = ()
    policy: PolicySet = DEFAULT_POLICY
    waivers: tuple[Waiver, ...] = ()
    own_sheet: bool = False


def find(programme: str, against: tuple[str, ...], *, code: str = "", title: str = "") -> Found:
    """A path if it exists, else a code of the store; with the frameworks of `against`, else its lenses. Raises Refused.

    `code` and `title` are for somebody's own sheet, which may give neither.
    """
    path = Path(programme)
    if path.exists():
        at_hand = AtHand(against=against, programme=path.resolve())
        return _read(read_bytes(path), path.name, at_hand, code=code, title=title)
    if path.suffix.lower() in (".xlsx", ".json", ".csv"):
        raise refuse(programme, "there is no such file")
    from curricle.cli import store

    stored = store.programme(programme)
    if stored is None:
        raise refuse(programme, "there is neither a file of this name nor a programme with this code")
    at_hand = AtHand(against=against, organisation=stored.organisation)
    seen = frameworks(stored.value, at_hand)
    return Found(value=stored.value, frameworks=seen, policy=stored.policy, waivers=stored.waivers)


def of_sheet(found: Found) -> dict[str, Any]:
    """What --json adds for somebody's own sheet, told on standard error too: what was not understood and what was assumed."""
    if not found.own_sheet:
        return {}
    answer.show_problems(found.problems)
    return {"problems": answer.problem_rows(found.problems)}


def _read(data: bytes, name: str, at_hand: AtHand, *, code: str, title: str) -> Found:
    from curricle.cli import own_sheet
    from curricle.interop import detect

    own = detect(data, name) == own_sheet.FORMAT
    if own:
        named(at_hand)
        reading = own_sheet.read_sheet(data, name, at_hand, code=code, title=title)
    else:
        reading = read_programme(data, name, at_hand)
    seen = frameworks(reading.value, at_hand)
    return Found(value=reading.value, frameworks=seen, problems=tuple(reading.problems), own_sheet=own)


def read_programme(data: bytes, name: str, at_hand: AtHand) -> Reading[Programme]:
    """The programme of a workbook or of Curricle's JSON.

    A workbook may name items by their codes, so it is read with the frameworks at hand: with those named first, then with those
    beside it, then with those of the store, until each of its lenses has its framework. Raises Refused.
    """
    from curricle.interop import read_programme as read

    if not data.startswith(b"PK"):
        return read(data, name=name)
    known: dict[str, Framework] = {}
    wider: list[Callable[[], tuple[Framework, ...]]] = [
        lambda: tuple(at_hand.named.values()),
        lambda: at_hand.beside,
        lambda: at_hand.stored,
    ]
    outcome: Reading[Programme] | Refused | None = None
    for source in wider:
        more = {framework.id: framework for framework in source() if framework.id not in known}
        if outcome is not None and not more:
            continue
        known |= more
        try:
            outcome = read(data, name=name, frameworks=known.values())
        except Refused as stop:
            outcome = stop
            continue
        if all(lens.framework in known for lens in outcome.value.lenses):
            break
    if isinstance(outcome, Refused):
        raise outcome
    assert outcome is not None  # the first source is always tried
    return outcome


def frameworks(programme: Programme, at_hand: AtHand) -> tuple[Framework, ...]:
    """Those that --against names, else those of the lenses. Raises Refused naming everything that is missing."""
    at_hand.lenses = programme.lenses
    found = list(named(at_hand))
    missing: list[Problem] = []
    for lens in () if at_hand.against else programme.lenses:
        framework = at_hand.by_lens(lens)
        found.append(framework) if framework else missing.append(_missing(lens))
    if missing:
        raise Refused(missing)
    if not found:
        raise refuse("the programme", "it names no lens; say which framework with --against FILE or CODE")
    return tuple({framework.id: framework for framework in found}.values())


def named(at_hand: AtHand) -> tuple[Framework, ...]:
    """The frameworks of --against, in its order. Raises Refused naming those that are nowhere."""
    found = [(name, at_hand.by_name(name)) for name in at_hand.against]
    says = "there is neither a file of this name, nor a framework with this code beside the workbook or in the store"
    missing = [Problem(at=f"--against {name}", says=says) for name, framework in found if framework is None]
    if missing:
        raise Refused(missing)
    return tuple(framework for _, framework in found if framework is not None)


def _missing(lens: Lens) -> Problem:
    about = " ".join(filter(None, [lens.code, lens.version]))
    mark = f" with the digest {lens.digest[:12]}…" if lens.digest else ""
    says = f"the framework {about}{mark} is neither beside the workbook nor in the store; name a file with --against"
    return Problem(at=f"lens {lens.code or lens.framework}", says=says)
