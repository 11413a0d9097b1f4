"""What the pages of this app say, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from curricle.core.terms import Role
from curricle.people import matrix
from curricle.people.policy import ACTIONS
from curricle.people.queries import Events, JobFacts, Member, RecordState

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
TONES = {"queued": "working", "running": "working", "done": "good", "failed": "bad", "cancelled": "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A page around one form. `says` stands above it, when there is something to say."""

    form: Any
    title: str
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """`shown_once` is a password: it stands on this answer and nowhere else."""

    title: str
    says: str
    shown_once: str = ""
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    code: str
    name: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    name: str
    organisation: str
    roles: tuple[str, ...]
    places: tuple[Place, ...]
    may_read_record: bool
    may_see_people: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage:
    """`tone` is for the status tag: working, good, bad, off."""

    uuid: str
    label: str
    state: str
    tone: str
    done: int
    total: int
    message: str
    live: bool
    may_cancel: bool
    cancelling: bool
    file: str
    link: str
    link_says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    membership: str
    name: str
    email: str
    role: str
    starts: date
    ends: date | None
    current: bool
    may_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    form: Any
    organisation: str
    people: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One object of the matrix, and in words what a role may do with it."""

    object: str
    may: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsPage:
    form: Any
    role: str
    rights: tuple[Right, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    at: datetime
    who: str
    verb: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    form: Any
    organisation: str
    events: tuple[EventLine, ...]
    total: int
    page: int
    pages: int
    words: str
    sound: bool
    says: str


LINK_WORDS = {"papers": "See the papers"}  # by kind of job


def job_page(job: JobFacts) -> JobPage:
    return JobPage(
        uuid=job.uuid,
        label=job.label,
        state=str(job.state.label),
        tone=TONES[job.state.value],
        done=job.done,
        total=job.total,
        message=job.message,
        live=TONES[job.state.value] == "working",
        may_cancel=job.may_cancel,
        cancelling=job.cancelling,
        file=job.file,
        link=job.link,
        link_says=LINK_WORDS.get(job.kind, "See what came of it"),
    )


def record_page(form: Any, organisation: str, found: Events, state: RecordState) -> RecordPage:
    return RecordPage(
        form=form,
        organisation=organisation,
        events=tuple(EventLine(**each) for each in found.lines),
        total=found.total,
        page=found.page,
        pages=found.pages,
        words=found.words,
        sound=state.sound,
        says=state.says,
    )


def people_page(form: Any, organisation: str, members: tuple[Member, ...], asking: int | None) -> PeoplePage:
    return PeoplePage(form=form, organisation=organisation, people=tuple(_person(each, asking) for each in members))


def _person(member: Member, asking: int | None) -> PersonLine:
    return PersonLine(
        membership=member.membership,
        name=member.name,
        email=member.email,
        role=member.role.label,
        starts=member.starts,
        ends=member.ends,
        current=member.current,
        may_end=member.current and member.person != asking,
    )


def rights_page(form: Any, role: Role) -> RightsPage:
    """What the matrix gives to a role, object by object, in its order."""
    found: dict[str, list[str]] = {}
    for row in matrix.rows():
        if row.role is role:
            found.setdefault(row.object, []).append(_right(row))
    rights = tuple(Right(object=name.replace("_", " "), may=tuple(may)) for name, may in found.items())
    return RightsPage(form=form, role=role.label, rights=rights)


def _right(row: matrix.Row) -> str:
    only = f", only: {', '.join(sorted(row.conditions)).replace('_', ' ')}" if row.conditions else ""
    return f"{ACTIONS[row.action]} ({REACH[row.scope]}{only})"
