"""What one command installs is safe as it stands: own keys, no debugging, loopback alone; a server only behind its checks."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from curricle.config.secret import secret_key


def test_secret_key_is_made_once_and_for_its_owner_alone(tmp_path: Path):
    first, other = secret_key(tmp_path / "one"), secret_key(tmp_path / "two")
    path = tmp_path / "one" / "secret_key"
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent)]
    assert (secret_key(tmp_path / "one"), modes, first != other) == (first, [0o600, 0o700], True)
    assert [each.name for each in path.parent.iterdir()] == ["secret_key"]


def test_two_starts_at_once_agree_on_one_key(tmp_path: Path):
    keys: list[str] = []
    starts = [threading.Thread(target=lambda: keys.append(secret_key(tmp_path))) for _ in range(8)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert len(set(keys)) == 1


def test_short_key_is_refused(tmp_path: Path):
    (tmp_path / "secret_key").write_text("short")
    with pytest.raises(RuntimeError, match="too short"):
        secret_key(tmp_path)


def python(code: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("CURRICLE_", "DJANGO_"))}
    paths = os.pathsep.join([str(Path(__file__).parents[2] / "src"), os.environ.get("PYTHONPATH", "")])
    own = {"PYTHONPATH": paths, "CURRICLE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "curricle.config.settings.production"}
    return subprocess.run([sys.executable, "-c", code], env=clean | own | settings, capture_output=True, text=True)


SHOW = """
from django.conf import settings as s
print(s.DEBUG, s.ALLOWED_HOSTS, s.SESSION_COOKIE_SECURE, s.DATABASES['default']['ENGINE'])
"""


@pytest.mark.slow
def test_production_settings_on_loopback(tmp_path: Path):
    shown = python(SHOW, tmp_path)
    assert shown.stdout == "False ['127.0.0.1', 'localhost', '[::1]'] False django.db.backends.sqlite3\n", shown.stderr


CHECK = """
import django
from django.core.management import call_command
django.setup()
call_command("check", deploy=True, fail_level="WARNING")
"""
SERVE = "import curricle.config.wsgi"


@pytest.mark.slow
def test_server_mode_has_no_deployment_warning(tmp_path: Path):
    done = python(CHECK, tmp_path, CURRICLE_SERVER="1", CURRICLE_HOSTS="curricle.example.ac.uk")
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


@pytest.mark.slow
def test_server_without_a_host_does_not_start(tmp_path: Path):
    done = python(SERVE, tmp_path, CURRICLE_SERVER="1")
    assert (done.returncode, "ALLOWED_HOSTS" in done.stderr) == (1, True)


@pytest.mark.slow
def test_server_with_a_setting_that_cannot_be_read_says_which(tmp_path: Path):
    done = python(SHOW, tmp_path, CURRICLE_SESSION_HOURS="long")
    assert "CURRICLE_SESSION_HOURS is 'long'; expected a whole number" in done.stderr


def test_models_and_migrations_agree(db):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0, skip_checks=True)
