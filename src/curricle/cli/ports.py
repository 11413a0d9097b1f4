"""Taking a port, on the loopback unless told otherwise, before anything slow begins; or a socket in the file system."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
TRIES = 50


class PortTaken(Exception):
    """The port that was asked for is in use."""


def take(wanted: int | None, host: str = HOST) -> socket.socket:
    """A listening socket: on the port asked for (0: any free one), else on 8000 or the next free one. Raises PortTaken."""
    if wanted is not None:
        taken = _listen(wanted, host)
        if taken is None:
            raise PortTaken(f"Port {wanted} is in use on this machine. Choose another with --port, or leave the option out.")
        return taken
    for port in range(DEFAULT_PORT, DEFAULT_PORT + TRIES):
        taken = _listen(port)
        if taken is not None:
            return taken
    raise PortTaken(f"All ports from {DEFAULT_PORT} to {DEFAULT_PORT + TRIES - 1} are in use. Choose another with --port.")


def take_socket(path: Path) -> socket.socket:
    """A listening socket at `path`, for our own group too (the proxy's). One that a killed process left is replaced. Raises PortTaken."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as other:
            other.connect(str(path))
        raise PortTaken(f"Another process answers at {path}.")
    except FileNotFoundError:
        pass
    except ConnectionRefusedError:
        path.unlink()
    taken = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o117)
    try:
        taken.bind(str(path))
    finally:
        os.umask(before)
    taken.listen(1024)
    return taken


def _listen(port: int, host: str = HOST) -> socket.socket | None:
    """Listening at once, not only binding: two sockets may share a port that nobody listens on yet. None where it is in use."""
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(1024)
    except OSError as stop:
        taken.close()
        if stop.errno in (errno.EADDRINUSE, errno.EACCES):
            return None
        raise PortTaken(f"This machine has no address {host}.") from None
    return taken
