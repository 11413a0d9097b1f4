"""Work that is done once."""

from __future__ import annotations

import pytest

from curricle.cli import stamps


def test_work_is_done_once_a_stamp(tmp_path):
    done = []
    again = [stamps.once(tmp_path / "s" / "tables", stamp, lambda: done.append(1)) for stamp in ("a", "a", "b")]
    assert (again, len(done)) == ([True, False, True], 2)


def test_work_that_failed_is_done_again(tmp_path):
    def fail():
        raise OSError

    with pytest.raises(OSError):
        stamps.once(tmp_path / "tables", "a", fail)
    assert stamps.once(tmp_path / "tables", "a", lambda: None) is True


def test_tables_stamp_knows_the_database():
    assert stamps.tables("one") == stamps.tables("one") != stamps.tables("two")
