"""`curricle cover` and `curricle check`: shapes, exit codes, and where frameworks are found."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from curricle.core.alignment import coverage
from curricle.core.checks import run
from curricle.interop import curricle as format
from curricle.interop import read_framework
from curricle.interop.sheets.programme_write import write_programme

SCHEMA, STANDARD, PROGRAMME = "schema-podiatry.json", "standard-enhanced-practice.json", "programme-podiatry.json"


@pytest.fixture
def folder(demo, tmp_path):
    """A folder that holds the programme and both its lenses, and nothing else."""
    for name in (SCHEMA, STANDARD, PROGRAMME):
        shutil.copy(demo / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def alone(demo, tmp_path):
    """The programme without its lenses."""
    (tmp_path / "alone").mkdir()
    return shutil.copy(demo / PROGRAMME, tmp_path / "alone" / PROGRAMME)


@pytest.fixture
def empty_store(db):
    """A store that holds nothing, so that commands find nothing there."""


def read(demo, name):
    return read_framework((demo / name).read_bytes()).value


def test_cover_has_the_documented_shape(ask, folder):
    answer = ask("cover", folder / PROGRAMME, "--json")
    document = answer.document
    assert (answer.code, list(document)) == (0, ["programme", "against", "items", "totals"])
    assert (document["programme"], document["against"]) == ("WU-POD", ["DEMO-ECP", "DEMO-POD"])
    assert [list(item) for item in document["items"]] == [["id", "code", "taught", "assessed", "by"]] * len(document["items"])
    assert list(document["totals"]) == ["items", "taught", "assessed", "claims"]


def test_cover_says_what_the_core_says(ask, folder, demo):
    programme = format.read_programme((demo / PROGRAMME).read_bytes()).value
    totals = coverage(programme, read(demo, SCHEMA)).totals
    document = ask("cover", folder / PROGRAMME, "--against", folder / SCHEMA, "--json").document
    assert document["totals"] == {"items": totals.items, "taught": totals.taught, "assessed": totals.assessed, "claims": totals.claims}


def test_against_may_be_a_code_of_a_file_beside(ask, folder):
    assert ask("cover", folder / PROGRAMME, "--against", "DEMO-POD", "--json").document["against"] == ["DEMO-POD"]


def test_against_is_repeatable_and_keeps_its_order(ask, folder):
    words = ("--against", folder / STANDARD, "--against", folder / SCHEMA)
    assert ask("cover", folder / PROGRAMME, *words, "--json").document["against"] == ["DEMO-ECP", "DEMO-POD"]


@pytest.mark.usefixtures("empty_store")
def test_missing_lenses_are_all_named_with_code_3(ask, alone):
    answer = ask("cover", alone, "--json")
    assert (answer.code, [problem["at"] for problem in answer.document["problems"]]) == (3, ["lens DEMO-ECP", "lens DEMO-POD"])


@pytest.mark.usefixtures("empty_store")
def test_unknown_framework_is_named_with_code_3(ask, alone):
    answer = ask("check", alone, "--against", "NOWHERE", "--json")
    assert (answer.code, [problem["at"] for problem in answer.document["problems"]]) == (3, ["--against NOWHERE"])


@pytest.mark.usefixtures("empty_store")
def test_file_beside_with_another_digest_is_not_taken(ask, folder, demo):
    programme = format.read_programme((demo / PROGRAMME).read_bytes()).value
    other = replace(programme, lenses=tuple(replace(lens, digest="0" * 64) for lens in programme.lenses))
    (folder / PROGRAMME).write_bytes(format.write_programme(other))
    answer = ask("cover", folder / PROGRAMME, "--json")
    assert (answer.code, len(answer.document["problems"])) == (3, 2)


@pytest.mark.usefixtures("empty_store")
def test_unknown_programme_is_refused(ask):
    assert (ask("cover", "NOBODY").code, ask("check", "none.xlsx").code) == (3, 3)


def test_check_has_the_documented_shape(ask, folder, demo):
    programme = format.read_programme((demo / PROGRAMME).read_bytes()).value
    report = run(programme, (read(demo, STANDARD), read(demo, SCHEMA)))
    document = ask("check", folder / PROGRAMME, "--json").document
    assert list(document) == ["programme", "rule_sets", "findings"]
    assert document["rule_sets"] == [each.id for each in report.rule_sets]
    assert [finding["rule"] for finding in document["findings"]] == [finding.rule for finding in report.findings]
    wanted = ["rule", "severity", "at", "says", "remedy", "source", "confidence"]
    assert [list(finding) for finding in document["findings"]] == [wanted] * len(document["findings"])


def test_check_against_one_lens_does_not_say_that_the_other_is_missing(ask, folder):
    rules = [finding["rule"] for finding in ask("check", folder / PROGRAMME, "--against", "DEMO-POD", "--json").document["findings"]]
    assert {"standard-missing", "schema-missing"} & set(rules) == set()


def test_check_of_a_sound_programme_is_0(ask, folder):
    assert ask("check", folder / PROGRAMME).code == 0


def test_check_of_a_programme_with_a_blocking_finding_is_1(ask, folder, demo):
    programme = format.read_programme((demo / PROGRAMME).read_bytes()).value
    first, *others = programme.modules
    twice = replace(programme, modules=(first, *(replace(module, code=first.code) for module in others)))
    (folder / PROGRAMME).write_bytes(format.write_programme(twice))
    assert (ask("check", folder / PROGRAMME).code, ask("cover", folder / PROGRAMME).code) == (1, 0)


@pytest.mark.slow
def test_workbook_is_read_with_the_frameworks_beside_it(ask, folder, demo):
    programme = format.read_programme((demo / PROGRAMME).read_bytes()).value
    (folder / PROGRAMME).unlink()
    (folder / "programme.xlsx").write_bytes(write_programme(programme, (read(demo, STANDARD), read(demo, SCHEMA))))
    assert ask("cover", folder / "programme.xlsx", "--json").document == ask("cover", demo / PROGRAMME, "--json").document
