"""What a broken request is answered with: a database or a disk that is away is not a fault of the program, and says so."""

from __future__ import annotations

import logging
import sys

from django.http import HttpRequest, HttpResponse

from curricle.ui.away import away
from curricle.ui.views import server_error, unavailable

log = logging.getLogger(__name__)


def broken(request: HttpRequest) -> HttpResponse:
    """503 or 507 with words while the database or the disk cannot be used (locked, full, read-only, restarting), else 500."""
    stop = sys.exc_info()[1]
    how = away(stop)
    if how is None:
        return server_error(request)
    log.error("the database or the disk is away (%s): %s", how, stop)
    return unavailable(request, how)
