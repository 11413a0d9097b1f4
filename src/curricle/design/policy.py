"""Who may do what with programmes, modules, mappings, papers, waivers and limits."""

from __future__ import annotations

from curricle.core.terms import Role
from curricle.people.policy import Actor, Scope, Table, Thing, decide, table, to
from curricle.people.purposes import FileFacts, purpose

OUR = Scope.ORGANISATION
LEAD, MODULE_LEAD, TUTOR, ADMINISTRATOR = [Role.LEAD], [Role.MODULE_LEAD], [Role.TUTOR], [Role.UNIVERSITY_ADMIN]
REVIEWER = to(Scope.INVITED, [Role.REVIEWER], "in_review")

TABLE: Table = table(
    {
        "programme_draft": {
            "v": to(OUR, LEAD + MODULE_LEAD + TUTOR + ADMINISTRATOR) + REVIEWER,
            "c": to(OUR, LEAD),
            "e": to(OUR, LEAD, "draft"),
            "d": to(OUR, LEAD, "draft"),
            "s": to(OUR, LEAD, "draft"),
            "x": to(OUR, LEAD) + REVIEWER,
        },
        "mapping": {
            "v": to(OUR, LEAD + MODULE_LEAD + TUTOR + ADMINISTRATOR) + REVIEWER,
            "c": to(OUR, LEAD, "draft"),
            "e": to(OUR, LEAD, "draft") + to(Scope.ASSIGNED, TUTOR + MODULE_LEAD, "draft"),
            "d": to(OUR, LEAD, "draft"),
            "x": to(OUR, LEAD),
        },
        "module": {
            "v": to(OUR, LEAD + MODULE_LEAD + TUTOR + ADMINISTRATOR),
            "c": to(OUR, LEAD),
            "e": to(OUR, LEAD) + to(Scope.ASSIGNED, MODULE_LEAD, "draft"),
        },
        "import": {
            "v": to(OUR, LEAD + ADMINISTRATOR),
            "c": to(OUR, LEAD),
        },
        "paper": {
            "v": to(OUR, LEAD + TUTOR + ADMINISTRATOR),
            "x": to(OUR, LEAD),
        },
        "waiver": {
            "v": to(OUR, LEAD + TUTOR + ADMINISTRATOR),
            "c": to(OUR, LEAD, "draft"),
            "w": to(OUR, LEAD + ADMINISTRATOR),
        },
        "policy_limits": {
            "v": to(OUR, LEAD + TUTOR + ADMINISTRATOR),
            "e": to(OUR, ADMINISTRATOR),
        },
    }
)


def programme(organisation: int, *, id: str = "", state: str = "draft", kind: str = "programme_draft") -> Thing:
    """A programme, its mapping or its papers, as the rules see them."""
    return Thing(kind=kind, organisation=organisation, id=id, state=frozenset({state}))


def may_have_paper(actor: Actor, file: FileFacts) -> bool:
    """Whoever may export papers of the organisation may have the file, as long as they may."""
    return decide(TABLE, actor, "x", Thing(kind="paper", organisation=file.organisation, id=file.thing))


purpose("paper", may_have_paper)
