"""A command that only asks leaves nothing behind where Curricle was never started."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from house.tree import ROOT


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check", "NOBODY"), 3),
        (("cover", "NOBODY", "--json"), 3),
        (("export", "NOBODY", "--to", "papers"), 3),
        (("check", "PROGRAMME", "--against", "NOWHERE"), 3),
        (("cover", "PROGRAMME"), 0),
        (("read", "PROGRAMME"), 3),
        (("doctor",), 0),
    ],
)
def test_question_on_an_empty_machine_leaves_nothing(demo, tmp_path, words, code):
    data, here = tmp_path / "data", tmp_path / "here"
    data.mkdir()
    here.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CURRICLE_", "DJANGO_"))}
    given = [str(demo / "programme-podiatry.json") if word == "PROGRAMME" else word for word in words]
    done = subprocess.run(
        [sys.executable, "-m", "curricle", *given],
        capture_output=True,
        cwd=here,
        env=kept | {"CURRICLE_DATA": str(data), "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    assert (done.returncode, list(data.iterdir()), list(here.iterdir())) == (code, [], [])
