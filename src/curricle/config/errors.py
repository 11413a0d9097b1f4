"""What a broken request is answered with: a database or a disk that is away is not a fault of the program, and says so."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from curricle.ui.views import server_error, unavailable


def broken(request: HttpRequest) -> HttpResponse:
    """503 with words while the database or the disk cannot be used (locked, full, read-only, restarting), else 500."""
    stop = sys.exc_info()[1]
    return unavailable(request) if isinstance(stop, OperationalError | InterfaceError | OSError) else server_error(request)
