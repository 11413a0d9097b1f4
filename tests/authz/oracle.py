"""What the matrix says, worked out from its rows alone: no rule of the product is asked here.

A scope holds by what the tests know of asker and thing; a condition holds where it is part of the thing's state, or is one of the two
that compare people. Somebody whose role ended has what every role has.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from authz.cast import Asker
from authz.things import Thing
from curricle.core.terms import Role
from curricle.people import matrix

WITHOUT_A_PERSON = frozenset({"pub", "link", "all", "agg"})
Row = tuple[str, frozenset[str]]  # scope, conditions


@cache
def rows_of(role: Role | None) -> dict[tuple[str, str], frozenset[Row]]:
    """{(object, action): its rows} of a role; for None, the rows that every role but the visitor has."""
    if role is None:
        shared = [rows_of(each) for each in Role if each is not Role.ANON]
        return {key: frozenset.intersection(*(each.get(key, frozenset()) for each in shared)) for key in shared[0]}
    found: dict[tuple[str, str], set[Row]] = defaultdict(set)
    for row in matrix.rows():
        if row.role is role:
            found[row.object, row.action].add((row.scope, row.conditions))
    return {key: frozenset(rows) for key, rows in found.items()}


def rows_for(asker: Asker, kind: str, action: str) -> frozenset[Row]:
    """Of all roles that somebody has; nearly all have one."""
    return frozenset().union(*(rows_of(role).get((kind, action), frozenset()) for role in (asker.role, *asker.more)))


def could(asker: Asker, kind: str, action: str) -> bool:
    """Whether some row could ever give it: what may be answered without looking for the thing."""
    rows = rows_for(asker, kind, action)
    return bool(rows) if asker.person is not None else any(scope in WITHOUT_A_PERSON for scope, _ in rows)


def allowed(asker: Asker, kind: str, action: str, thing: Thing) -> bool:
    """Whether the matrix lets the asker do `action` to the thing, seen as an object `kind`, as it stands."""
    scopes, facts = scopes_of(asker, thing), facts_of(asker, thing)
    return any(scope in scopes and conditions <= facts for scope, conditions in rows_for(asker, kind, action))


def scopes_of(asker: Asker, thing: Thing) -> frozenset[str]:
    """Which scopes hold between the two."""
    somebody = asker.person is not None
    holds = {
        "pub": True,
        "all": True,
        "agg": "aggregate" in thing.state,
        "own": somebody and thing.about == asker.person,
        "self": somebody and thing.made_by == asker.person,
        "asg": thing.id in asker.assigned,
        "org": asker.organisation is not None and thing.organisation == asker.organisation,
        "addressed": asker.organisation is not None and thing.addressed == asker.organisation,
        "inv": somebody and asker.person in thing.invited,
        "link": thing.link,
    }
    return frozenset(scope for scope, true in holds.items() if true)


def facts_of(asker: Asker, thing: Thing) -> frozenset[str]:
    people = {"not_self": thing.about != asker.person, "second_person": thing.made_by != asker.person}
    people |= {"addressee": thing.about == asker.person} if thing.kind == "invitation" else {}
    return thing.state | {name for name, true in people.items() if true}
