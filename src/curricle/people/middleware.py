"""`request.actor`: who asks, found when first looked at; a word in the record for each refusal; and the second factor before all."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from curricle.people import actions, entrance
from curricle.people.gate import READING, open_to_visitors
from curricle.people.policy import ANONYMOUS, Actor, Forbidden, Hidden
from curricle.people.queries import actor_for

SESSION_ORGANISATION = "organisation"
log = logging.getLogger(__name__)


class ActorMiddleware:
    """Stands after the authentication middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, stop: Exception) -> None:
        """A refusal by the rules is recorded, as long as anything can be; the answer itself is made by the site's 403 and 404 pages."""
        if isinstance(stop, Forbidden | Hidden) and request.actor:
            try:
                actions.record_refusal(by=request.actor, address=request.path)
            except Error as lost:
                log.error("a refusal could not be recorded: %s", lost)


class SecondFactorMiddleware:
    """Stands after the actor's: who needs a second factor and has given none reaches only the pages that set one up.

    And what a visitor may open, such as help, as somebody without roles; but not the first page, which says what is to be done now.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object) -> HttpResponse | None:
        if getattr(view, "before_factor", False):  # neither do such pages look at the session more than they must
            return None
        entrance.seen(request)
        if not entrance.must_set_up(request):
            return None
        if open_to_visitors(view) and request.path != settings.LOGIN_REDIRECT_URL:
            request.actor = request.actor.bare()
            return None
        where = reverse("people:second_factor")
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=204, headers={"HX-Redirect": where})
        if request.method in READING:
            entrance.want(request)
        return HttpResponseRedirect(where)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return ANONYMOUS
    return actor_for(request.user, request.session.get(SESSION_ORGANISATION))
