"""The watcher of slow pages is there while a page waits, and not after."""

from __future__ import annotations

import threading
import time

from django.http import HttpResponse

from curricle.config import deadline


class _Postgres:
    vendor = "postgresql"


def watchers() -> int:
    return sum(thread.name == "page deadline" for thread in threading.enumerate())


def gone() -> bool:
    """Whether no watcher is left within five seconds."""
    until = time.monotonic() + 5
    while watchers() and time.monotonic() < until:
        time.sleep(0.01)
    return not watchers()


def test_watcher_ends_when_nobody_waits(monkeypatch, rf):
    monkeypatch.setattr(deadline, "connection", _Postgres())
    monkeypatch.setattr(deadline, "LOOK", 0.01)
    assert gone()  # one of an earlier test looks once more and ends
    during = []

    def page(request) -> HttpResponse:
        during.append(watchers())
        return HttpResponse()

    for _ in range(3):
        deadline.PageDeadline(page)(rf.get("/"))
    assert (during[0], len(during), gone()) == (1, 3, True)
