"""Commands that only ask work without a secret key, which a question would otherwise have to make."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = (
    ["doctor"],
    ["doctor", "--data"],
    ["personal"],
    ["complaints"],
    ["backup", "list"],
    ["backup", "verify", "nowhere.zip"],
    ["backup", "restore", "nowhere.zip"],
    ["audit", "head"],
)


@pytest.mark.slow
@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_question_on_an_empty_machine_is_answered_in_words(words: list[str], tmp_path: Path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CURRICLE_", "DJANGO_"))}
    variables = kept | {"PYTHONPATH": str(ROOT / "src"), "CURRICLE_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-m", "curricle", *words], capture_output=True, text=True, env=variables, cwd=tmp_path, check=False, timeout=60
    )
    assert (done.returncode in (0, 3), "Something went wrong" in done.stderr, (tmp_path / "data" / "secret_key").exists()) == (
        True,
        False,
        False,
    )
