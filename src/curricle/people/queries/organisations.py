"""Organisations and the people in them, as frozen facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from curricle.core.terms import OrganisationKind, Role
from curricle.people.models import Invitation, Membership, Organisation, Person
from curricle.people.policy import Hidden
from curricle.people.roles import ADMINISTRATOR_OF


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFacts:
    """`id` inside the process, `uuid` for other systems, `code` for people."""

    id: int
    uuid: str
    code: str
    name: str
    kind: OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """An organisation in the list of a national publisher: `people` hold a role there today, `administrators` of them administer it."""

    id: int
    code: str
    name: str
    kind: OrganisationKind
    closed: date | None
    people: int
    administrators: int
    invited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One membership: `membership` is its uuid; `over` when its last day has passed.

    `ends` lies before `starts` where the role was ended on its first day, or before it: the first day is never moved.
    """

    membership: str
    person: int
    name: str
    email: str
    role: Role
    starts: date
    ends: date | None
    current: bool
    over: bool

    @property
    def ended(self) -> str:
        """For a role whose end lies before its beginning: how it ended, in words; else empty."""
        if self.ends is None or self.ends >= self.starts:
            return ""
        return "ended on its first day" if self.starts - self.ends == timedelta(days=1) else "ended before its first day"


def organisation(code: str) -> OrganisationFacts:
    """Raises Hidden (404) when there is none of that code."""
    return _one(Organisation.objects.filter(code=code).first())


def organisation_of(id: int | None) -> OrganisationFacts:
    """The organisation of an actor. Raises Hidden when the actor belongs to none."""
    return _one(Organisation.objects.filter(pk=id).first())


def organisations(kind: OrganisationKind | None = None) -> tuple[OrganisationFacts, ...]:
    rows = Organisation.objects.filter(closed__isnull=True)
    return tuple(_facts(row) for row in (rows.filter(kind=kind) if kind else rows))


def organisations_with(roles: Iterable[Role]) -> tuple[OrganisationFacts, ...]:
    """Those in which somebody holds one of these roles today."""
    held = Membership.objects.on(timezone.localdate()).filter(role__in=list(roles), person__is_active=True).values("organisation")
    return tuple(_facts(row) for row in Organisation.objects.filter(pk__in=held, closed__isnull=True))


def holder(email: str, roles: Iterable[Role]) -> int | None:
    """The person with an open account of this address who holds one of these roles somewhere today."""
    held = Membership.objects.on(timezone.localdate()).filter(role__in=list(roles), organisation__closed__isnull=True).values("person")
    return Person.objects.filter(pk__in=held, email=email.strip().lower(), is_active=True).values_list("pk", flat=True).first()


def people_of(organisation: int | None) -> tuple[Member, ...]:
    """Everybody who holds or held a role there, those of today first."""
    day = timezone.localdate()
    rows = Membership.objects.filter(organisation=organisation).select_related("person").order_by("person__name", "starts", "pk")
    members = (_member(row, day) for row in rows)
    return tuple(sorted(members, key=lambda member: not member.current))


def places() -> tuple[PlaceFacts, ...]:
    """Every organisation with its counts, open ones first. Three queries."""
    day = timezone.localdate()
    held = list(Membership.objects.on(day).filter(person__is_active=True).values_list("organisation", "person", "role"))
    waiting = Invitation.objects.filter(accepted__isnull=True, withdrawn__isnull=True, expires__gt=timezone.now())
    invited = Counter(waiting.values_list("organisation", flat=True))
    found = (
        PlaceFacts(
            id=row.pk,
            code=row.code,
            name=row.name,
            kind=OrganisationKind(row.kind),
            closed=row.closed,
            people=len({person for place, person, _ in held if place == row.pk}),
            administrators=sum(place == row.pk and role == ADMINISTRATOR_OF[OrganisationKind(row.kind)] for place, _, role in held),
            invited=invited[row.pk],
        )
        for row in Organisation.objects.all()
    )
    return tuple(sorted(found, key=lambda each: each.closed is not None))


def member(organisation: int | None, membership: str) -> Member:
    """One membership there. Raises Hidden when there is none."""
    row = Membership.objects.filter(organisation=organisation, uuid=membership).select_related("person").first()
    if row is None:
        raise Hidden("There is no such role.")
    return _member(row, timezone.localdate())


def organisations_of(person: int | None) -> tuple[OrganisationFacts, ...]:
    """Where a person holds a role today."""
    held = Membership.objects.on(timezone.localdate()).filter(person=person).values("organisation")
    return tuple(_facts(row) for row in Organisation.objects.filter(pk__in=held, closed__isnull=True))


def names_of(people: Iterable[int | None]) -> dict[int, str]:
    """{person id: name} in one query."""
    return dict(Person.objects.filter(pk__in={each for each in people if each is not None}).values_list("pk", "name"))


def email_of(person: int) -> str:
    """Where to write to somebody; empty for an account that is closed."""
    return Person.objects.filter(pk=person, is_active=True).values_list("email", flat=True).first() or ""


def has_administrator() -> bool:
    """Whether anybody can sign in at all."""
    return Person.objects.filter(is_active=True).exists()


def _one(row: Organisation | None) -> OrganisationFacts:
    if row is None:
        raise Hidden("There is no such organisation.")
    return _facts(row)


def _facts(row: Organisation) -> OrganisationFacts:
    return OrganisationFacts(id=row.pk, uuid=str(row.uuid), code=row.code, name=row.name, kind=OrganisationKind(row.kind))


def _member(row: Membership, day: date) -> Member:
    current = row.starts <= day and (row.ends is None or row.ends >= day) and row.person.is_active
    return Member(
        membership=str(row.uuid),
        person=row.person_id,
        name=row.person.name,
        email=row.person.email,
        role=Role(row.role),
        starts=row.starts,
        ends=row.ends,
        current=current,
        over=row.ends is not None and row.ends < day,
    )
