"""Who may do what, when. Every app writes its rules with this kit; what no rule allows is refused.

An action is one letter: v view, c create, e edit, d delete, s submit, a approve, x export, w withdraw, n new version, b book, r restore.
A rule is a Grant: a role, within a scope, under conditions. The packaged authz_matrix.csv is what the tests compare these rules
with; nothing here reads it, or the comparison would prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.http import Http404

from curricle.core.terms import Role

ACTIONS = {
    "v": "view",
    "c": "create",
    "e": "edit",
    "d": "delete",
    "s": "submit",
    "a": "approve",
    "x": "export",
    "w": "withdraw",
    "n": "make a new version of",
    "b": "book",
    "r": "restore",
}


class Scope(StrEnum):
    """How far a grant reaches."""

    PUBLIC = "pub"
    OWN = "own"
    SELF = "self"
    ASSIGNED = "asg"
    INVITED = "inv"
    ORGANISATION = "org"
    AGGREGATE = "agg"
    LINK = "link"
    ADDRESSED = "addressed"
    ALL = "all"


WITHOUT_A_PERSON = frozenset({Scope.PUBLIC, Scope.LINK, Scope.ALL, Scope.AGGREGATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks, as of today. False in a condition when nobody is signed in. `assigned` holds ids (uuid text) of things.

    `staff`: holds any role but apprentice, in whichever organisation.
    """

    person: int | None
    name: str
    organisation: int | None = None
    organisation_name: str = ""
    organisation_kind: str = ""
    roles: frozenset[Role] = frozenset()
    assigned: frozenset[str] = frozenset()
    operator: bool = False
    staff: bool = False

    def __bool__(self) -> bool:
        return self.person is not None

    def bare(self) -> Actor:
        """The same person with no role, organisation or task: who may what a visitor may, and what is about oneself."""
        return replace(self, organisation=None, roles=frozenset(), assigned=frozenset())

    def holds(self, role: Role) -> bool:
        """Whether a grant to that role is theirs. What a visitor may, everybody may."""
        return role is Role.ANON or role in self.roles


ANONYMOUS = Actor(person=None, name="a visitor")
PROGRAM = Actor(person=None, name="Curricle")  # what it does by itself, without being told by anybody; no rule gives it anything
OPERATOR = Actor(person=None, name="the operator", roles=frozenset({Role.OPERATOR}), operator=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What is asked about. `state` holds the conditions that are true of it now, such as "draft"; `about` and `made_by` are people."""

    kind: str
    organisation: int | None = None
    id: str = ""
    state: frozenset[str] = frozenset()
    about: int | None = None
    made_by: int | None = None
    invited: frozenset[int] = frozenset()
    addressed: int | None = None
    link: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    role: Role
    scope: Scope
    conditions: frozenset[str] = frozenset()


Table = Mapping[tuple[str, str], tuple[Grant, ...]]
REFUSED_SELF = {
    "not_self": lambda actor, thing: thing.about != actor.person,
    "second_person": lambda actor, thing: thing.made_by != actor.person,
}
_TABLES: dict[str, Table] = {}


class Forbidden(PermissionDenied):
    """They may see the thing, but not do this to it: 403."""


class Hidden(Http404):
    """Whether the thing exists is not theirs to know: 404."""


def to(scope: Scope, roles: Iterable[Role], *when: str) -> tuple[Grant, ...]:
    """The same grant for several roles; `when` names conditions that must all hold."""
    return tuple(Grant(role, scope, frozenset(when)) for role in roles)


def table(rules: Mapping[str, Mapping[str, tuple[Grant, ...]]]) -> Table:
    """{object: {action: grants}} as one flat table, announced to the gate. Raises ValueError for an unknown action or a second owner."""
    made: dict[tuple[str, str], tuple[Grant, ...]] = {}
    for kind, actions in rules.items():
        if kind in _TABLES:
            raise ValueError(f"{kind} has its rules elsewhere already")
        for action, grants in actions.items():
            if action not in ACTIONS:
                raise ValueError(f"{kind} has an unknown action {action!r}")
            made[kind, action] = grants
    _TABLES.update(dict.fromkeys(rules, made))
    return made


def decide(rules: Table, actor: Actor, action: str, thing: Thing) -> bool:
    """Whether a rule allows this actor this action on this thing, in the state it is in."""
    return any(_reaches(grant, actor, thing) for grant in rules.get((thing.kind, action), ()))


def require(rules: Table, actor: Actor, action: str, thing: Thing) -> None:
    """Nothing when allowed. Raises Forbidden where the actor may see the thing, Hidden where not even that."""
    if decide(rules, actor, action, thing):
        return
    if action != "v" and decide(rules, actor, "v", thing):
        raise Forbidden(f"You may not {ACTIONS[action]} this {_words(thing.kind)} as it stands.")
    raise Hidden(f"There is no such {_words(thing.kind)}.")


def declared(kind: str, action: str) -> bool:
    """Whether some app has rules for this action on this kind of thing."""
    return (kind, action) in _TABLES.get(kind, {})


def may_ever(actor: Actor, action: str, kind: str) -> bool:
    """Whether any rule could allow it, for some thing in some state: what a route asks before its view looks for the thing."""
    grants = _TABLES.get(kind, {}).get((kind, action), ())
    return any(actor.holds(grant.role) and (actor or actor.operator or grant.scope in WITHOUT_A_PERSON) for grant in grants)


def _reaches(grant: Grant, actor: Actor, thing: Thing) -> bool:
    if not actor.holds(grant.role) or not _within(grant.scope, actor, thing):
        return False
    return all(_holds(condition, actor, thing) for condition in grant.conditions)


def _within(scope: Scope, actor: Actor, thing: Thing) -> bool:
    person, organisation = actor.person, actor.organisation
    match scope:
        case Scope.PUBLIC | Scope.ALL:
            return True
        case Scope.OWN:
            return person is not None and thing.about == person
        case Scope.SELF:
            return person is not None and thing.made_by == person
        case Scope.ASSIGNED:
            return bool(thing.id) and thing.id in actor.assigned
        case Scope.INVITED:
            return person in thing.invited
        case Scope.ORGANISATION:
            return organisation is not None and thing.organisation == organisation
        case Scope.ADDRESSED:
            return organisation is not None and thing.addressed == organisation
        case Scope.LINK:
            return thing.link
        case Scope.AGGREGATE:
            return "aggregate" in thing.state


def _holds(condition: str, actor: Actor, thing: Thing) -> bool:
    if condition in REFUSED_SELF:
        return bool(REFUSED_SELF[condition](actor, thing))
    return condition in thing.state


def _words(kind: str) -> str:
    return kind.replace("_", " ")


EVERYBODY = (Role.ANON,)
SIGNED_IN = tuple(role for role in Role if role is not Role.ANON)
ADMINISTRATORS = (Role.UNIVERSITY_ADMIN, Role.EMPLOYER_ADMIN, Role.BODY_ADMIN, Role.NATIONAL_PUBLISHER)
LOCAL_ADMINISTRATORS = ADMINISTRATORS[:3]
ANSWERING = (*ADMINISTRATORS, Role.ASSESSOR)  # an assessment organisation has no administrator of its own
OUR = Scope.ORGANISATION

TABLE = table(
    {
        "page": {
            "v": to(Scope.PUBLIC, EVERYBODY),
            "c": to(OUR, [Role.NATIONAL_EDITOR]),
            "e": to(OUR, [Role.NATIONAL_EDITOR]),
            "a": to(OUR, [Role.NATIONAL_PUBLISHER]),
            "d": to(OUR, [Role.NATIONAL_PUBLISHER]),
        },
        # Own accounts: anybody who is somebody; a visitor is nobody, so OWN never holds for one.
        "account": {"v": to(Scope.OWN, EVERYBODY), "e": to(Scope.OWN, EVERYBODY)},
        "user_and_role": {
            "v": to(OUR, ADMINISTRATORS),
            "c": to(OUR, ADMINISTRATORS) + to(Scope.ALL, [Role.OPERATOR], "first_admin"),
            "e": to(OUR, ADMINISTRATORS, "not_self") + to(Scope.ALL, [Role.OPERATOR], "lost_factor"),
            "d": to(OUR, ADMINISTRATORS, "not_self"),
        },
        "organisation": {
            "v": to(Scope.PUBLIC, EVERYBODY, "name") + to(OUR, LOCAL_ADMINISTRATORS) + to(Scope.ALL, [Role.NATIONAL_PUBLISHER]),
            "e": to(OUR, LOCAL_ADMINISTRATORS) + to(Scope.ALL, [Role.NATIONAL_PUBLISHER]),
            "c": to(Scope.ALL, [Role.NATIONAL_PUBLISHER]),
            "w": to(Scope.ALL, [Role.NATIONAL_PUBLISHER]),
        },
        # Whoever holds its link may read an invitation; taking it up is for the address it went to.
        "invitation": {
            "v": to(OUR, ADMINISTRATORS) + to(Scope.LINK, EVERYBODY),
            "c": to(OUR, ADMINISTRATORS, "not_self"),
            "w": to(OUR, ADMINISTRATORS),
            "s": to(Scope.LINK, EVERYBODY, "open", "addressee"),
        },
        "complaint": {
            "c": to(Scope.PUBLIC, EVERYBODY),
            "v": to(Scope.ADDRESSED, ANSWERING) + to(Scope.ALL, [Role.OPERATOR], "installation"),
            "e": to(Scope.ADDRESSED, ANSWERING) + to(Scope.ALL, [Role.OPERATOR], "installation"),
        },
        "audit_event": {
            "v": to(OUR, [Role.UNIVERSITY_ADMIN, Role.EMPLOYER_ADMIN, Role.NATIONAL_PUBLISHER])
            + to(OUR, [Role.AUDITOR], "window")
            + to(Scope.ALL, [Role.OPERATOR], "no_content"),
            "x": to(OUR, [Role.UNIVERSITY_ADMIN]),
        },
        "job": {
            "v": to(Scope.SELF, EVERYBODY) + to(OUR, [Role.UNIVERSITY_ADMIN]) + to(Scope.ALL, [Role.OPERATOR], "no_content"),
            "w": to(Scope.SELF, EVERYBODY) + to(OUR, [Role.UNIVERSITY_ADMIN]),
        },
        "backup": {"c": to(Scope.ALL, [Role.OPERATOR]), "r": to(Scope.ALL, [Role.OPERATOR])},
        # What somebody without an account was sent: whoever holds it may look, and answer while it is open.
        "share_link": {
            "v": to(Scope.LINK, EVERYBODY) + to(OUR, [Role.LEAD, Role.UNIVERSITY_ADMIN]),
            "c": to(OUR, [Role.LEAD]),
            "w": to(OUR, [Role.LEAD, Role.UNIVERSITY_ADMIN]),
        },
        "link_answer": {
            "v": to(Scope.LINK, EVERYBODY) + to(OUR, [Role.LEAD, Role.MODULE_LEAD, Role.TUTOR, Role.UNIVERSITY_ADMIN]),
            "c": to(Scope.LINK, EVERYBODY, "open"),
            "e": to(Scope.LINK, EVERYBODY, "open"),
            "w": to(OUR, [Role.LEAD, Role.UNIVERSITY_ADMIN]),
        },
        # A file asks the rules of the thing it belongs to (people/files.py); its maker may always have it.
        "file": {"v": to(Scope.SELF, EVERYBODY)},
    }
)
