"""Invitations: their state, and their signed link. Whoever holds the link may read; taking up is for the address it went to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.signing import Signer
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from curricle.core.terms import OrganisationKind, Role
from curricle.people.models import Invitation, Person
from curricle.people.policy import Actor, Hidden, Thing

SALT = "curricle.people.invitation"
OPEN, WITHDRAWN, EXPIRED, ACCEPTED = "open", "withdrawn", "expired", "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationFacts:
    """`state` is open, withdrawn, expired or accepted; `account` the id of who signs in with the address, `closed_account` if no longer."""

    uuid: str
    organisation: int
    organisation_name: str
    organisation_kind: OrganisationKind
    email: str
    name: str
    role: Role
    ends: date | None
    by: str
    made: datetime
    expires: datetime
    sent: datetime | None
    asked: int
    state: str
    account: int | None = None
    closed_account: bool = False


def invitations_of(organisation: int | None) -> tuple[InvitationFacts, ...]:
    """All of one organisation, newest first; accounts are not looked up."""
    rows = Invitation.objects.filter(organisation=organisation).select_related("organisation", "made_by")
    return tuple(_facts(row) for row in rows)


def invitation(uuid: str) -> InvitationFacts:
    """Raises Hidden (404) when there is none."""
    row = Invitation.objects.select_related("organisation", "made_by").filter(uuid=uuid).first()
    if row is None:
        raise Hidden("There is no such invitation.")
    return _facts(row, Person.objects.filter(email=row.email).first())


def link_token(facts: InvitationFacts) -> str:
    """The secret part of the link. It changes with the address, so that a link never serves another."""
    return Signer(salt=SALT).signature(f"{facts.uuid}:{facts.email}")


def invitation_thing(facts: InvitationFacts, by: Actor, token: str = "") -> Thing:
    """What the rules are asked about: with its link, open or not, and whether who asks is the one it went to."""
    state = {OPEN} if facts.state == OPEN else set()
    if not facts.closed_account and facts.account == by.person:  # both None: a visitor without an account
        state.add("addressee")
    return Thing(
        kind="invitation",
        organisation=facts.organisation,
        id=facts.uuid,
        state=frozenset(state),
        about=facts.account,
        link=bool(token) and constant_time_compare(token, link_token(facts)),
    )


def _facts(row: Invitation, account: Person | None = None) -> InvitationFacts:
    return InvitationFacts(
        uuid=str(row.uuid),
        organisation=row.organisation_id,
        organisation_name=row.organisation.name,
        organisation_kind=OrganisationKind(row.organisation.kind),
        email=row.email,
        name=row.name,
        role=Role(row.role),
        ends=row.ends,
        by=row.made_by.name if row.made_by else "the operator",
        made=row.made,
        expires=row.expires,
        sent=row.sent,
        asked=row.asked,
        state=_state(row),
        account=account.pk if account else None,
        closed_account=account is not None and not account.is_active,
    )


def _state(row: Invitation) -> str:
    if row.accepted:
        return ACCEPTED
    if row.withdrawn:
        return WITHDRAWN
    return EXPIRED if row.expires <= timezone.now() else OPEN
