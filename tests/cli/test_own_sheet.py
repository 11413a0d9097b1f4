"""`curricle check`, `cover` and `export` of somebody's own mapping sheet."""

from __future__ import annotations

import shutil

import pytest

SHEET, SCHEMA, STANDARD = "podiatry-lead-sheet.xlsx", "schema-podiatry.json", "standard-enhanced-practice.json"
CSV = "Module,Title,K1,K2,Notes\nPOD7001,Feet,x,?,ask Ann\nPOD7002,Hands,,D,\n"

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def folder(demo, tmp_path):
    """A folder with a standard beside a small sheet of one's own."""
    shutil.copy(demo / STANDARD, tmp_path / STANDARD)
    (tmp_path / "our map.csv").write_text(CSV)
    return tmp_path


def test_sheet_is_covered_with_the_frameworks_beside_it(ask, folder):
    answer = ask("cover", folder / "our map.csv", "--json")
    document = answer.document
    assert (answer.code, document["programme"], document["against"]) == (0, "OUR-MAP", ["DEMO-ECP"])
    assert [(item["code"], [by["module"] for by in item["by"]]) for item in document["items"] if item["by"]] == [
        ("K1", ["POD7001"]),
        ("K2", ["POD7002"]),
    ]


def test_what_was_not_understood_is_told_in_json_and_on_standard_error(ask, folder):
    answer = ask("check", folder / "our map.csv", "--against", folder / STANDARD, "--code", "EPA", "--json")
    document = answer.document
    rows = [row for row in document["problems"] if row["at"] == "line 2, column 4"]
    assert (list(document), document["programme"]) == (["programme", "rule_sets", "findings", "problems"], "EPA")
    assert rows == [{"at": "line 2, column 4", "says": "the mark '?' is not known", "severity": "warning"}]
    assert "warning: line 2, column 4: the mark '?' is not known\n" in answer.err


def test_people_are_told_what_is_not_read(ask, folder):
    answer = ask("check", folder / "our map.csv")
    assert (answer.code, "Column E (Notes) is not read." in answer.err) == (0, True)


def test_sheet_of_which_nothing_is_understood_is_refused(ask, folder):
    (folder / "list.csv").write_text("Name,Phone\nAnn,1\n")
    answer = ask("check", folder / "list.csv", "--json")
    assert (answer.code, answer.document["problems"][0]["says"]) == (
        3,
        "nothing in this sheet was understood; name the framework that it maps to with --against FILE or CODE",
    )


def test_missing_framework_is_named_before_the_sheet_is_read(ask, folder):
    answer = ask("cover", folder / "our map.csv", "--against", "NOWHERE", "--json")
    assert (answer.code, [row["at"] for row in answer.document["problems"]]) == (3, ["--against NOWHERE"])


@pytest.mark.slow
def test_lead_sheet_of_the_demonstration_is_covered_whole(ask, demo):
    answer = ask("cover", demo / SHEET, "--against", demo / STANDARD, "--against", demo / SCHEMA, "--json")
    totals = answer.document["totals"]
    assert (answer.code, totals["taught"], totals["claims"]) == (0, 52 + 42, 211)


@pytest.mark.slow
def test_papers_of_a_sheet_bear_the_title_that_was_given(ask, demo, tmp_path):
    words = ("--against", demo / STANDARD, "--code", "EPP", "--title", "Demonstration of feet")
    answer = ask("export", demo / SHEET, "--to", tmp_path / "papers", *words, "--json")
    document = answer.document
    assert (answer.code, document["programme"], list(document)) == (0, "EPP", ["programme", "papers", "problems"])
    assert [path.name for path in (tmp_path / "papers").rglob("*.json") if "Demonstration of feet" in path.read_text()] != []
