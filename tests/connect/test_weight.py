"""The API's libraries are loaded by what serves it, and by no command that answers a question."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"
LOADED = "print(sorted({'ninja', 'pydantic'} & set(sys.modules)))"


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        "import sys, django; django.setup(); " + LOADED,
        "import sys, curricle.cli.main, curricle.cli.check, curricle.cli.cover, curricle.cli.export, curricle.cli.read; " + LOADED,
    ],
)
def test_commands_load_nothing_of_the_api(tmp_path, words):
    settings = {"PYTHONPATH": str(SRC), "CURRICLE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "curricle.config.settings.production"}
    done = subprocess.run([sys.executable, "-c", words], env=os.environ | settings, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr
