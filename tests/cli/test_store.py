"""Commands that find programmes and frameworks in the store."""

from __future__ import annotations

import pytest

from curricle.cli import demo_world
from curricle.frameworks import queries
from curricle.interop import curricle as format

PROGRAMME = "programme-podiatry.json"


@pytest.fixture
def loaded(db, settings, tmp_path):
    """The demonstration world, as `./run` loads it."""
    settings.DATA = tmp_path
    demo_world.load()
    return tmp_path


@pytest.mark.slow
@pytest.mark.usefixtures("loaded")
def test_programme_and_lenses_by_code_say_what_the_files_say(ask, demo):
    assert ask("cover", "WU-POD", "--json").document["totals"] == ask("cover", demo / PROGRAMME, "--json").document["totals"]


@pytest.mark.slow
@pytest.mark.usefixtures("loaded")
def test_lenses_of_a_file_are_found_in_the_store(ask, demo, tmp_path):
    (tmp_path / PROGRAMME).write_bytes((demo / PROGRAMME).read_bytes())
    assert ask("cover", tmp_path / PROGRAMME, "--json").document["against"] == ["DEMO-ECP", "DEMO-POD"]


@pytest.mark.slow
@pytest.mark.usefixtures("loaded")
def test_a_second_version_in_force_retires_the_first_and_one_in_consultation_is_not_public(ask):
    rows = [
        (row.line_code, row.version, row.stage)
        for row in queries.versions(None).filter(line__code__in=["DEMO-PAR", "DEMO-POD", "DEMO-ECP"])
    ]
    assert sorted(rows) == [
        ("DEMO-ECP", "1.0", "implemented"),
        ("DEMO-PAR", "1.0", "retired"),
        ("DEMO-PAR", "2.0", "implemented"),
        ("DEMO-POD", "1.0", "implemented"),
    ]
    counts = ask("diff", "DEMO-PAR@1.0", "DEMO-PAR", "--json").document["counts"]
    assert (counts["split"], counts["merged"], counts["same"]) == (1, 1, 37)


@pytest.mark.slow
def test_accounts_of_the_demonstration_are_for_their_owner_alone(loaded):
    assert (loaded / "demo-accounts.json").stat().st_mode & 0o777 == 0o600


def test_demo_list_has_the_documented_shape(ask):
    answer = ask("demo", "--list", "--json")
    document = answer.document
    assert (answer.code, list(document)) == (0, ["programmes", "frameworks"])
    assert [list(row) for row in document["programmes"]] == [["code", "title", "profession", "state"]] * 3
    assert {tuple(row) for row in document["frameworks"]} == {("code", "title", "version")}


def test_demo_list_holds_what_the_files_hold(ask, demo):
    programme = format.read_programme((demo / PROGRAMME).read_bytes()).value
    assert (programme.code, programme.title) in [
        (row["code"], row["title"]) for row in ask("demo", "--list", "--json").document["programmes"]
    ]


def test_json_without_list_is_wrong_use(ask):
    assert ask("demo", "--json").code == 2
