"""What the pages of this app say, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from curricle.people.pages.signing_in import SigningIn
from curricle.people.queries import Events, JobFacts, RecordState
from curricle.ui.parts import Link

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
    """`registrations` are lines of pages/registrations.py; `links` lead to further pages that are theirs."""

    name: str
    email: str
    organisation: str
    roles: tuple[str, ...]
    places: tuple[Place, ...]
    may_read_record: bool
    may_see_people: bool
    signing_in: SigningIn
    registrations: tuple[Any, ...]
    links: tuple[Link, ...]
    keys: str = ""  # the address of the page of keys, where one may have any


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
