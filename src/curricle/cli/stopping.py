"""Ending in good order: no new connection, an answer to each request that is in hand, then the end."""

from __future__ import annotations

import signal
import time
from typing import Any

PATIENCE = 30.0  # seconds for requests in hand
ASKING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def run_until_asked(server: Any, *, patience: float = PATIENCE) -> None:
    """Serve until a signal asks to stop; then finish what is in hand. A second signal ends it at once.

    waitress's own way drops answers that were not sent yet, so its loop is turned here, one turn at a time.
    """
    asked: list[int] = []

    def ask(number: int, _: Any) -> None:
        if asked:
            raise SystemExit(0)
        asked.append(number)
        server.pull_trigger()  # the loop may be asleep

    for name in ASKING:
        signal.signal(name, ask)
    try:
        while not asked:
            _turn(server, 1.0)
        finish(server, patience)
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        for name in ASKING:  # from here on nobody may keep the worker from being ended
            signal.signal(name, signal.SIG_IGN)
        server.task_dispatcher.shutdown(timeout=1)
        server.close()


def finish(server: Any, patience: float) -> None:
    """Close the door, then go on until every request that had begun is answered, at most `patience` seconds."""
    waiting = -1
    while waiting != len(server._map):  # who has knocked already is let in: closing would cut them off
        waiting = len(server._map)
        server.handle_accept()
    server.accepting = False
    server.del_channel()  # the loop no longer looks at the door
    server.socket.close()
    end = time.monotonic() + patience
    while time.monotonic() < end and any(_in_hand(each) for each in list(server.active_channels.values())):
        _turn(server, 0.2)


def _in_hand(channel: Any) -> bool:
    """A request that runs, waits, is half received, or whose answer is not sent. A connection kept open for later is none."""
    return channel.connected and bool(channel.requests or channel.request is not None or channel.total_outbufs_len)


def _turn(server: Any, seconds: float) -> None:
    server.asyncore.loop(timeout=seconds, map=server._map, use_poll=server.adj.asyncore_use_poll, count=1)
