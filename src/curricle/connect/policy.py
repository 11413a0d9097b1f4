"""Who may have keys for programs. What a program then may do, the rules of the things themselves say."""

from __future__ import annotations

from curricle.core.terms import Role
from curricle.people.policy import Actor, Scope, Table, Thing, decide, table, to

KEEPERS = (Role.UNIVERSITY_ADMIN, Role.EMPLOYER_ADMIN, Role.NATIONAL_PUBLISHER)
OUR = Scope.ORGANISATION

TABLE: Table = table(
    {
        "integration_key": {
            # Masked: nobody sees a key again after the page that made it.
            "v": to(OUR, KEEPERS, "masked"),
            "c": to(OUR, KEEPERS),
            "d": to(OUR, KEEPERS) + to(Scope.ALL, [Role.OPERATOR]),
        },
    }
)


def key(organisation: int | None, id: str = "") -> Thing:
    """A key, or the keys of an organisation, as the rules see them."""
    return Thing(kind="integration_key", organisation=organisation, id=id, state=frozenset({"masked"}))


def still_keeps(actor: Actor, organisation: int) -> bool:
    """Whether this person could make a key of the organisation today: when not, those that they made are dead."""
    return actor.organisation == organisation and decide(TABLE, actor, "c", key(organisation))
