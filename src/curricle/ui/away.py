"""Whether an error means that the database or the disk is away, and how: such a request is answered with words, not as a fault."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from enum import StrEnum

from django.db import InterfaceError, OperationalError


class Away(StrEnum):
    """FULL and READ_ONLY: surely nothing was changed, and reading goes on. BUSY: nobody can tell what became of the last step."""

    FULL = "full"
    READ_ONLY = "read only"
    BUSY = "busy"


DISK = {errno.ENOSPC: Away.FULL, errno.EDQUOT: Away.FULL, errno.EROFS: Away.READ_ONLY}
SQLITE = {13: Away.FULL, 8: Away.READ_ONLY}  # SQLITE_FULL, SQLITE_READONLY; the upper bytes say more
SQLITE_DISK = {10, 14}  # SQLITE_IOERR, SQLITE_CANTOPEN
POSTGRES = {"53100": Away.FULL, "25006": Away.READ_ONLY}  # disk_full, read_only_sql_transaction
MISSING = (FileNotFoundError, NotADirectoryError, IsADirectoryError, FileExistsError)  # damage or a mistake of ours, no state of the disk


def away(stop: BaseException | None) -> Away | None:
    """How the database or the disk is away, by this error or one that it came from; None for a fault of the program."""
    seen = list(_chain(stop))
    told = [found for each in seen if (found := _told(each))]
    if told:
        return told[0]
    lost = any(isinstance(each, OperationalError | InterfaceError) or _is_disk(each) for each in seen)
    return Away.BUSY if lost else None


def is_disk(stop: BaseException | None) -> bool:
    """Whether SQLite could not write or open its files, which it does not explain."""
    return any((getattr(each, "sqlite_errorcode", 0) or 0) & 0xFF in SQLITE_DISK for each in _chain(stop))


def _told(stop: BaseException) -> Away | None:
    """What the system itself says in its number."""
    if isinstance(stop, OSError) and stop.errno in DISK:
        return DISK[stop.errno]
    number = getattr(stop, "sqlite_errorcode", None)
    if number is not None and number & 0xFF in SQLITE:
        return SQLITE[number & 0xFF]
    return POSTGRES.get(getattr(stop, "sqlstate", None) or "")


def _is_disk(stop: BaseException) -> bool:
    return isinstance(stop, OSError) and not isinstance(stop, MISSING)


def _chain(stop: BaseException | None) -> Iterator[BaseException]:
    """The error, then what it came from; a ring, which Python does not forbid, ends."""
    seen: set[int] = set()
    while stop is not None and id(stop) not in seen:
        seen.add(id(stop))
        yield stop
        stop = stop.__cause__ or stop.__context__
