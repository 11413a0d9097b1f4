"""The gate of pages that are reached by a link alone: whether this browser was let in by this link, for this purpose, now.

Every page behind it answers one thing to whoever may not: the same words and the same status, whether the link was withdrawn, is
over, was made for something else, or never was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from curricle.people import link_keys, policy, queries
from curricle.people.pages import WordsPage
from curricle.people.policy import Hidden, Thing
from curricle.people.queries import LinkFacts
from curricle.ui import show

View = Callable[..., HttpResponse]
QUIET = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}
NOT_GOOD = WordsPage(
    title="This link does not open anything",
    says="It may be over, have been withdrawn, or not have been copied whole; or you opened it more than 12 hours ago. "
    "Open the newest mail you had and follow its link again. If you come back here, ask the person who sent it for a new one.",
)


def through_link(*purposes: str) -> Callable[[View], View]:
    """For a view(request, link: LinkFacts, …) at an address with the link's uuid: lets in the browser that gave the right code.

    The rules are asked at each request, as a visitor with this link: being signed in adds nothing, and the link adds nothing elsewhere.
    """

    def gate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, link: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
            held = queries.link(str(link))
            try:
                if held is None:
                    raise Hidden("There is no such link.")
                require_link(held, holds=held.purpose in purposes and let_in(request, held))
            except Hidden:
                return not_good(request)
            return quiet(view(request, held, *args, **kwargs))

        return inner

    return gate


def require_link(held: LinkFacts, *, holds: bool) -> None:
    """The rules, for a visitor who holds this link or does not. Raises Hidden."""
    thing = Thing(kind="share_link", organisation=held.organisation, id=held.uuid, link=holds and held.in_force)
    policy.require(policy.TABLE, held.outsider, "v", thing)


def let_in(request: HttpRequest, held: LinkFacts) -> bool:
    """Whether this browser gave the right code for this link, as it was mailed last, within 12 hours."""
    return link_keys.cookie_fits(request.COOKIES.get(link_keys.COOKIE, ""), held.uuid, held.digest)


def keep_in(response: HttpResponse, held: LinkFacts, path: str) -> HttpResponse:
    """Give the browser the cookie of this link, for its own addresses under `path` alone, until the link's end or for 12 hours."""
    end = timezone.make_aware(datetime.combine(held.ends + timedelta(days=1), time.min))
    left = max(1, int((end - timezone.now()).total_seconds()))
    response.set_cookie(
        link_keys.COOKIE,
        link_keys.cookie(held.uuid, held.digest),
        max_age=min(link_keys.COOKIE_SECONDS, left),
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def not_good(request: HttpRequest) -> HttpResponse:
    """The one answer to everybody whom no link lets in."""
    return quiet(show(request, "people/link_over.jinja", NOT_GOOD, status=410))


def quiet(response: HttpResponse, *, form: bool = False) -> HttpResponse:
    """Kept by no one and told to no one. A page with a form says where it is to our own pages only: without that a browser sends
    its form as from nowhere, which the cross-site check rightly refuses."""
    for name, value in QUIET.items():
        response.headers.setdefault(name, value)
    if form:
        response.headers["Referrer-Policy"] = "same-origin"
    return response
