"""The environment maker: what counts as ready, and what is said where it cannot be made."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from house.tree import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import boot  # noqa: E402 - found only now


def make_environment(folder, **stamp):
    """A folder that looks like an environment around this interpreter, with such a stamp."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    if stamp:
        (folder / boot.STAMP).write_text(json.dumps(stamp))
    return folder


def test_nothing_is_not_ready(tmp_path):
    assert boot.ready("run", tmp_path / "venv") is False


def test_half_made_environment_is_not_ready(tmp_path):
    assert boot.ready("run", make_environment(tmp_path / "venv")) is False


def test_environment_with_a_fitting_stamp_is_ready(tmp_path):
    venv = make_environment(tmp_path / "venv")
    (venv / boot.STAMP).write_text(json.dumps({"run": boot.fingerprint("run", venv)}))
    assert (boot.ready("run", venv), boot.ready("dev", venv)) == (True, False)


def test_development_packages_serve_running_too(tmp_path):
    venv = make_environment(tmp_path / "venv")
    (venv / boot.STAMP).write_text(json.dumps({"dev": boot.fingerprint("dev", venv)}))
    assert (boot.ready("run", venv), boot.ready("dev", venv)) == (True, True)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"run": "old"}'])
def test_unreadable_or_old_stamp_is_not_ready(tmp_path, text):
    venv = make_environment(tmp_path / "venv")
    (venv / boot.STAMP).write_text(text)
    assert boot.ready("run", venv) is False


def test_environment_of_a_vanished_interpreter_is_not_ready(tmp_path):
    venv = make_environment(tmp_path / "venv")
    (venv / boot.STAMP).write_text(json.dumps({"run": boot.fingerprint("run", venv)}))
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to(tmp_path / "gone")
    assert boot.ready("run", venv) is False


def test_missing_pip_is_told_with_the_line_that_brings_it(tmp_path):
    without = tmp_path / "python-without-pip"
    without.write_text("#!/bin/sh\nexit 1\n")
    without.chmod(0o755)
    with pytest.raises(boot.BootError, match="apt-get install python3-pip"):
        boot.with_pip("run", tmp_path / "venv", str(without), whole=False)


def test_launchers_are_executable_and_name_python3():
    for name in ("run", "test", "curricle", "tools/check"):
        path = ROOT / name
        assert (os.access(path, os.X_OK), path.read_text().splitlines()[0]) == (True, "#!/usr/bin/env python3")


@pytest.mark.parametrize("folder", ["tools", "."])
def test_launchers_can_be_read_by_an_old_python_up_to_their_refusal(folder):
    """Nothing newer than Python 3.8 in what runs before the version is looked at."""
    import ast

    names = {"tools": ["boot.py"], ".": ["run", "test", "curricle"]}[folder]
    for name in names:
        ast.parse((ROOT / folder / name).read_text(), feature_version=(3, 8))


def test_old_python_is_refused_in_words():
    question = "import sys, boot; sys.version_info = (3, 9, 2); boot.refuse_old_python()"
    done = subprocess.run([sys.executable, "-c", question], cwd=ROOT / "tools", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.startswith("Curricle needs Python 3.11 or newer")) == (1, True)


def test_two_starts_make_the_environment_once(tmp_path):
    """Both wait at the lock; the second finds the work done."""
    program = (
        "import boot, json, pathlib, time, sys\n"
        f"venv = pathlib.Path({str(tmp_path / 'venv')!r})\n"
        "def make(kind, venv, python):\n"
        "    print('made', flush=True); time.sleep(0.3)\n"
        "    (venv / 'bin').mkdir(parents=True); (venv / 'bin' / 'python').symlink_to(sys.executable)\n"
        "    (venv / boot.STAMP).write_text(json.dumps({kind: boot.fingerprint(kind, venv)}))\n"
        f"boot.make = make; boot.ROOT = pathlib.Path({str(tmp_path)!r})\n"
        f"(boot.ROOT / 'requirements.txt').write_text('')\n"
        f"(boot.ROOT / 'requirements-dev.txt').write_text('')\n"
        "boot.ensure('run', venv)\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", program], cwd=ROOT / "tools", stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [each.communicate(timeout=20)[0] for each in both]
    assert ([each.returncode for each in both], "".join(said).count("made")) == ([0, 0], 1)


test_two_starts_make_the_environment_once = pytest.mark.slow(test_two_starts_make_the_environment_once)
