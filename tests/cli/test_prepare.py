"""What is looked at before anything is made: whether the data folder takes what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from curricle.cli.answer import FAULT
from curricle.cli.prepare import NotReady, writable


def test_data_folder_that_can_be_written_is_made_and_left_empty(tmp_path: Path):
    data = tmp_path / "a" / "data"
    assert (writable(data), list(data.iterdir())) == ("", [])


def test_data_folder_that_cannot_be_written_is_named_with_its_setting(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    data = tmp_path / "file" / "data"
    with pytest.raises(NotReady) as stop:
        writable(data)
    assert (stop.value.code, str(stop.value)) == (
        FAULT,
        f"{data} cannot be written (Not a directory). Curricle keeps its database, files, mail and key there. "
        "Make the folder writable for this user, or name another one in CURRICLE_DATA.",
    )
