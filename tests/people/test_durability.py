"""A connection to SQLite that was opened while the disk took no changes can only read, for as long as it is kept."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import ConnectionHandler, OperationalError

from curricle.config.database import database

pytestmark = pytest.mark.django_db  # only so that a database may be opened
NOBODY = 65534


@contextmanager
def nobody() -> Iterator[None]:
    """Root may write anywhere, so it steps down for a while; everybody else is nobody enough."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def place() -> Iterator[Path]:
    """A database that two connections may open: the first may write it all the time, and keeps the files beside it alive."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder / "base.sqlite3"
    shutil.rmtree(folder)


def opened(place: Path):
    made = ConnectionHandler({"default": database(f"sqlite:///{place}")})["default"]
    made.ensure_connection()
    return made


def test_connection_that_may_write_is_kept(place: Path):
    first = opened(place)
    first.close_if_unusable_or_obsolete()
    kept = first.connection is not None
    first.close()
    assert kept


def test_connection_opened_while_nothing_can_be_written_ends_with_its_request(place: Path):
    first = opened(place)
    first.cursor().execute("CREATE TABLE thing (name TEXT)")
    for each in place.parent.iterdir():
        each.chmod(0o444)
    with nobody():
        second = opened(place)
        second.cursor().execute("SELECT * FROM thing")
        with pytest.raises(OperationalError, match="readonly"):
            second.cursor().execute("INSERT INTO thing VALUES ('a')")
    second.close_if_unusable_or_obsolete()  # what Django does at the end of each request
    gone = second.connection is None
    second.close()
    first.close()
    assert gone
