"""No test may speak to another machine: an attempt is refused on the spot, and the test fails even where somebody caught the refusal."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

ATTEMPTS: list[str] = []
HERE = {"", "localhost", "testserver"}


def watch() -> None:
    """For this process, from now on; Python tells its audit hooks of every connection and of every name that is looked up."""
    sys.addaudithook(_look)


def _look(event: str, args: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        where = args[1]
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        where = args[:2]
    else:
        return
    if isinstance(where, tuple) and where and not is_here(where[0]):  # a path in the file system is no tuple
        ATTEMPTS.append(f"{event} {where[0]}")
        raise PermissionError(f"a test wanted to reach {where[0]}")


def is_here(host: object) -> bool:
    words = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
    try:
        return ipaddress.ip_address(words.split("%")[0]).is_loopback
    except ValueError:
        return words.lower() in HERE
