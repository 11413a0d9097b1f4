"""Sessions that do not stand in the way of reading: a notice that cannot be kept is lost, the page is not."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import Error
from django.http import HttpRequest, HttpResponse

from curricle.ui.away import away

log = logging.getLogger(__name__)


class CalmSessionMiddleware(SessionMiddleware):
    """Django's own, but for a session that cannot be saved while the disk is full or the database away.

    What the view did is done and its page is made, so the page is given; only who has just signed in is told that it did not work.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except (Error, SessionInterrupted) as stop:
            if away(stop) is None or _signs_in(request):
                raise
            log.warning("a session could not be saved: %s", stop)
            return response


def _signs_in(request: HttpRequest) -> bool:
    """Whether this very request gave a person a session: Django then changes its key."""
    return SESSION_KEY in request.session and request.session.session_key != request.COOKIES.get(settings.SESSION_COOKIE_NAME)
