"""`curricle diff`: the documented shape, and words for people."""

from __future__ import annotations

import json

import pytest

KEYS = ["before", "after", "counts", "facts", "items", "modules", "doubtful", "decisions"]


@pytest.fixture
def newer(demo, tmp_path):
    """The podiatry schema with one capability reworded, one taken out and one recoded."""
    document = json.loads((demo / "schema-podiatry.json").read_text("utf-8"))
    framework = document["framework"]
    framework["version"] = "1.1"
    by_code = {item["code"]: item for item in framework["items"]}
    by_code["A1"]["statement"] += " Records the grade."
    by_code["A3"]["code"] = "A3a"
    gone = by_code["A2"]["id"]
    framework["items"] = [item for item in framework["items"] if item["id"] != gone]
    framework["links"] = [link for link in framework["links"] if gone not in (link["source"], link["target"])]
    file = tmp_path / "newer.json"
    file.write_text(json.dumps(document), "utf-8")
    return file


def test_answer_has_the_documented_shape(ask, demo, newer):
    answer = ask("diff", demo / "schema-podiatry.json", newer, "--json")
    document = answer.document
    assert (answer.code, list(document), answer.err) == (0, KEYS, "")
    assert {act: count for act, count in document["counts"].items() if count} == {"removed": 1, "reworded": 1, "recoded": 1, "same": 49}
    assert [(each["acts"], [item["code"] for item in each["before"]]) for each in document["items"]] == [
        (["reworded"], ["A1"]),
        (["removed"], ["A2"]),
        (["recoded"], ["A3"]),
    ]


def test_people_read_which_words_are_new(ask, demo, newer):
    out = ask("diff", demo / "schema-podiatry.json", newer).out
    assert "1 removed, 1 reworded, 1 recoded; 49 as before." in out
    assert "{+Records the grade.+}" in out


def test_modules_of_a_curriculum_are_told_one_by_one(ask, demo, tmp_path):
    document = json.loads((demo / "curriculum-podiatry.json").read_text("utf-8"))
    document["framework"]["version"] = "1.1"
    module = document["framework"]["facts"]["modules"][0]
    module["credits"] = 30
    gone = module["claims"].pop()
    file = tmp_path / "newer.json"
    file.write_text(json.dumps(document), "utf-8")
    out = ask("diff", demo / "curriculum-podiatry.json", file).out
    assert [each for each in ("modules: 1 changed", "Module changed: MP1", "credits: 20 → 30") if each not in out] == []
    (change,) = ask("diff", demo / "curriculum-podiatry.json", file, "--json").document["modules"]
    code = next(each["code"] for each in module["outcomes"] if each["id"] == gone["outcome"])
    assert (change["became"], change["before"], [each["field"] for each in change["fields"]]) == (
        ["changed"],
        module["id"],
        ["credits", f"claims {code} on items that are not at hand"],
    )


@pytest.mark.django_db
def test_what_is_neither_file_nor_code_is_refused(ask, demo):
    answer = ask("diff", demo / "schema-podiatry.json", "nowhere.json")
    assert (answer.code, "nowhere.json" in answer.err) == (3, True)
