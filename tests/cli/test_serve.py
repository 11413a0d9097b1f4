"""What ./run prints about the demonstration's accounts."""

from __future__ import annotations

import json

from curricle.cli.serve import account_lines, announce

ACCOUNTS = {"accounts": [{"email": "lead@demo.example", "password": "pass word", "role": "Programme lead", "name": "L"}]}


def test_accounts_are_listed_with_passwords(tmp_path):
    path = tmp_path / "demo-accounts.json"
    path.write_text(json.dumps(ACCOUNTS))
    assert account_lines(path)[1:] == ["  lead@demo.example  pass word  Programme lead"]


def test_accounts_that_others_may_read_are_closed(tmp_path):
    path = tmp_path / "demo-accounts.json"
    path.write_text(json.dumps(ACCOUNTS))
    path.chmod(0o644)
    account_lines(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_accounts_no_lines(tmp_path):
    (tmp_path / "broken.json").write_text("{")
    assert (account_lines(tmp_path / "none.json"), account_lines(tmp_path / "broken.json")) == ([], [])


def test_address_by_number_comes_first_and_the_one_for_passkeys_after_it(capsys):
    announce(8123, None)
    assert [line.split("(")[0].split() for line in capsys.readouterr().out.splitlines() if line] == [
        ["Curricle", "is", "at", "http://127.0.0.1:8123/"],
        ["For", "passkeys:", "http://localhost:8123/"],
    ]
