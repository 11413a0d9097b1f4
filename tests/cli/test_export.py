"""`curricle export`: papers on disk, with the digests that were printed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from curricle.cli.export import write


@pytest.mark.slow
def test_papers_lie_where_the_answer_says_with_the_digests_it_says(ask, demo, tmp_path):
    document = ask("export", demo / "programme-podiatry.json", "--to", tmp_path / "papers", "--json").document
    found = [{"path": str(path), "digest": hashlib.sha256(Path(path).read_bytes()).hexdigest()} for path in map_paths(document)]
    assert (document["programme"], document["papers"]) == ("WU-POD", found)
    assert sorted({Path(path).suffix for path in map_paths(document)}) == [".docx", ".json", ".pdf", ".xlsx", ".zip"]


def map_paths(document):
    return [each["path"] for each in document["papers"]]


def test_refused_programme_writes_nothing(ask, demo, tmp_path):
    answer = ask("export", demo / "world.json", "--to", tmp_path / "papers")
    assert (answer.code, (tmp_path / "papers").exists()) == (3, False)


def test_folder_must_be_named(ask, demo):
    assert ask("export", demo / "programme-podiatry.json").code == 2


def test_a_paper_replaces_the_old_one_whole(tmp_path):
    write(tmp_path, "modules/one.pdf", b"old")
    path, digest = write(tmp_path, "modules/one.pdf", b"new")
    assert (path.read_bytes(), digest, sorted(each.name for each in path.parent.iterdir())) == (
        b"new",
        hashlib.sha256(b"new").hexdigest(),
        ["one.pdf"],
    )
