"""What a broken request is answered with: a database or a disk that is away is not a fault of the program, and says so."""

from __future__ import annotations

import logging
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from curricle.ui.away import Away, away, is_disk
from curricle.ui.views import server_error, unavailable

log = logging.getLogger(__name__)


def broken(request: HttpRequest) -> HttpResponse:
    """503 or 507 with words while the database or the disk cannot be used (locked, full, read-only, restarting), else 500."""
    stop = sys.exc_info()[1]
    how = away(stop)
    if how is None:
        return server_error(request)
    if how is Away.BUSY and is_disk(stop):
        how = _refusal_of_the_disk() or how
    log.error("the database or the disk is away (%s): %s", how, stop)
    return unavailable(request, how)


def _refusal_of_the_disk() -> Away | None:
    """SQLite says no more than "disk I/O error" where a disk takes no writes: ask the disk itself, by a small file."""
    probe = Path(settings.DATA) / f".probe-{secrets.token_hex(4)}"
    try:
        handle = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, b"Curricle")
        finally:
            os.close(handle)
    except OSError as stop:
        return away(stop)
    finally:
        with suppress(OSError):
            probe.unlink()
    return None
