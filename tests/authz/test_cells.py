"""Role by role, thing by thing, route by route: what the product answers against what the matrix says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pytest

from authz.asking import Answer, ask
from authz.cast import Asker
from authz.door import SIGN_IN, Door
from authz.doors import DOORS
from authz.stage import Stage
from authz.things import Thing
from curricle.people import matrix

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@dataclass
class Asked:
    """Every cell that was asked; `wrong` in words."""

    cells: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    objects: set[str] = field(default_factory=set)

    def look(self, door: Door, asker: Asker, thing: Thing, answer: Answer) -> None:
        expected = door.expected(asker, thing)
        self.cells["allowed" if expected == door.success else "refused"] += 1
        self.objects |= {kind or thing.kind for kind, _ in door.asks}
        said = complaints(door, asker, answer, expected)
        self.wrong += [f"{asker} – {door} – {thing.name}: {'; '.join(said)}"] if said else []


def complaints(door: Door, asker: Asker, answer: Answer, expected: int) -> list[str]:
    said = [f"{answer.status} instead of {expected}"] if answer.status != expected else []
    if expected == door.success:
        missing = door.writes - answer.wrote
        said += [f"did not change {', '.join(sorted(missing))}"] if missing and not said else []
    elif answer.wrote:
        said.append(f"changed {', '.join(sorted(answer.wrote))}")
    if asker.person is None and expected == SIGN_IN != door.success and not answer.location.startswith("/sign-in/"):
        said.append(f"leads to {answer.location or 'nowhere'}")
    return said


def ask_all(stage: Stage, askers: list[Asker]) -> Asked:
    asked = Asked()
    for door in DOORS:
        for asker in askers:
            for thing in door.things(stage, asker):
                asked.look(door, asker, thing, ask(stage, door, asker, thing))
    return asked


def test_every_cell_answers_as_the_matrix_says(stage: Stage, capsys: pytest.CaptureFixture[str]):
    asked = ask_all(stage, stage.north())
    objects = {row.object for row in matrix.rows()}
    waiting = sorted(objects - asked.objects)
    unbuilt = sum(row.object in waiting for row in matrix.rows())
    with capsys.disabled():
        print(f"\n{asked.cells.total()} requests ({asked.cells['allowed']} allowed, {asked.cells['refused']} refused)", end=" ")
        print(f"through {len(DOORS)} doors about {len(asked.objects)} objects; {len(waiting)} objects ({unbuilt} cells) wait: {waiting}")
    assert asked.wrong == []
