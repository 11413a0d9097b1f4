"""Links for outsiders, from outside: the code, opening, reading, answering. Each step leaves a use and an event in the record."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from curricle.people import link_keys, policy
from curricle.people.actions.post import post
from curricle.people.actions.record import record
from curricle.people.entries import paragraphs
from curricle.people.models import LinkAnswer, LinkUse, ShareLink
from curricle.people.policy import ANONYMOUS, Hidden, Thing
from curricle.people.queries.links import LinkFacts, link_facts

CODE_MINUTES, CODE_TRIES = 10, 5
CODES_AN_HOUR, CODES_AN_HOUR_FROM_ONE_PLACE = 5, 60  # a place may be a whole hospital behind one router
SAME_USE = timedelta(minutes=10)
ANSWER = 10_000


class Opening(StrEnum):
    """What came of a code."""

    RIGHT = "right"
    WRONG = "wrong"
    SPENT = "spent"  # no code is waiting: too old, tried too often, or never asked for
    GONE = "gone"  # the link itself is no longer good


@transaction.atomic
def ask_for_code(*, link: str, address: str) -> bool:
    """Have six digits mailed to the addressee. False when too many were asked for; a link that is not good gets none, and Hidden."""
    row, facts = _held(link)
    if not facts.in_force or facts.used_up:
        raise Hidden("There is no such link.")
    recent = LinkUse.objects.filter(what="asked for a code", at__gte=timezone.now() - timedelta(hours=1))
    place = link_keys.address_digest(address)
    if recent.filter(link=row).count() >= CODES_AN_HOUR or recent.filter(address=place).count() >= CODES_AN_HOUR_FROM_ONE_PLACE:
        return False
    _use(row, "asked for a code", address)
    post(by=ANONYMOUS, kind="mail-link-code", link=link)
    return True


@transaction.atomic
def mint_code(*, link: str) -> tuple[LinkFacts, str] | None:
    """For the mail alone: six digits that replace the ones before, good for ten minutes; None when the link is no longer good."""
    row, facts = _held(link)
    if not facts.in_force or facts.used_up:
        return None
    code = link_keys.fresh_code()
    row.code, row.code_tries = link_keys.digest("code", link, code), 0
    row.code_until = timezone.now() + timedelta(minutes=CODE_MINUTES)
    row.save(update_fields=["code", "code_tries", "code_until"])
    return facts, code


@transaction.atomic
def open_link(*, link: str, code: str, address: str) -> Opening:
    """Try a code. The try is counted under a lock before it is looked at; the fifth wrong one ends the code."""
    row, facts = _held(link)
    if not facts.in_force or facts.used_up:
        return Opening.GONE
    if not row.code or row.code_until is None or row.code_until < timezone.now() or row.code_tries >= CODE_TRIES:
        return Opening.SPENT
    row.code_tries += 1
    if not link_keys.same("code", link, code, row.code):
        row.wrong += 1
        row.save(update_fields=["code_tries", "wrong"])
        _use(row, "gave a wrong code", address)
        return Opening.WRONG if row.code_tries < CODE_TRIES else Opening.SPENT
    row.code, row.openings, row.opened = "", row.openings + 1, row.opened or timezone.now()
    row.save(update_fields=["code", "code_tries", "openings", "opened"])
    _use(row, "opened", address)
    _told(facts, "opened a link", address)
    return Opening.RIGHT


@transaction.atomic
def link_used(*, link: LinkFacts, what: str, address: str, label: str = "") -> None:
    """Note a use ("read", "downloaded"). The same from the same place within ten minutes is one use."""
    row = ShareLink.objects.get(uuid=link.uuid)
    since, place = timezone.now() - SAME_USE, link_keys.address_digest(address)
    if not LinkUse.objects.filter(link=row, what=what, label=label, address=place, at__gte=since).exists():
        _use(row, what, address, label)
        _told(link, f"{what} by link", address, {"what": label} if label else {})


@transaction.atomic
def answer_by_link(*, link: str, text: str, done: bool, address: str, base: str) -> None:
    """Keep the outsider's answer in place of the one before; the maker is told of the first one, and when it is said to be finished.

    Raises BadEntry for an empty or overlong text; Forbidden where answers are closed, Hidden where the link is no longer good.
    """
    row, facts = _held(link)
    known = LinkAnswer.objects.filter(link=row).first()
    thing = Thing(
        kind="link_answer",
        organisation=row.organisation_id,
        id=link,
        link=facts.in_force,
        state=frozenset({"open"} if facts.open_for_answers else ()),
    )
    policy.require(policy.TABLE, facts.outsider, "e" if known else "c", thing)
    now, words = timezone.now(), paragraphs(text, what="Your answer", limit=ANSWER)
    finished = bool(done and not (known and known.done))
    held = known or LinkAnswer(link=row)
    held.text, held.changed, held.done = words, now, (held.done or now) if done else None
    held.save()
    _use(row, "changed the answer" if known else "answered", address)
    _told(facts, "changed an answer by link" if known else "answered by link", address, {"characters": len(words), "done": done})
    if finished or not known:
        post(by=ANONYMOUS, kind="mail-link-answer", link=link, base=base)


def _held(link: str) -> tuple[ShareLink, LinkFacts]:
    """The row, locked until the transaction ends. Raises Hidden when there is none."""
    row = ShareLink.objects.select_for_update(of=("self",)).select_related("organisation", "made_by").filter(uuid=link).first()
    if row is None:
        raise Hidden("There is no such link.")
    return row, link_facts(row)


def _use(row: ShareLink, what: str, address: str, label: str = "") -> None:
    LinkUse.objects.create(link=row, at=timezone.now(), what=what, label=label[:200], address=link_keys.address_digest(address))


def _told(facts: LinkFacts, verb: str, address: str, more: dict[str, object] | None = None) -> None:
    """An event of the organisation that made the link; the address as a short digest, never as it is."""
    detail = {"purpose": facts.purpose, "from": link_keys.address_digest(address)[:12]} | (more or {})
    label = facts.about.label if facts.about else facts.purpose
    record(by=facts.outsider, verb=verb, kind="share_link", id=facts.uuid, label=label, detail=detail, organisation=facts.organisation)
