"""Taking a port on the loopback before anything slow begins."""

from __future__ import annotations

import socket

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
TRIES = 50


class PortTaken(Exception):
    """The port that was asked for is in use."""


def take(wanted: int | None) -> socket.socket:
    """A listening socket: on the port asked for (0: any free one), else on 8000 or the next free one. Raises PortTaken."""
    if wanted is not None:
        taken = _listen(wanted)
        if taken is None:
            raise PortTaken(f"Port {wanted} is in use on this machine. Choose another with --port, or leave the option out.")
        return taken
    for port in range(DEFAULT_PORT, DEFAULT_PORT + TRIES):
        taken = _listen(port)
        if taken is not None:
            return taken
    raise PortTaken(f"All ports from {DEFAULT_PORT} to {DEFAULT_PORT + TRIES - 1} are in use. Choose another with --port.")


def _listen(port: int) -> socket.socket | None:
    """Listening at once, not only binding: two sockets may share a port that nobody listens on yet."""
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((HOST, port))
        taken.listen(1024)
    except OSError:
        taken.close()
        return None
    return taken
