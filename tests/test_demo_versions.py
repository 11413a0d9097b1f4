"""Second versions of the demonstration: every kind of change between them, and the difference finds exactly what was changed."""

import json
from pathlib import Path

import pytest

from curricle.core.terms import Stage
from curricle.core.versions.compare import Act, difference
from demo_files import OLDER, WORLD, value

CHANGES = json.loads((Path(__file__).parent / "demo_changes.json").read_text("utf-8"))["changes"]


def found(name):
    return difference(value(OLDER[name]), value(name))


def told(change):
    names = {"before": [item.name for item in change.before], "after": [item.name for item in change.after]}
    return {"acts": list(change.acts), **names} | ({"new meaning": True} if change.new_meaning else {})


@pytest.mark.parametrize("name", OLDER)
def test_difference_is_exactly_the_kept_list(name):
    assert ([told(change) for change in found(name).items], found(name).doubtful) == (CHANGES[name], ())


@pytest.mark.parametrize("name", OLDER)
def test_every_kind_of_change_is_there(name):
    changes = found(name).items
    assert {act for change in changes for act in change.acts} == set(Act)
    assert {change.new_meaning for change in changes if Act.REWORDED in change.acts} == {True, False}


@pytest.mark.parametrize("name", OLDER)
def test_second_version_is_of_the_same_line_under_its_own_name(name):
    older, newer = value(OLDER[name]), value(name)
    assert (newer.line, newer.code, newer.title) == (older.line, older.code, older.title)
    assert newer.id != older.id
    assert newer.version > older.version


@pytest.mark.parametrize("name", OLDER)
def test_an_item_with_the_same_id_kept_its_meaning(name):
    """A slip of the pen keeps the id; a changed meaning is a new item that the old one leads to."""
    was = {item.id: item for item in value(OLDER[name]).items}
    said = [(was[item.id].statement, item.statement) for item in value(name).items if item.id in was]
    letters = [tuple("".join(filter(str.isalpha, text)).replace("hospitalthen", "hospitalthan") for text in pair) for pair in said]
    assert [pair for pair in letters if pair[0] != pair[1]] == []


def test_world_says_where_each_second_version_stands():
    assert {each["file"]: Stage(each["stage"]) for each in WORLD["next versions"]} == {
        "schema-paramedicine-2.json": Stage.IMPLEMENTED,
        "schema-podiatry-2.json": Stage.IN_CONSULTATION,
        "standard-enhanced-practice-2.json": Stage.IN_CONSULTATION,
    }
