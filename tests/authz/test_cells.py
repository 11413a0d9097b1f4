"""Role by role, thing by thing, route by route: what the product answers against what the matrix says, and what the answers let slip."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pytest

from authz.asking import Answer, ask
from authz.cast import Asker
from authz.door import SIGN_IN, Door, Verdict
from authz.doors import DOORS
from authz.leaks import leaked
from authz.stage import Stage
from authz.things import Thing
from curricle.people import matrix

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@dataclass
class Asked:
    """Every cell that was asked; `wrong` and `leaks` in words."""

    cells: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    objects: set[str] = field(default_factory=set)

    def look(self, stage: Stage, door: Door, asker: Asker, thing: Thing) -> None:
        answer, expected = ask(stage, door, asker, thing), door.expected(asker, thing)
        self.cells["allowed" if expected.lets_in else "refused"] += 1
        self.objects |= {kind or thing.kind for kind, _ in door.asks}
        where = f"{asker} – {door} – {thing.name}"
        self.wrong += [f"{where}: {said}" for said in complaints(door, answer, expected)]
        self.leaks += [f"{where}: {said}" for said in leaked(stage, asker, answer.body)]


def complaints(door: Door, answer: Answer, expected: Verdict) -> list[str]:
    """How the answer differs from what the matrix calls for."""
    if answer.status != expected.status:
        return [f"{answer.status} instead of {expected.status}"]
    if expected.lets_in:
        return [f"did not change {table}" for table in sorted(door.writes - answer.wrote)]
    said = [f"refused, and yet it changed {table}" for table in sorted(answer.wrote)]
    if answer.status == SIGN_IN and not answer.location.startswith("/sign-in/"):
        said.append(f"leads to {answer.location or 'nowhere'}")
    return said


def ask_all(stage: Stage, askers: list[Asker], asked: Asked | None = None) -> Asked:
    """Everybody through every door to each of its things; counted together with what was asked before."""
    asked = asked or Asked()
    for door in DOORS:
        for asker in askers:
            for thing in door.things(stage, asker):
                asked.look(stage, door, asker, thing)
    return asked


def tell(asked: Asked) -> str:
    """What was asked, and what of the matrix waits for the product."""
    waiting = sorted({row.object for row in matrix.rows()} - asked.objects)
    unbuilt = sum(row.object in waiting for row in matrix.rows())
    counts = f"{asked.cells.total()} requests ({asked.cells['allowed']} allowed, {asked.cells['refused']} refused)"
    return f"\n{counts} through {len(DOORS)} doors about {len(asked.objects)} objects; {len(waiting)} ({unbuilt} cells) wait: {waiting}"


@pytest.fixture(scope="module")
def asked(stage: Stage) -> Asked:
    return ask_all(stage, stage.some())


def test_every_cell_answers_as_the_matrix_says(asked: Asked, capsys: pytest.CaptureFixture[str]):
    with capsys.disabled():
        print(tell(asked))
    assert asked.wrong == []


def test_no_answer_holds_what_its_reader_may_not_view(asked: Asked):
    assert asked.leaks == []
