"""The packaged matrix in words: by role for everybody, by person and by thing for an administrator. No rule is read from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from curricle.core.terms import Role
from curricle.people import matrix
from curricle.people.object_words import OBJECT_WORDS
from curricle.people.policy import ACTIONS, declared
from curricle.people.queries import Member
from curricle.ui.parts import Pages
from curricle.ui.words import day

PEOPLE_AT_ONCE = 10
REACH = {
    "pub": "for everybody",
    "own": "about oneself",
    "self": "made by oneself",
    "asg": "assigned to one",
    "inv": "to which one is invited",
    "org": "of one's organisation",
    "agg": "as counts only",
    "link": "with its link",
    "addressed": "sent to one's organisation",
    "all": "everywhere",
}
WHEN = {
    "achieved": "once it is achieved",
    "addressee": "by the one it went to",
    "all_signed": "once all have signed",
    "comment": "as a comment",
    "contact_fields": "contact details alone",
    "discarded": "once it is discarded",
    "draft": "while it is a draft",
    "first_admin": "the first administrator alone",
    "gateway": "at the gateway",
    "in_consultation": "while it is in consultation",
    "in_review": "while it is in review",
    "installation": "about the installation itself",
    "invite": "by invitation",
    "masked": "with names hidden",
    "name": "its name alone",
    "no_content": "without its content",
    "not_own_hei": "not of one's own university",
    "not_self": "never one's own",
    "open": "while it is open",
    "own_part": "one's own part",
    "published": "once it is published",
    "reason": "with a reason",
    "released": "once it is released",
    "request": "on request",
    "retention_checked": "once it is clear what must be kept",
    "sampled": "when it is in the sample",
    "second_person": "never what oneself made",
    "selected": "when one's organisation is chosen",
    "shared": "once it is shared",
    "submitted": "while it is submitted",
    "summary": "as a summary",
    "unassessed": "before it is assessed",
    "unsigned": "before it is signed",
    "window": "within the time given",
    "witness": "as a witness",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """What may be done within one reach, in words; `who` may, where that is told."""

    says: str
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One object of the matrix, and what may be done with it."""

    object: str
    may: tuple[May, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """`built` rights, and in words those to things that the product does not have yet."""

    built: tuple[Right, ...]
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsPage:
    form: Any
    role: str
    rights: Rights


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person with the roles held today, each with its dates in words."""

    name: str
    roles: tuple[str, ...]
    assigned: int
    rights: Rights


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldersPage:
    """`holders` by person, or `rights` by thing; `chosen` says the filters in words."""

    form: Any
    organisation: str
    chosen: str
    holders: tuple[Holder, ...] = ()
    rights: Rights = Rights(built=(), later=())
    by_person: bool = True
    pages: Pages = Pages()


def names() -> tuple[str, ...]:
    """Names of the matrix' objects that some rule is about, in its order."""
    return tuple(dict.fromkeys(row.object for row in matrix.rows() if declared(row.object, row.action)))


def rights_page(form: Any, role: Role) -> RightsPage:
    """What the matrix gives to a role, object by object, in its order."""
    return RightsPage(form=form, role=role.label, rights=_rights(row for row in matrix.rows() if row.role is role))


def holders_page(form: Any, organisation: str, members: tuple[Member, ...], assigned: dict[int, int]) -> HoldersPage:
    """Who holds what in an organisation today, within the filters of the form."""
    given = form.cleaned_data
    rows = [row for row in matrix.rows() if given.get("object", "") in ("", row.object) and given.get("action", "") in ("", row.action)]
    members = tuple(each for each in members if given.get("person", "") in ("", str(each.person)))
    frame = {"form": form, "organisation": organisation, "chosen": _chosen(form)}
    if given.get("by") == "object":
        return HoldersPage(**frame, by_person=False, rights=_by_thing(rows, members))
    people = list(dict.fromkeys(each.person for each in members))
    count = max(1, -(-len(people) // PEOPLE_AT_ONCE))
    number = min(given.get("page") or 1, count)
    shown = people[(number - 1) * PEOPLE_AT_ONCE : number * PEOPLE_AT_ONCE]
    holders = tuple(_holder([each for each in members if each.person == person], rows, assigned.get(person, 0)) for person in shown)
    return HoldersPage(**frame, holders=holders, pages=_pages(form, number, count))


def _holder(held: list[Member], rows: list[matrix.Row], assigned: int) -> Holder:
    roles = {each.role for each in held}
    return Holder(
        name=held[0].name,
        roles=tuple(f"{each.role.label}, {_dates(each)}" for each in held),
        assigned=assigned,
        rights=_rights(row for row in rows if row.role in roles),
    )


def _by_thing(rows: list[matrix.Row], members: tuple[Member, ...]) -> Rights:
    """As _rights, with the names of those who hold one of the roles; all of them are "everybody here"."""
    who: dict[matrix.Row, tuple[str, ...]] = {}
    for row in rows:
        named = tuple(each.name + (f" (until {day(each.ends)})" if each.ends else "") for each in members if each.role is row.role)
        if named:
            who[row] = named
    everybody = {name for named in who.values() for name in named}
    return _rights(who, who, everybody if len(everybody) > 2 else frozenset())


def _rights(
    rows: Iterable[matrix.Row], who: Mapping[matrix.Row, tuple[str, ...]] | None = None, everybody: Set[str] = frozenset()
) -> Rights:
    """Object by object in the order of the matrix; actions of the same reach (and the same people) stand together."""
    held: dict[tuple[str, str], dict[str, set[str]]] = {}  # (object, action) -> reach -> names
    for row in rows:
        held.setdefault((row.object, row.action), {}).setdefault(_reach(row), set()).update(who[row] if who else ())
    built: dict[str, dict[tuple[str, tuple[str, ...]], list[str]]] = {}
    later: dict[str, list[str]] = {}
    for (kind, action), reaches in held.items():
        if not declared(kind, action):
            later.setdefault(kind, []).append(ACTIONS[action])
            continue
        for reach, people in reaches.items():
            named = ("everybody here",) if everybody and people == everybody else tuple(sorted(people))
            built.setdefault(kind, {}).setdefault((reach, named), []).append(ACTIONS[action])
    return Rights(
        built=tuple(Right(object=OBJECT_WORDS[kind], may=_may(found)) for kind, found in built.items()),
        later=tuple(f"{OBJECT_WORDS[kind]} ({', '.join(actions)})" for kind, actions in later.items()),
    )


def _may(found: dict[tuple[str, tuple[str, ...]], list[str]]) -> tuple[May, ...]:
    return tuple(May(says=f"{', '.join(actions)}: {reach}", who=people) for (reach, people), actions in found.items())


def _reach(row: matrix.Row) -> str:
    return ", ".join([REACH[row.scope], *(WHEN.get(each, each.replace("_", " ")) for each in sorted(row.conditions))])


def _dates(member: Member) -> str:
    return f"since {day(member.starts)}" + (f" until {day(member.ends)}" if member.ends else "")


def _chosen(form: Any) -> str:
    given = form.cleaned_data
    return "; ".join(dict(form.fields[name].choices)[given[name]] for name in ("person", "object", "action") if given.get(name))


def _pages(form: Any, number: int, count: int) -> Pages:
    kept = {name: value for name, value in form.cleaned_data.items() if value and name != "page"}

    def at(page: int) -> str:
        return "?" + urlencode({**kept, "page": page}) if 1 <= page <= count else ""

    return Pages(number=number, count=count, previous=at(number - 1), next=at(number + 1))
