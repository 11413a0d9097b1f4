"""Links for outsiders as facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from curricle.people import link_purposes
from curricle.people.link_purposes import About
from curricle.people.models import LinkAnswer, LinkUse, ShareLink, StoredFile
from curricle.people.policy import Actor, Hidden
from curricle.people.purposes import FileFacts
from curricle.people.queries.files import file_facts

MOST_WRONG = 30  # wrong codes; then only a new mailing helps
SHOWN_USES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    text: str
    made: datetime
    changed: datetime
    done: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UseFacts:
    at: datetime
    what: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFacts:
    """One link. `about` is None where its thing can no longer be reached. `digest` and `code` are digests, never secrets."""

    uuid: str
    purpose: str
    thing: str
    organisation: int
    organisation_name: str
    made_by: int
    made_by_name: str
    made: datetime
    name: str
    email: str
    question: str
    ends: date
    sent: datetime | None
    opened: datetime | None
    withdrawn: datetime | None
    closed: datetime | None
    digest: str
    used_up: bool
    good: bool
    about: About | None
    answer: AnswerFacts | None = None
    uses: tuple[UseFacts, ...] = ()

    @property
    def in_force(self) -> bool:
        """Whether what it opens may be had now, by a browser that gave the right code."""
        return self.good and self.about is not None

    @property
    def open_for_answers(self) -> bool:
        return self.in_force and self.closed is None and link_purposes.purpose_named(self.purpose).answers

    @property
    def outsider(self) -> Actor:
        """Who acts through the link. Somebody signed in who uses one is a visitor too: a link widens nobody's rights."""
        return Actor(person=None, name=f"{self.name}, by link")


def link(uuid: str) -> LinkFacts | None:
    """One link, whatever its state; None when there is none."""
    row = _rows().filter(uuid=uuid).first()
    return link_facts(row) if row else None


def links_of(organisation: int | None, purposes: Iterable[str], thing: str) -> tuple[LinkFacts, ...]:
    """Every link to a thing with its answer and latest uses, newest first. The caller has asked the rules."""
    rows = list(_rows().filter(organisation=organisation, purpose__in=list(purposes), thing=thing))
    uses: dict[int, list[UseFacts]] = {}
    for row, at, what, label in LinkUse.objects.filter(link__in=rows).values_list("link", "at", "what", "label"):
        uses.setdefault(row, []).append(UseFacts(at=at, what=what, label=label))
    abouts = {each: link_purposes.about(each, organisation, thing) for each in {row.purpose for row in rows}} if organisation else {}
    return tuple(_facts(row, abouts[row.purpose], tuple(uses.get(row.pk, ())[:SHOWN_USES])) for row in rows)


def linked_file(held: LinkFacts, uuid: str) -> FileFacts:
    """A kept file that this link may hand out: of its own thing, kept for what its purpose names. Else Hidden."""
    files = link_purposes.purpose_named(held.purpose).files
    unexpired = Q(expires__isnull=True) | Q(expires__gt=timezone.now())
    row = StoredFile.objects.filter(unexpired, uuid=uuid, purpose=files, thing=held.thing, organisation=held.organisation).first()
    if row is None or not files or not held.in_force:
        raise Hidden("There is no such file.")
    return file_facts(row)


def row_is_good(row: ShareLink) -> bool:
    """Whether the link itself still holds, whatever became of its thing."""
    return row.withdrawn is None and row.ends >= timezone.localdate() and row.organisation.closed is None and row.wrong < MOST_WRONG


def link_facts(row: ShareLink) -> LinkFacts:
    """The facts of one row, its thing looked at anew."""
    return _facts(row, link_purposes.about(row.purpose, row.organisation_id, str(row.thing)), ())


def _facts(row: ShareLink, about: About | None, uses: tuple[UseFacts, ...]) -> LinkFacts:
    given: LinkAnswer | None = getattr(row, "answer", None)
    return LinkFacts(
        uuid=str(row.uuid),
        purpose=row.purpose,
        thing=str(row.thing),
        organisation=row.organisation_id,
        organisation_name=row.organisation.name,
        made_by=row.made_by_id,
        made_by_name=row.made_by.name,
        made=row.made,
        name=row.name,
        email=row.email,
        question=row.question,
        ends=row.ends,
        sent=row.sent,
        opened=row.opened,
        withdrawn=row.withdrawn,
        closed=row.closed,
        digest=row.digest,
        used_up=row.most_openings is not None and row.openings >= row.most_openings,
        good=row_is_good(row),
        about=about,
        answer=AnswerFacts(text=given.text, made=given.made, changed=given.changed, done=given.done) if given else None,
        uses=uses,
    )


def _rows() -> QuerySet[ShareLink]:
    return ShareLink.objects.select_related("organisation", "made_by", "answer")
