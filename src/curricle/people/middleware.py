"""`request.actor`: who asks, found when first looked at; and a word in the record for each refusal."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from curricle.people import actions
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


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return ANONYMOUS
    return actor_for(request.user, request.session.get(SESSION_ORGANISATION))
