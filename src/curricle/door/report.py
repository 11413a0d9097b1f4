"""Collects every problem of one file, so that a person is told all at once and not one a visit."""

from __future__ import annotations

from curricle.door.problems import Problem, Refused, Weight

MOST = 200  # a report longer than this is not read by anybody


class Report:
    """Problems in the order they were found. `stop` refuses the file when any of them is an error."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._more = 0
        self._errors = False

    def error(self, at: str, says: str) -> None:
        self._add(Problem(at=at, says=says))

    def warn(self, at: str, says: str, *, left_out: str = "") -> None:
        self._add(Problem(at=at, says=says, severity=Weight.WARNING, left_out=left_out))

    def note(self, at: str, says: str) -> None:
        self._add(Problem(at=at, says=says, severity=Weight.NOTE))

    def extend(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            self._add(problem)

    def stop(self) -> None:
        """Raises Refused with everything found so far if the file cannot be let in."""
        if self._errors:
            raise Refused(self.problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found; beyond 200 only the number of what follows. Errors stand first."""
        found = sorted(self._found, key=lambda each: each.severity is not Weight.ERROR)
        if self._more:
            found.append(Problem(at="the file", says=f"and {self._more} more problems", severity=Weight.NOTE))
        return tuple(found)

    def _add(self, problem: Problem) -> None:
        first_error = problem.severity is Weight.ERROR and not self._errors
        self._errors = self._errors or first_error
        if len(self._found) < MOST or first_error:
            self._found.append(problem)
        else:
            self._more += 1
