"""A page waits for the database only so long: then its connection is cut, it is answered 503, and its thread is free again.

The server's own time limit ends a statement that is slow. This is for a server that does not answer at all (it hangs, or the
network swallows what it says) and for a page of many slow statements.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, connections
from django.http import HttpRequest, HttpResponse

from curricle.config.database import CONNECT_SECONDS

log = logging.getLogger(__name__)
LOOK = 0.25  # seconds between two looks at the clock
ACTIVE = 1  # libpq: a command was sent, its answer has not come
REST = 2.0  # seconds for which nobody waits for a database that was just found hanging, lest all threads wait at once


class PageDeadline:
    """Stands before everything that asks the database. On SQLite there is no connection to wait for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if connection.vendor != "postgresql":
            return self.get_response(request)
        WATCH.begin()
        try:
            return self.get_response(request)
        finally:
            WATCH.end()


class _Watch:
    """One for the process, with one thread, however often the middleware is made."""

    def __init__(self) -> None:
        self._pages: dict[int, tuple[float, Any]] = {}  # thread -> (when its time is over, its database wrapper)
        self._lock = threading.Lock()
        self._watching = False
        self._rest_until = 0.0

    def begin(self) -> None:
        """This thread's page begins. Raises OperationalError while the database was just found hanging."""
        now, me = time.monotonic(), threading.get_ident()
        if now < self._rest_until:
            raise OperationalError("the database did not answer a moment ago")
        with self._lock:
            self._pages[me] = now + max(1, settings.PAGE_SECONDS - CONNECT_SECONDS), connections["default"]
            if not self._watching:
                self._watching = True
                threading.Thread(target=self._look, daemon=True, name="page deadline").start()

    def end(self) -> None:
        """This thread's page is answered."""
        with self._lock:
            self._pages.pop(threading.get_ident(), None)

    def _look(self) -> None:
        while True:
            time.sleep(LOOK)
            now = time.monotonic()
            with self._lock:
                if not self._pages:  # the next page starts another one: a handler that is no longer used leaves no thread behind
                    self._watching = False
                    return
                late = [wrapper for over, wrapper in self._pages.values() if over < now]
            for wrapper in late:
                if _cut(wrapper.connection):
                    self._rest_until = time.monotonic() + REST
                    log.error("a page waited too long for the database; its connection was cut")


WATCH = _Watch()


def _cut(held: Any) -> bool:
    """Shut the socket of a connection that another thread waits on: to that thread the server has gone. Whether one was waiting.

    A page that is busy with something else keeps its connection.
    """
    copy = None
    try:
        if held.pgconn.transaction_status != ACTIVE:
            return False
        number = held.pgconn.socket
        copy = socket.socket(fileno=os.dup(number))
        if held.pgconn.socket != number:  # closed meanwhile, its number may be another's: a closed one never opens again
            return False
        copy.shutdown(socket.SHUT_RDWR)
    except Exception:  # no connection, or it has just ended by itself
        return False
    finally:
        if copy is not None:
            copy.close()
    return True
