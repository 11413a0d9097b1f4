"""Who asks, who is in the organisation, and what was done there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from curricle.connect.forms.asked import EventsAsked, Page
from curricle.connect.operation import operation
from curricle.connect.pages.organisation import EventFacts, Health, PersonFacts, WhoAmI
from curricle.connect.problems import Problem
from curricle.connect.scopes import PEOPLE, RECORD
from curricle.connect.views.found import next_link, part
from curricle.people import queries
from curricle.people.policy import TABLE, Thing, require

router = Router(tags=["Organisation"])


@router.get("/me", response=WhoAmI)
@operation("account", "v", scope=None)
def who_am_i(request: HttpRequest) -> WhoAmI:
    """The key that this request was sent with."""
    actor, key = request.actor, request.key
    return WhoAmI(
        key=key.label,
        organisation=queries.organisation_of(actor.organisation).code,
        organisation_name=actor.organisation_name,
        made_by=queries.names_of([key.made_by])[key.made_by],
        roles=sorted(role.value for role in actor.roles),
        scopes=list(key.scopes),
        expires=key.expires,
    )


@router.get("/health", response=Health)
@operation("page", "v", scope=None, visitors=True)
def health(request: HttpRequest) -> Health:
    """Whether pages and programs can be served; it says nothing more."""
    if queries.health(whole=False).away:
        raise Problem(503, headers={"Retry-After": "60"})
    return Health(status="ok")


@router.get("/people", response=list[PersonFacts])
@operation("user_and_role", "v", scope=PEOPLE)
def list_people(request: HttpRequest, response: HttpResponse, asked: Query[Page]) -> list[PersonFacts]:
    """Who holds or held which role in the organisation, those of today first."""
    require(TABLE, request.actor, "v", Thing(kind="user_and_role", organisation=request.actor.organisation))
    rows = queries.people_of(request.actor.organisation)
    return [
        PersonFacts(
            membership=each.membership,
            name=each.name,
            email=each.email,
            role=each.role.value,
            role_name=each.role.label,
            starts=each.starts,
            ends=each.ends,
            current=each.current,
        )
        for each in part(request, response, rows, asked)
    ]


@router.get("/record", response=list[EventFacts])
@operation("audit_event", "v", scope=RECORD)
def list_events(request: HttpRequest, response: HttpResponse, asked: Query[EventsAsked]) -> list[EventFacts]:
    """What was done in the organisation, oldest first: ask again from the last number on to follow it."""
    require(TABLE, request.actor, "v", Thing(kind="audit_event", organisation=request.actor.organisation))
    lines, total = queries.events_after(request.actor.organisation, asked.after, most=asked.limit)
    response.headers["X-Total-Count"] = str(total)
    if len(lines) == asked.limit:
        next_link(request, response, after=lines[-1]["number"])
    return [EventFacts(**line) for line in lines]
