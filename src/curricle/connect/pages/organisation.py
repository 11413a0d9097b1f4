"""People, events, jobs, papers and the key itself, as programs read them."""

from __future__ import annotations

from datetime import date, datetime

from curricle.connect.pages.shape import Shape


class WhoAmI(Shape):
    """What this key is: it acts for one organisation, in its maker's name, within these scopes, until then."""

    key: str
    organisation: str
    organisation_name: str
    made_by: str
    roles: list[str]
    scopes: list[str]
    expires: datetime


class Health(Shape):
    status: str


class PersonFacts(Shape):
    """One role of one person, with its days."""

    membership: str
    name: str
    email: str
    role: str
    role_name: str
    starts: date
    ends: date | None
    current: bool


class EventFacts(Shape):
    """One event of the record; `number` counts within the organisation."""

    number: int
    at: datetime
    who: str
    verb: str
    label: str
    detail: str


class JobFacts(Shape):
    """`state` is queued, running, done, failed or cancelled; `papers` is the address of what came of it."""

    id: str
    state: str
    done: int
    total: int
    message: str
    papers: str


class PaperFile(Shape):
    name: str
    title: str
    media_type: str
    pages: int
    size: int
    sha256: str
    address: str


class PaperPack(Shape):
    """The newest papers. `behind` says that the programme has changed since."""

    digest: str
    revision: int
    prepared: date
    behind: bool
    files: list[PaperFile]
