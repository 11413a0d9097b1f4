"""Backups under load, from SQLite to SQLite; tests/cli/test_backup_postgres.py has the other three ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.place import Place
from cli.rounds import rounds


@pytest.mark.slow
def test_backups_under_load_from_sqlite_to_sqlite(tmp_path: Path, tell):
    here, there = Place(tmp_path / "here"), Place(tmp_path / "there")
    try:
        tell(f"sqlite to sqlite: {rounds(here, there)}")
    finally:
        here.stop_writing()
        there.stop_writing()
