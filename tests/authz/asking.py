"""Ask the running product, look at the answer and at what was written, and undo it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from authz.cast import Asker
from authz.door import Door
from authz.stage import Stage
from authz.things import Thing
from curricle.connect.pace import PACE
from curricle.people.models import AuditEvent, RecordHead

WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
#: Written by a refusal too: the record says that somebody was refused; a session may be kept; what is kept of a repeat
#: goes again with the transaction of what is refused. What is kept of a package only saves making it again.
ALWAYS = frozenset({"people_auditevent", "people_recordhead", "django_session", "people_oncerow", "frameworks_casebytes"})


@dataclass(frozen=True, kw_only=True)
class Event:
    """What the record says was done: by whom (id and name), what, to which kind of thing, to which (its id, or what it is called)."""

    person: int | None
    name: str
    verb: str
    kind: str
    thing: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`wrote`: the tables that a statement changed, without those of the record and of sessions; `events`: what was recorded."""

    status: int
    body: bytes
    headers: dict[str, str]
    events: tuple[Event, ...]
    wrote: frozenset[str]

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is undone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that statements change inside."""
    seen: set[str] = set()

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITE.match(sql)
        if found:
            seen.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield seen


def browser_of(asker: Asker) -> Client:
    """A browser of its own for one request, in the asker's session."""
    known = asker.client  # signs in, once, before what is undone
    client = Client(raise_request_exception=False)
    client.cookies = SimpleCookie(known.cookies)
    client.handler = known.handler  # its middleware is made already
    return client


def send(client: Client, method: str, address: str, data: Any = None, **headers: str) -> HttpResponse:
    """One request. A form goes as a browser sends it."""
    if method == "POST":
        return client.post(address, data or {}, headers=headers)
    if method in ("GET", "HEAD"):
        return getattr(client, method.lower())(address, headers=headers)
    return client.generic(method, address, data or b"", headers=headers)


def answer_of(response: HttpResponse, wrote: set[str], events: tuple[Event, ...] = ()) -> Answer:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(status=response.status_code, body=body, headers=dict(response.headers), wrote=frozenset(wrote - ALWAYS), events=events)


def last_event() -> int:
    """The number of the newest event, 0 before any. Asked before every request, so in plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {RecordHead._meta.db_table}")
        found = cursor.fetchone()
    return found[0] if found else 0


def events_after(number: int) -> tuple[Event, ...]:
    with connection.cursor() as cursor:
        columns = "actor_id, actor_name, verb, kind, thing, label"
        cursor.execute(f"SELECT {columns} FROM {AuditEvent._meta.db_table} WHERE number > %s ORDER BY number", [number])
        rows = cursor.fetchall()
    return tuple(
        Event(person=person, name=name, verb=verb, kind=kind, thing=thing or label) for person, name, verb, kind, thing, label in rows
    )


def ask(stage: Stage, door: Door, asker: Asker, thing: Thing) -> Answer:
    """Go through a door, and undo what that changed."""
    data = door.form(stage, asker, thing) if door.method not in ("GET", "HEAD") else None
    client = browser_of(asker)
    client.cookies.load(dict(door.cookies(stage, asker, thing)))
    headers = dict(door.headers(stage, asker, thing))
    before = last_event()
    with undone(), writes() as wrote:
        if door.how == "api":
            PACE.forget()
            body = door.body(stage, asker, thing) if door.body else b""
            headers |= {"Authorization": f"Bearer {asker.key}"} if asker.key else {}
            response = client.generic(door.method, door.address(thing), body, "application/json", headers=headers)
        else:
            response = send(client, door.method, door.address(thing), data, **headers)
        return answer_of(response, wrote, events_after(before) if wrote else ())
