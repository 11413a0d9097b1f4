"""The group itself: quick help, wrong use, unknown commands."""

from __future__ import annotations

import subprocess
import sys

import pytest

from curricle.cli.main import COMMANDS
from house.tree import ROOT

HEAVY = ("django", "rich", "docx", "typst", "lxml", "python_calamine", "xlsxwriter", "curricle.interop", "curricle.core")


def test_help_imports_neither_django_nor_formats():
    program = (
        "import sys; from curricle.cli.main import curricle\n"
        "try: curricle(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT / "src")}
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_help_names_every_command(ask):
    out = ask("--help").out
    assert [name for name in COMMANDS if f"  {name} " not in out] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(ask, name):
    answer = ask(name, "--help")
    assert (answer.code, answer.out.startswith(f"Usage: curricle {name}")) == (0, True)


def test_unknown_command_is_wrong_use(ask):
    assert ask("fly").code == 2


def test_unknown_option_is_wrong_use(ask):
    assert ask("read", "--fly").code == 2


def test_version(ask):
    assert ask("--version").out == "curricle, version 0.2.0\n"
