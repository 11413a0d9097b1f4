"""waitress around the application, with the limits of this house."""

from __future__ import annotations

import socket
from typing import Any

THREADS = 24  # two look at passwords, sixteen may wait to (people/turnstile.py), six are left for pages
CONNECTIONS = 1000  # with waitress's usual 100, slow sockets keep everybody else out


def web_server(listening: socket.socket, threads: int = THREADS) -> Any:
    """A server on a socket that listens already. Raises Unsafe in server mode with settings that are not those of a server.

    Headers that only a proxy may set are taken away unless CURRICLE_PROXY says that there is one.
    """
    import waitress
    from django.conf import settings

    from curricle.config import logs
    from curricle.config.wsgi import application

    logs.catch_what_nobody_catches()
    return waitress.create_server(
        application,
        sockets=[listening],
        threads=threads,
        connection_limit=CONNECTIONS,
        ident=None,
        clear_untrusted_proxy_headers=not settings.PROXY,
    )
