"""The rules against the matrix: every object that is built, every role, every action, in every situation and state."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import combinations

import pytest

from curricle.core.terms import Role
from curricle.people import matrix, policy
from curricle.people.policy import ACTIONS, Actor, Thing

APPS = ("curricle.people", "curricle.frameworks", "curricle.design", "curricle.connect")
ME, SOMEBODY, HERE, ELSEWHERE, IT = 1, 2, 10, 20, "2b1d5b0e-0000-4000-8000-000000000001"


@dataclass(frozen=True)
class Situation:
    """How the thing stands to the one who asks, and which scopes of the matrix that makes true."""

    name: str
    scopes: frozenset[str]
    thing: dict
    assigned: frozenset[str] = frozenset()
    facts: frozenset[str] = field(default=frozenset({"not_self", "second_person"}))


def situation(name: str, *scopes: str, assigned: bool = False, lacks: str = "", **thing: object) -> Situation:
    facts = frozenset({"not_self", "second_person"}) - {lacks}
    held = frozenset({IT}) if assigned else frozenset()
    return Situation(name, frozenset(scopes) | {"pub", "all"}, {"organisation": ELSEWHERE, "id": IT} | thing, held, facts)


SITUATIONS = (
    situation("of another organisation"),
    situation("of my organisation, assigned to nobody or no longer to me", "org", organisation=HERE),
    situation("of my organisation, assigned to me", "org", "asg", organisation=HERE, assigned=True),
    situation("of another organisation, assigned to me", "asg", assigned=True),
    situation("about me", "own", about=ME, lacks="not_self"),
    situation("about me, in my organisation", "own", "org", organisation=HERE, about=ME, lacks="not_self"),
    situation("about somebody else, in my organisation", "org", organisation=HERE, about=SOMEBODY),
    situation("made by me", "self", made_by=ME, lacks="second_person"),
    situation("made by somebody else", made_by=SOMEBODY),
    situation("I am invited", "inv", invited=frozenset({ME})),
    situation("somebody else is invited", invited=frozenset({SOMEBODY})),
    situation("with its secret link", "link", link=True),
    situation("addressed to us", "addressed", addressed=HERE),
)


def tables() -> dict[str, policy.Table]:
    """{object: its rules} of every app that has written any."""
    found = {}
    for app in APPS:
        if find_spec(f"{app}.policy"):
            rules = __import__(f"{app}.policy", fromlist=["TABLE"]).TABLE
            found |= dict.fromkeys((kind for kind, _ in rules), rules)
    return found


def objects() -> list[str]:
    return sorted({row.object for row in matrix.rows()})


def asker(role: Role, here: Situation) -> Actor:
    if role is Role.ANON:
        return policy.ANONYMOUS
    person = {"person": ME, "name": "me", "organisation": HERE, "roles": frozenset({role})}
    return Actor(**person, assigned=here.assigned, operator=role is Role.OPERATOR)


def states(kind: str) -> list[frozenset[str]]:
    """Every combination of the conditions that the matrix knows for this object."""
    known = sorted({word for row in matrix.rows() if row.object == kind for word in row.conditions} - {"not_self", "second_person"})
    return [frozenset(chosen) for size in range(len(known) + 1) for chosen in combinations(known, size)]


def says_matrix(kind: str, role: Role, action: str, here: Situation, state: frozenset[str]) -> bool:
    """The oracle's answer, worked out from its rows alone."""
    if role is Role.ANON:
        here = Situation(here.name, here.scopes & {"pub", "all", "link"}, here.thing, facts=here.facts)
    return any(row.scope in here.scopes and row.conditions <= state | here.facts for row in cells().get((kind, role, action), ()))


@cache
def cells() -> dict[tuple[str, Role, str], tuple[matrix.Row, ...]]:
    found: dict[tuple[str, Role, str], tuple[matrix.Row, ...]] = {}
    for row in matrix.rows():
        found[row.object, row.role, row.action] = (*found.get((row.object, row.role, row.action), ()), row)
    return found


@pytest.mark.parametrize("kind", sorted(tables()))
def test_rules_agree_with_matrix_in_every_cell(kind: str):
    rules, wrong = tables()[kind], []
    for role in Role:
        for here in SITUATIONS:
            actor = asker(role, here)
            for state in states(kind):
                thing = Thing(kind=kind, state=state, **here.thing)
                for action in ACTIONS:
                    allowed = policy.decide(rules, actor, action, thing)
                    if allowed != says_matrix(kind, role, action, here, state):
                        wrong.append((role.value, action, here.name, sorted(state), "allowed" if allowed else "refused"))
    assert wrong == []


def test_every_ruled_object_is_in_the_matrix():
    assert sorted(set(tables()) - set(objects())) == []


def test_objects_without_rules_are_counted(capsys: pytest.CaptureFixture[str]):
    """Built and not yet built objects make up the matrix; run with -s to read which are still to come."""
    waiting = [kind for kind in objects() if kind not in tables()]
    unbuilt = sum(row.object in waiting for row in matrix.rows())
    with capsys.disabled():
        print(f"\n{len(tables())} objects have rules; {len(waiting)} ({unbuilt} cells) wait: {', '.join(waiting)}")
    assert len(tables()) + len(waiting) == len(objects())


def test_matrix_uses_known_words_alone():
    """Roles are checked by reading them; actions and scopes here."""
    rows = matrix.rows()
    assert {row.action for row in rows} <= set(ACTIONS)
    assert {row.scope for row in rows} <= {scope.value for scope in policy.Scope}


def test_matrix_gives_every_role_what_a_visitor_has():
    allowed = {(row.object, row.role, row.action, row.scope, row.conditions) for row in matrix.rows()}
    for thing, role, *rest in allowed:
        if role is Role.ANON:
            assert {each for each in Role if (thing, each, *rest) not in allowed} == set()


def test_rules_never_read_the_matrix():
    import inspect

    assert "import matrix" not in inspect.getsource(policy)
