"""Role by role, thing by thing, route by route: what the product answers against what the matrix says, and what the answers let slip."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pytest

from authz.alike import Turns
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
    """Every cell that was asked; `wrong`, `leaks` and `silent` (done, and not in the record) in words."""

    cells: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    objects: set[str] = field(default_factory=set)
    turns: Turns = field(default_factory=Turns)

    def look(self, stage: Stage, door: Door, asker: Asker, thing: Thing) -> None:
        answer, expected = ask(stage, door, asker, thing), door.expected(asker, thing)
        shown = frozenset((thing.place, kind) for kind in door.shows) if expected.status != door.hidden else frozenset()
        self.cells["allowed" if expected.lets_in else "refused"] += 1
        self.objects |= {kind or thing.kind for kind, _ in door.asks}
        where = f"{asker} – {door} – {thing.name}"
        self.wrong += [f"{where}: {said}" for said in complaints(door, answer, expected)]
        self.leaks += [f"{where}: {said}" for said in leaked(stage, asker, answer.body, shown)]
        self.silent += [f"{where}: {said}" for said in unrecorded(door, asker, thing, answer, expected)]


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


#: Changes that are no event of the record, and why.
UNRECORDED = {
    "people:sign_in": "a wrong password of nobody's account is a count; one of somebody's account is recorded",
    "people:link": "digits are asked for, which opens nothing; that they were given is recorded",
    "frameworks:template": "it is empty",
    "design:template": "it is empty but for names of frameworks",
    "design:bring": "a file that waits is nobody's yet; what is done with it is recorded",
    "frameworks:bring": "a file that waits is nobody's yet; what is done with it is recorded",
}


def unrecorded(door: Door, asker: Asker, thing: Thing, answer: Answer, expected: Verdict) -> list[str]:
    """S16: a change, an export and a refusal each leave an event that names who, what, which kind of thing and which thing."""
    if answer.status != expected.status:
        return []
    whose = [each for each in answer.events if each.person == asker.person and each.name and each.verb and each.kind]
    if not expected.lets_in:
        refused = (
            asker.person is not None
            and answer.status in (403, 404)
            and not door.nobody
            and (door.how != "api" or bool(asker.key and not wrong_scope(door, asker)))
        )
        return ["refused, and the record does not say so"] if refused and not any(each.verb == "was refused" for each in whose) else []
    done = bool(door.writes) or door.how in ("file", "export")
    if door.name in FOR_EVERYBODY and (thing.kind.endswith("_published") or "published" in thing.state):
        return []  # published ones are everybody's
    if not done or door.name in UNRECORDED or any(each.thing and each.verb != "was refused" for each in whose):
        return []
    by_link = [
        each
        for each in answer.events
        if (each.person is None or asker.person is None) and each.name and each.verb and each.kind and each.thing
    ]
    return [] if (door.shows or asker.person is None or door.name in FOR_NOBODY) and by_link else [f"done, and recorded is {answer.events}"]


#: Files of what is published: nobody's reading is recorded.
FOR_EVERYBODY = {"frameworks:download", "frameworks:changes_download", "frameworks:touches_download", "frameworks:crosswalk_download"}
#: Done in the name of nobody, whoever is signed in: a complaint does not say more of its sender than they wrote.
FOR_NOBODY = {"people:complain"}


def wrong_scope(door: Door, asker: Asker) -> bool:
    """Refused by the key's own limits, before anybody was asked about a thing."""
    return bool(door.scope) and door.scope not in asker.scopes


def ask_all(stage: Stage, askers: list[Asker], asked: Asked | None = None, *, programs: list[Asker] | None = None) -> Asked:
    """Everybody through every door to each of its things; counted together with what was asked before, where programs asked already."""
    if programs is None:
        programs = stage.programs_and_visitors() if asked is None else []
    asked = asked or Asked()
    for door in DOORS:
        for asker in programs if door.how == "api" else askers:
            for thing in asked.turns.of(door, asker, door.things(stage, asker)):
                asked.look(stage, door, asker, thing)
    return asked


def tell(asked: Asked) -> str:
    """What was asked, and what of the matrix waits for the product."""
    waiting = sorted({row.object for row in matrix.rows()} - asked.objects)
    unbuilt = sum(row.object in waiting for row in matrix.rows())
    counts = f"{asked.cells.total()} requests ({asked.cells['allowed']} allowed, {asked.cells['refused']} refused)"
    return f"\n{counts} through {len(DOORS)} doors about {len(asked.objects)} objects; {len(waiting)} ({unbuilt} cells) wait: {waiting}"


def test_every_cell_answers_as_the_matrix_says_leaks_nothing_and_stands_in_the_record(stage: Stage, capsys: pytest.CaptureFixture[str]):
    """One test for three questions: several processes that share the tests would each ask everything again."""
    asked = ask_all(stage, stage.some())
    with capsys.disabled():
        print(tell(asked))
    assert (asked.wrong, asked.leaks, asked.silent) == ([], [], [])
