"""The list of organisations, and what closing one means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from curricle.people.queries import InvitationFacts, Member, OrganisationFacts, PlaceFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """`warns` when nobody administers it, and `invite` are the words of the way out; `may_close` is false for one's own."""

    code: str
    name: str
    kind: str
    people: int
    warns: str
    closed: date | None
    may_close: bool
    invite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationsPage:
    places: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePage:
    """What closing will do: roles that end, people who hold them, invitations that are withdrawn."""

    form: Any
    name: str
    code: str
    roles: int
    people: int
    invited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministratorPage:
    """`waits`: an invitation is open, and will be withdrawn when another is sent."""

    form: Any
    title: str
    says: str
    waits: bool


def organisations_page(places: tuple[PlaceFacts, ...], own: int | None) -> OrganisationsPage:
    return OrganisationsPage(places=tuple(_line(each, own) for each in places))


def close_page(form: Any, place: OrganisationFacts, members: tuple[Member, ...], invited: tuple[InvitationFacts, ...]) -> ClosePage:
    held = [each for each in members if each.current]
    return ClosePage(
        form=form,
        name=place.name,
        code=place.code,
        roles=len(held),
        people=len({each.person for each in held}),
        invited=sum(each.state == "open" for each in invited),
    )


def _line(place: PlaceFacts, own: int | None) -> PlaceLine:
    nobody = not place.closed and not place.administrators
    waits = "invited, not yet accepted" if place.invited else "nobody, and nobody is invited"
    return PlaceLine(
        code=place.code,
        name=place.name,
        kind=place.kind.value,
        people=place.people,
        warns=f"Administrator: {waits}" if nobody else "",
        closed=place.closed,
        may_close=not place.closed and place.id != own,
        invite=("Invite another administrator" if place.invited else "Invite an administrator") if nobody else "",
    )
