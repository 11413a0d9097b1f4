"""Find what an operation is about, through the organisation of the key, or say that there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse

from curricle.connect.forms.asked import Page
from curricle.connect.problems import Problem
from curricle.core.framework import Framework
from curricle.core.programme import Programme
from curricle.design import queries
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.design.snapshot import current
from curricle.frameworks import queries as frameworks
from curricle.frameworks.policy import TABLE as FRAMEWORKS
from curricle.frameworks.policy import thing as framework_thing
from curricle.people.policy import Actor, Hidden, Thing, decide, require

if TYPE_CHECKING:
    from curricle.design.models import ProgrammeRow
    from curricle.frameworks.models import Version

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A programme row, its value, and the frameworks of its lenses that are at hand."""

    row: ProgrammeRow
    value: Programme
    lenses: tuple[Framework, ...]

    def lens(self, name: str) -> Framework:
        """The lens of the framework of that id or code (a stroke may be a tilde). Raises Hidden, or Problem for a code of two lenses."""
        found = [each for each in self.lenses if each.id == name] or [each for each in self.lenses if each.code in _codes(name)]
        if not found:
            raise Hidden(f"{self.row.code} is not mapped to such a framework, or it is not at hand here.")
        if len(found) > 1:
            raise Problem(422, f"{self.row.code} is mapped to {len(found)} versions of {name[:100]}; name one of them by its id.")
        return found[0]


def _codes(name: str) -> tuple[str, str]:
    return name, name.replace("~", "/")


def find_row(request: HttpRequest, code: str, *, action: str = "v", kind: str = "programme_draft") -> ProgrammeRow:
    """The row of a programme, where the key may do `action` to it as a thing of `kind`. Raises Hidden (404) or Forbidden (403)."""
    try:
        row = queries.programme(request.actor.organisation, code)
    except ObjectDoesNotExist:
        raise Hidden("There is no such programme.") from None
    require(TABLE, request.actor, action, thing(row.organisation_id, id=str(row.uuid), state=row.state, kind=kind))
    return row


def find(request: HttpRequest, code: str, *, action: str = "v", kind: str = "programme_draft") -> Found:
    """As `find_row`, with the value and the frameworks."""
    row = find_row(request, code, action=action, kind=kind)
    value = current(row)
    return Found(row=row, value=value, lenses=queries.lenses_of(row, value))


def find_framework(request: HttpRequest, id: str, *, action: str = "v") -> Version:
    """The version of that id, where the key (or a visitor) may do `action` to it. Raises Hidden or Forbidden."""
    try:
        row = frameworks.version(request.actor.organisation, id)
    except (ObjectDoesNotExist, ValueError):
        raise Hidden("There is no such framework.") from None
    require(FRAMEWORKS, request.actor, action, about(row))
    return row


def may_see(actor: Actor, row: Version) -> bool:
    return decide(FRAMEWORKS, actor, "v", about(row))


def about(row: Version) -> Thing:
    """A version as the rules see it."""
    return framework_thing(framework_kind=row.kind, owner=row.owner_id, owner_kind=row.owner_kind, stage=row.stage, id=str(row.uuid))


def part(request: HttpRequest, response: HttpResponse, rows: Sequence[T], page: Page) -> Sequence[T]:
    """The asked-for part of a whole list, its headers set."""
    tell_part(request, response, page, len(rows))
    return rows[page.offset : page.offset + page.limit]


def tell_part(request: HttpRequest, response: HttpResponse, page: Page, total: int) -> None:
    """X-Total-Count, and Link to the next and the previous part."""
    links = []
    if page.offset + page.limit < total:
        links.append(_link(request, "next", offset=page.offset + page.limit))
    if page.offset:
        links.append(_link(request, "prev", offset=max(0, page.offset - page.limit)))
    response.headers["X-Total-Count"] = str(total)
    if links:
        response.headers["Link"] = ", ".join(links)


def _link(request: HttpRequest, relation: str, **changed: int) -> str:
    asked = request.GET.copy()
    for name, value in changed.items():
        asked[name] = str(value)
    return f'<{request.path}?{asked.urlencode()}>; rel="{relation}"'


def next_link(request: HttpRequest, response: HttpResponse, *, after: int) -> None:
    """Link to the events after that number."""
    response.headers["Link"] = _link(request, "next", after=after)


def tag(response: HttpResponse, row: ProgrammeRow) -> None:
    """The revision as the beginning of the ETag; If-Match takes it back."""
    response.headers["ETag"] = f'"{row.revision}"'
