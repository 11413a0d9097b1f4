"""`curricle read`: the documented shape, and refusals that keep nothing."""

from __future__ import annotations

import pytest

from curricle.core.canonical import digest
from curricle.interop import read_framework

KEYS = ["format", "title", "version", "digest", "items", "links", "problems"]
ITEM_KEYS = ["id", "code", "kind", "statement", "parent", "order", "depth", "place"]


def test_answer_has_the_documented_shape(ask, demo):
    answer = ask("read", demo / "schema-podiatry.json", "--json")
    document = answer.document
    assert (answer.code, list(document), answer.err) == (0, KEYS, "")
    assert [list(item) for item in document["items"]] == [ITEM_KEYS] * len(document["items"])
    assert [list(link) for link in document["links"]] == [["from", "to", "type", "note"]] * len(document["links"])


def test_answer_is_what_the_reader_read(ask, demo):
    data = (demo / "schema-podiatry.json").read_bytes()
    framework = read_framework(data).value
    document = ask("read", demo / "schema-podiatry.json", "--json").document
    assert (document["digest"], document["title"], document["format"]) == (digest(framework), framework.title, "curricle")
    assert {item["id"]: item["statement"] for item in document["items"]} == {item.id: item.statement for item in framework.items}


def test_top_items_have_no_parent_and_depth_one(ask, demo):
    items = ask("read", demo / "schema-podiatry.json", "--json").document["items"]
    top = [item for item in items if item["parent"] is None]
    assert [item["depth"] for item in top] == [1] * len(top)
    assert [item["order"] for item in top] == list(range(1, len(top) + 1))


def test_places_name_where_an_item_stood(ask, demo):
    items = ask("read", demo / "schema-podiatry.json", "--json").document["items"]
    assert [item["code"] for item in items if not item["place"]] == []


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\x00\x01", b"%PDF-1.7", b'{"a": NaN}', b"[" * 5000, "K1\tKnow".encode("utf-16")], ids=range(7)
)
def test_refused_file_gives_no_items_its_problems_and_code_3(ask, tmp_path, data):
    path = tmp_path / "file.json"
    path.write_bytes(data)
    answer = ask("read", path, "--json")
    document = answer.document
    assert (answer.code, list(document), document["items"], document["links"]) == (3, KEYS, [], [])
    assert [sorted(problem) for problem in document["problems"]] == [["at", "says", "severity"]] * len(document["problems"])
    assert document["problems"][0]["severity"] == "error"


def test_missing_file_is_refused_by_name(ask, tmp_path):
    answer = ask("read", tmp_path / "none.xlsx")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith(f"error: {tmp_path / 'none.xlsx'}: there is no such file")


def test_folder_is_refused(ask, tmp_path):
    assert ask("read", tmp_path).code == 3


def test_people_get_a_tree(ask, demo):
    answer = ask("read", demo / "schema-podiatry.json")
    assert (answer.code, "items," in answer.out, "A1" in answer.out) == (0, True, True)


def test_escape_codes_of_a_file_do_not_reach_the_terminal(ask, demo, tmp_path):
    text = (
        (demo / "schema-podiatry.json").read_text("utf-8").replace("Podiatry enhanced practice", "\\u001b[31mPodiatry enhanced practice", 1)
    )
    path = tmp_path / "schema.json"
    path.write_text(text, "utf-8")
    assert "\x1b[31m" not in ask("read", path).out
