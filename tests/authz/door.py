"""A door: one route with one method, what it opens, and what a success and a refusal look like. All doors are data; see doors.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from authz.cast import Asker
from authz.oracle import allowed, could
from authz.stage import Stage
from authz.things import Thing
from curricle.core.terms import Role

Things = Callable[[Stage, Asker], Iterable[Thing]]
Form = Callable[[Stage, Asker, Thing], Mapping[str, Any]]
Body = Callable[[Stage, Asker, Thing], bytes]
SIGN_IN, UNKNOWN, FORBIDDEN, HIDDEN = 302, 401, 403, 404
NOBODY = Asker(name="nobody", role=Role.ANON)


def the_page(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """A page for everybody."""
    return [Thing(name="the page", kind="page", place="", organisation=0)]


def nothing(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Verdict:
    """The status of the answer, and whether it is a success."""

    status: int
    lets_in: bool = False


@dataclass(frozen=True, kw_only=True)
class Door:
    """`asks`: the cells of the matrix that must all allow it, as (object, action); object "" is the thing's own.

    `kinds`: every object that the route may be about, where it is about several. `gate`: the action that the route asks for before it
    looks for the thing, where it is not the first of `asks`. `only`: the state in which the thing may be changed at all.
    `private`: what waits is its maker's alone. `hides`: a refusal never says that the thing is there.
    `brings_back`: it is about what was taken away. `writes`: tables that a success changes. `fixed`: parts of the address that are no
    thing's. `query`: what stands after the question mark. `visitor`: how a visitor is told to sign in; `hidden`,
    `forbidden`: how others are refused, where links say it in their own way.
    `shows`: kinds of canaries of the thing's place that a success shows, because a link gives them. `cookies`, `headers`, `body`: what is
    sent besides a form, or as JSON instead. `how`: page, file, export or api; of the last kind, `scope`: for what the key must have been
    made, and `open`: whether visitors are answered too. `nobody`: whoever asks is a visitor to it, and is refused as one.
    """

    name: str
    asks: tuple[tuple[str, str], ...]
    things: Things = the_page
    method: str = "GET"
    form: Form = nothing
    success: int = 200
    writes: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()
    only: str = ""
    gate: str = ""
    private: bool = False
    hides: bool = False
    brings_back: bool = False
    fixed: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    visitor: int = SIGN_IN
    hidden: int = HIDDEN
    forbidden: int = FORBIDDEN
    shows: tuple[str, ...] = ()
    cookies: Form = nothing
    headers: Form = nothing
    body: Body | None = None
    scope: str = ""
    open: bool = False
    how: str = "page"
    nobody: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.name}"

    def address(self, thing: Thing) -> str:
        known = {**thing.at, **self.fixed}
        return reverse(self.name, kwargs={part: known[part] for part in parts_of(self.name)}) + self.query

    def expected(self, asker: Asker, thing: Thing) -> Verdict:
        """What the matrix calls for: let in, or refused with 403 where the thing may be seen, 404 where not, or by the way to sign in."""
        if self.how == "api" and (not asker.key or (self.scope and self.scope not in asker.scopes)):
            if not self.open:
                return Verdict(FORBIDDEN if asker.key else UNKNOWN)
            asker = NOBODY
        if self.nobody:
            asker = NOBODY
        asks = tuple((kind or thing.kind, action) for kind, action in self.asks)
        gate, action = self.kinds or tuple(kind for kind, _ in asks[:1]), self.gate or asks[0][1]
        if not any(could(asker, kind, action) for kind in gate):
            return self.refused(asker, any(could(asker, kind, "v") for kind in gate))
        if thing.there == self.brings_back or (self.private and thing.made_by != asker.person):
            return Verdict(self.hidden)
        for kind, action in asks:
            if not allowed(asker, kind, action, thing):
                seen = allowed(asker, kind, "v", thing) or allowed(asker, thing.kind, "v", thing)
                return self.refused(asker, seen) if seen and not self.hides else Verdict(self.hidden)
        return Verdict(self.success, lets_in=True) if not self.only or self.only in thing.state else Verdict(FORBIDDEN)

    def refused(self, asker: Asker, seen: bool) -> Verdict:
        if self.forbidden != FORBIDDEN and seen:
            return Verdict(self.forbidden)
        return Verdict(self.visitor if asker.person is None else FORBIDDEN if seen else self.hidden)


def site_map() -> dict[str, str]:
    """{address name: route} of every route there is."""
    return dict(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, above: str, space: str) -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        here = above + str(each.pattern)
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}" if each.name else here, here
        else:
            yield from _walk(each, here, f"{space}{each.namespace}:" if each.namespace else space)


def views(resolver: URLResolver, space: str = "") -> dict[str, Any]:
    """{address name: view} of every named route."""
    found: dict[str, Any] = {}
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            found |= {f"{space}{each.name}": each.callback} if each.name else {}
        else:
            found |= views(each, f"{space}{each.namespace}:" if each.namespace else space)
    return found


def parts_of(name: str) -> list[str]:
    """The names of the parts of a route's address."""
    return re.findall(r"<(?:\w+:)?(\w+)>", site_map_once()[name])


_MAP: dict[str, str] = {}


def site_map_once() -> dict[str, str]:
    if not _MAP:
        _MAP.update(site_map())
    return _MAP
