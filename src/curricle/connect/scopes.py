"""What a key may be made for. A scope never gives anything: it is what is left of its maker's rights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from curricle.core.terms import Role
from curricle.people.policy import Actor, may_ever


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """`kind` and `action` name the rule without which the scope is of no use to anybody."""

    name: str
    says: str
    kind: str
    action: str


FRAMEWORKS = Scope(
    name="frameworks:read",
    says="Read frameworks, also those of your organisation that are not published",
    kind="schema_published",
    action="v",
)
PROGRAMMES = Scope(name="programmes:read", says="Read programmes, their coverage, findings and papers", kind="programme_draft", action="v")
WRITING = Scope(name="programmes:write", says="Create, change and take away programmes", kind="programme_draft", action="e")
PAPERS = Scope(name="papers:make", says="Have papers made", kind="paper", action="x")
PEOPLE = Scope(name="people:read", says="Read names, e-mail addresses and roles of your organisation", kind="user_and_role", action="v")
RECORD = Scope(name="record:read", says="Read the record of what was done in your organisation", kind="audit_event", action="v")

SCOPES = (FRAMEWORKS, PROGRAMMES, WRITING, PAPERS, PEOPLE, RECORD)


def offered(actor: Actor) -> tuple[Scope, ...]:
    """The scopes of which a key made by this person could ever make use."""
    return tuple(scope for scope in SCOPES if may_ever(actor, scope.action, scope.kind))


def kept_for_leads(actor: Actor) -> tuple[Scope, ...]:
    """The scopes that an administrator of a university would be offered as a programme lead as well."""
    if Role.UNIVERSITY_ADMIN not in actor.roles:
        return ()
    return tuple(scope for scope in (WRITING, PAPERS) if not may_ever(actor, scope.action, scope.kind))


def known(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are scopes, in their order, once each."""
    wanted = set(names)
    return tuple(scope.name for scope in SCOPES if scope.name in wanted)
