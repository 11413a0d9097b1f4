"""What the sheets gave while they were read."""

from __future__ import annotations

from curricle.door.problems import Problem, Weight
from curricle.interop.sheets.understanding import Question, Understood


class Findings:
    """What the sheets gave, in the order of reading."""

    def __init__(self) -> None:
        self.understood: list[Understood] = []
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.questions: dict[str, Question] = {}
        self.frameworks: set[str] = set()
        self.beside: list[tuple[str, str]] = []  # places of words that stand beside a letter, and the words
        self.cells = 0
        self.unlettered = 0
        self.looked = 0

    def lost(self, at: str, says: str) -> None:
        self.problems.append(Problem(at=at, says=says, severity=Weight.WARNING))

    def passed(self, at: str, says: str) -> None:
        self.notes.append(Problem(at=at, says=says, severity=Weight.NOTE))
