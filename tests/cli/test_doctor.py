"""`curricle doctor`: settings with their sources, and what is wrong, in sentences."""

from __future__ import annotations

import pytest

from curricle.cli import doctor


@pytest.mark.usefixtures("db")
def test_report_names_versions_settings_and_database(ask):
    document = ask("doctor", "--json").document
    wanted = ["curricle", "python", "libraries", "settings", "unknown_settings", "data", "database", "problems"]
    assert list(document) == wanted
    assert {tuple(each) for each in document["settings"]} == {("name", "value", "source", "help")}


@pytest.mark.usefixtures("db")
def test_names_of_settings_stand_unbroken_in_a_narrow_window(ask, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    answer = ask("doctor")
    names = [each["name"] for each in ask("doctor", "--json").document["settings"]]
    assert (answer.code, [name for name in names if f"\n{name} = " not in answer.out]) == (0, [])


@pytest.mark.usefixtures("db")
def test_unsafe_server_is_told_with_what_to_do(ask, settings):
    settings.SERVER = True
    problems = ask("doctor", "--json").document["problems"]
    assert "No host name is set. Set CURRICLE_HOSTS to the names that people type, such as curricle.example.ac.uk." in problems


def report(**more):
    fine = {
        "libraries": {"django": "5.2"},
        "unknown_settings": [],
        "data": {"folder": "data", "writable": True, "secret_key_mode": "600"},
        "database": {"state": "answers", "pragmas": dict(doctor.PRAGMAS), "quick_check": "ok"},
    }
    return fine | more


def test_nothing_wrong_is_nothing_said():
    assert doctor._problems(report()) == []


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"libraries": {"django": ""}}, "The library django is missing."),
        ({"unknown_settings": ["CURRICLE_DATTA"]}, "CURRICLE_DATTA is set, and nothing reads it."),
        ({"data": {"folder": "data", "writable": False, "secret_key_mode": ""}}, "The data folder data cannot be written to."),
        (
            {"data": {"folder": "data", "writable": True, "secret_key_mode": "644"}},
            "The secret key can be read by others; give it mode 600.",
        ),
        ({"database": {"state": "answers", "pragmas": doctor.PRAGMAS | {"synchronous": 1}}}, "SQLite's synchronous is 1, not 2."),
        ({"database": {"state": "answers", "quick_check": "page 7"}}, "The database is damaged: page 7."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(more, says):
    assert doctor._problems(report(**more)) == [says]
