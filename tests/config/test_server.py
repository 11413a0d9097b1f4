"""A server whose settings are not safe does not start, and says why and what to do."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.checks import registry

from config.test_start import python
from curricle.config import server

GOOD = {
    "CURRICLE_SERVER": "1",
    "CURRICLE_HOSTS": "curricle.example.ac.uk",
    "CURRICLE_ADDRESS": "https://curricle.example.ac.uk",
    "CURRICLE_PROXY": "yes",
}


@pytest.fixture
def chosen(tmp_path: Path) -> SimpleNamespace:
    """Settings of a good server."""
    tmp_path.chmod(0o700)
    return SimpleNamespace(
        HOSTS=("curricle.example.ac.uk",),
        ADDRESS="https://curricle.example.ac.uk",
        PROXY=True,
        DATA=tmp_path,
        CURRICLE_DEMO=False,
        SECURITY_CONTACT="security@example.ac.uk",
    )


def wrong(chosen: SimpleNamespace) -> list[str]:
    return [says for rule in server.RULES for says, _ in rule(chosen)]


def test_good_server_has_nothing_wrong(chosen):
    assert wrong(chosen) == []


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"HOSTS": ("*", "example.org"), "ADDRESS": "https://example.org"}, ["CURRICLE_HOSTS holds '*', which is no host name."]),
        (
            {"HOSTS": ("https://example.org", "example.org"), "ADDRESS": "https://example.org"},
            ["CURRICLE_HOSTS holds 'https://example.org', which is no host name."],
        ),
        ({"ADDRESS": ""}, ["The address in mailed links is not an https address."]),
        ({"ADDRESS": "http://curricle.example.ac.uk"}, ["The address in mailed links is not an https address."]),
        ({"ADDRESS": "https://other.example"}, ["CURRICLE_ADDRESS is at other.example, which CURRICLE_HOSTS does not name."]),
        ({"PROXY": False}, ["Nothing ends https: this process speaks plain http."]),
        ({"CURRICLE_DEMO": True}, ["The demonstration is on; its accounts are for one machine."]),
        ({"SECURITY_CONTACT": "the porter"}, ["CURRICLE_SECURITY_CONTACT is 'the porter'."]),
        ({"SECURITY_CONTACT": "a@b.example\r\nX: y"}, ["CURRICLE_SECURITY_CONTACT is 'a@b.example\\r\\nX: y'."]),
    ],
)
def test_each_wrong_setting_is_told(chosen, more, says):
    assert wrong(SimpleNamespace(**(vars(chosen) | more))) == says


def test_server_without_hosts_is_told(chosen):
    chosen.HOSTS = ()
    assert "No host name is set." in wrong(chosen)


def test_key_and_folder_that_others_may_read_are_told(chosen):
    key = chosen.DATA / "secret_key"
    key.write_text("x" * 64)
    key.chmod(0o640)
    chosen.DATA.chmod(0o755)
    assert wrong(chosen) == ["The secret key can be read by others.", "The data folder is open to other accounts of this machine."]


def test_checks_are_registered_once_and_for_deployment():
    assert [each for each in registry.registry.deployment_checks if each is server.server_mode] == [server.server_mode]


def test_nothing_is_asked_of_an_installation_for_one_machine():
    assert server.server_mode(None) == []


CHECK = """
import django
from django.core.management import call_command
django.setup()
call_command("check", deploy=True, fail_level="WARNING")
"""
SERVE = "import curricle.config.wsgi"


@pytest.mark.slow
def test_server_mode_has_no_deployment_warning(tmp_path: Path):
    done = python(CHECK, tmp_path / "data", **GOOD)
    assert (done.returncode, done.stdout.startswith("System check identified no issues")) == (0, True), done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("CURRICLE_HOSTS", "", "No host name is set. (curricle.E001)"),
        ("CURRICLE_ADDRESS", "http://curricle.example.ac.uk", "not an https address. (curricle.E002)"),
        ("CURRICLE_PROXY", "no", "Nothing ends https"),
        ("CURRICLE_HSTS_SECONDS", "0", "SECURE_HSTS_SECONDS"),
    ],
)
def test_server_with_a_wrong_setting_does_not_start(tmp_path: Path, name: str, value: str, says: str):
    done = python(SERVE, tmp_path / "data", **(GOOD | {name: value}))
    assert (done.returncode, says in done.stderr) == (1, True), done.stderr


@pytest.mark.slow
def test_server_whose_database_is_away_says_so_without_its_address(tmp_path: Path):
    done = python(SERVE, tmp_path / "data", **GOOD, CURRICLE_DATABASE_URL="postgres://ann:hidden@127.0.0.1:1/curricle")
    assert "The database does not answer." in done.stderr.splitlines()[-2]
    assert "hidden" not in done.stderr
