"""Links for outsiders, from inside: make one, send it again, withdraw it, close its answer. Their use is in link_use.py."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from curricle.people import link_keys, policy
from curricle.people.actions.post import post
from curricle.people.actions.record import record
from curricle.people.entries import BadEntry, email_address, line, paragraphs
from curricle.people.link_purposes import LinkPurpose, about, purpose_named
from curricle.people.models import LinkUse, Organisation, ShareLink
from curricle.people.policy import Actor, Hidden, Thing
from curricle.people.queries.links import LinkFacts, link_facts

DAYS, MOST_DAYS = 14, 90
MOST_LINKS = 50  # in force for one thing: mail in our name is not for the many
MOST_MAILINGS = 5  # of one link in a day
QUESTION = 2000
SAME_REQUEST = timedelta(minutes=1)  # the same once more within it is the same request


@transaction.atomic
def make_link(
    *,
    by: Actor,
    purpose: str,
    thing: str,
    organisation: int,
    name: str,
    email: str,
    base: str,
    question: str = "",
    ends: date | None = None,
    most_openings: int | None = None,
) -> str:
    """A link to `thing` (uuid) of that organisation for one addressee, and the mail that brings it; the link's uuid.

    `base` is the address of this installation, `ends` the last day (default: in 14 days). Asked for twice within a minute it is one
    link. Raises BadEntry for what cannot be sent so; policy's Forbidden or Hidden. The caller has asked the rules of the thing itself.
    """
    policy.require(policy.TABLE, by, "c", Thing(kind="share_link", organisation=organisation))
    asked, found = purpose_named(purpose), about(purpose, organisation, thing)
    if found is None:
        raise Hidden("There is no such thing to share.")
    # A form that is sent twice at once: the second waits here, and finds the first.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation)
    today, since = timezone.localdate(), timezone.now() - SAME_REQUEST
    wanted = {"purpose": purpose, "thing": thing, "email": email_address(email), "question": _question(asked, question)}
    twin = ShareLink.objects.filter(**wanted, made_by=by.person, made__gte=since, withdrawn__isnull=True).first()
    if twin:
        return str(twin.uuid)
    if ShareLink.objects.filter(thing=thing, withdrawn__isnull=True, ends__gte=today).count() >= MOST_LINKS:
        raise BadEntry(f"There are {MOST_LINKS} links to this already. Withdraw those that are no longer needed")
    row = ShareLink.objects.create(
        **wanted,
        organisation_id=organisation,
        made_by_id=by.person,
        name=line(name, what="The name"),
        ends=_last_day(ends, today),
        most_openings=most_openings,
    )
    detail = {"purpose": purpose, "thing": thing, "for": row.name, "until": row.ends.isoformat()}
    record(by=by, verb="shared by link", kind="share_link", id=str(row.uuid), label=found.label, detail=detail)
    post(by=by, kind="mail-link", link=str(row.uuid), base=base)
    return str(row.uuid)


@transaction.atomic
def send_link_again(*, by: Actor, link: str, base: str) -> None:
    """Mail a new address; the old one and browsers that were let in by it are shut out. Raises BadEntry, Forbidden or Hidden."""
    row, facts = _ours(by, "c", link)
    if not facts.in_force or facts.used_up:
        raise BadEntry("This link is no longer in force. Make a new one")
    since = timezone.now() - timedelta(days=1)
    if LinkUse.objects.filter(link=row, what="mailed", at__gte=since).count() >= MOST_MAILINGS:
        raise BadEntry("It was sent several times today. Wait until tomorrow, or ask whether the address is right")
    record(by=by, verb="sent a link again", kind="share_link", id=link, label=_label(facts), detail={"for": row.name})
    post(by=by, kind="mail-link", link=link, base=base)


@transaction.atomic
def withdraw_link(*, by: Actor, link: str) -> None:
    """It opens nothing from now on, for nobody. Twice is once. Raises Forbidden or Hidden."""
    row, facts = _ours(by, "w", link)
    if row.withdrawn is None:
        row.withdrawn, row.code = timezone.now(), ""
        row.save(update_fields=["withdrawn", "code"])
        record(by=by, verb="withdrew a link", kind="share_link", id=link, label=_label(facts), detail={"for": row.name})


@transaction.atomic
def close_answer(*, by: Actor, link: str) -> None:
    """The answer stays as it is; the link can still be read. Twice is once. Raises Forbidden or Hidden."""
    row, facts = _ours(by, "w", link, kind="link_answer")
    if row.closed is None:
        row.closed = timezone.now()
        row.save(update_fields=["closed"])
        record(by=by, verb="closed an answer", kind="link_answer", id=link, label=_label(facts), detail={"from": row.name})


@transaction.atomic
def mint_link(*, link: str) -> tuple[LinkFacts, str] | None:
    """For the mail alone: a new secret for the address, whose digest replaces the one before; None when it is no longer in force."""
    row = ShareLink.objects.select_for_update(of=("self",)).select_related("organisation", "made_by").filter(uuid=link).first()
    facts = link_facts(row) if row else None
    if row is None or facts is None or not facts.in_force or facts.used_up:
        return None
    token = link_keys.fresh_token()
    row.digest, row.code, row.wrong = link_keys.digest("token", link, token), "", 0
    row.save(update_fields=["digest", "code", "wrong"])
    return facts, token


@transaction.atomic
def link_mailed(*, link: str) -> None:
    """The mail server has taken it."""
    row = ShareLink.objects.select_for_update().get(uuid=link)
    row.sent = timezone.now()
    row.save(update_fields=["sent"])
    LinkUse.objects.create(link=row, at=row.sent, what="mailed")


def _ours(by: Actor, action: str, link: str, *, kind: str = "share_link") -> tuple[ShareLink, LinkFacts]:
    """The row, locked, where the actor may do this to it."""
    row = ShareLink.objects.select_for_update(of=("self",)).select_related("organisation", "made_by").filter(uuid=link).first()
    policy.require(policy.TABLE, by, action, Thing(kind=kind, organisation=row.organisation_id if row else None, id=link))
    if row is None:
        raise Hidden("There is no such link.")
    return row, link_facts(row)


def _question(purpose: LinkPurpose, question: str) -> str:
    return paragraphs(question, what="The question", limit=QUESTION) if purpose.answers else ""


def _last_day(ends: date | None, today: date) -> date:
    last = ends or today + timedelta(days=DAYS)
    if not today < last <= today + timedelta(days=MOST_DAYS):
        raise BadEntry(f"The last day must lie between tomorrow and {MOST_DAYS} days from today")
    return last


def _label(facts: LinkFacts) -> str:
    return facts.about.label if facts.about else facts.purpose
