"""What a job is to the code that does it: a kind with a function, and a `Work` through which the function tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from curricle.people.policy import Actor


class Cancelled(Exception):
    """The person asked to stop; the job's function lets this pass."""


class Lost(Exception):
    """The lease went to another attempt; nothing of this one counts any more."""


class Later(Exception):
    """It cannot be done just now, and nothing was: the job waits and is tried again, longer each time, then fails with these words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a job came to: a line for its page, a kept file (uuid) to download, an address to go on to, plain JSON for later.

    `keep` writes what came of it, in the very transaction that ends the job: both stand or neither, so a job that was begun twice
    leaves one result.
    """

    says: str = ""
    file: str = ""
    link: str = ""
    result: Mapping[str, Any] = field(default_factory=dict)
    keep: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One attempt at a job. `by` holds the roles of now, not of when it was asked for."""

    id: str
    by: Actor
    label: str
    attempt: int
    arguments: Mapping[str, Any]
    tell: Callable[[int, int, str], None]
    mark: Callable[[str, bool], bool] = lambda name, on: True

    def step(self, done: int, total: int, says: str = "") -> None:
        """Tell how far it is. Raises Cancelled or Lost. Call it outside of transactions, or nobody sees it until they end."""
        self.tell(done, total, says)

    def once(self, name: str) -> bool:
        """Whether this is the first attempt that comes to the step of this name: for what cannot be taken back. Raises Lost."""
        return self.mark(name, True)

    def undo(self, name: str) -> None:
        """The step was not taken after all; the next attempt may."""
        self.mark(name, False)


Function = Callable[[Work], Done | None]
_KINDS: dict[str, Function] = {}
_FORGETFUL: set[str] = set()


def job(kind: str, *, forget: bool = False) -> Callable[[Function], Function]:
    """Name the function that does jobs of this kind: `@job("papers")` in an app's tasks.py. `forget`: its arguments go when it ends.

    A job that was killed is begun again (three times at most), so the function must bear to be run twice: what it writes belongs
    into `Done.keep`, what cannot be taken back behind `Work.once`.
    """

    def keep(function: Function) -> Function:
        if kind in _KINDS:
            raise ValueError(f"there are two functions for jobs of kind {kind}")
        _KINDS[kind] = function
        if forget:
            _FORGETFUL.add(kind)
        return function

    return keep


def forgets(kind: str) -> bool:
    """Whether the arguments of such a job (an e-mail address) are nobody's business once it has ended."""
    return kind in _FORGETFUL


def function_of(kind: str) -> Function:
    """Raises LookupError when no app does such jobs."""
    try:
        return _KINDS[kind]
    except KeyError:
        raise LookupError(f"no app does jobs of kind {kind}") from None
