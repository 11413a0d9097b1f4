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


FRESH = """
import django, pathlib
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
from django.contrib.auth import get_user_model
from django.conf import settings as s
from curricle.cli import ports
with ports.take(0) as taken:
    host = taken.getsockname()[0]
print(s.DEBUG, get_user_model().objects.count(), host, s.SECRET_KEY)
"""


@pytest.mark.slow
def test_two_fresh_installations_share_no_key_and_have_no_account(tmp_path: Path):
    """DEBUG is off, nobody can sign in, the loopback alone is served, the key is its owner's and another each time."""
    shown = [python(FRESH, tmp_path / each).stdout.split() for each in ("one", "two")]
    assert [each[:3] for each in shown] == [["False", "0", "127.0.0.1"]] * 2
    keys = [tmp_path / each / "secret_key" for each in ("one", "two")]
    assert [each[3] for each in shown] == [key.read_text() for key in keys]
    assert keys[0].read_text() != keys[1].read_text()
    assert [stat.S_IMODE(key.stat().st_mode) for key in keys] == [0o600, 0o600]
    assert [stat.S_IMODE(key.parent.stat().st_mode) for key in keys] == [0o700, 0o700]


@pytest.mark.slow
def test_production_settings_on_loopback(tmp_path: Path):
    shown = python(SHOW, tmp_path)
    assert shown.stdout == "False ['127.0.0.1', 'localhost', '[::1]'] False django.db.backends.sqlite3\n", shown.stderr


@pytest.mark.slow
def test_server_with_a_setting_that_cannot_be_read_says_which(tmp_path: Path):
    done = python(SHOW, tmp_path, CURRICLE_SESSION_HOURS="long")
    assert "CURRICLE_SESSION_HOURS is 'long'; expected a whole number" in done.stderr


def test_models_and_migrations_agree(db):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0, skip_checks=True)
