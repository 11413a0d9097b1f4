"""waitress around the application, with the limits of this house."""

from __future__ import annotations

import socket
from typing import Any

THREADS = 24  # two look at passwords, sixteen may wait to (people/turnstile.py), six are left for pages
CONNECTIONS = 1000  # with waitress's usual 100, slow sockets keep everybody else out
SILENCE = 60  # seconds after which a connection that neither sends nor reads is closed
FILES = 4096  # open files: each connection is one, and most systems start with 1024


def more_files() -> None:
    """Ask the system for as many open files as it lets us have without being asked, and not more than we need."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def web_server(listening: socket.socket, threads: int = THREADS) -> Any:
    """A server on a socket that listens already. Raises Unsafe in server mode with settings that are not those of a server.

    Headers that only a proxy may set are taken away unless CURRICLE_PROXY says that there is one.
    """
    import waitress
    from django.conf import settings

    from curricle.config import logs
    from curricle.config.wsgi import application

    logs.catch_what_nobody_catches()
    more_files()
    return waitress.create_server(
        application,
        sockets=[listening],
        threads=threads,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,  # select() breaks the whole server at file number 1024
        channel_timeout=SILENCE,
        max_request_body_size=2 * settings.UPLOAD_BYTES,  # up to here the page itself says that the file is too large
        ident=None,
        clear_untrusted_proxy_headers=not settings.PROXY,
    )
