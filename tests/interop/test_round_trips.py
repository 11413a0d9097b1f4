"""Ours, to a format, and back: nothing is lost but what the README of the format says."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from curricle.core.framework import Facts, Framework, Item, Link
from curricle.core.graph import tree_of
from curricle.core.imports import By, plan
from curricle.core.registry import CHILD_OF
from curricle.interop import FRAMEWORK_FORMATS, WRITTEN, curricle, read_framework, write_framework

AT = datetime(2026, 9, 1, tzinfo=UTC)
DEMO = Path("src/curricle/cli/demo")
BACK = ("json", "case", "xlsx", "csv", "opensalt", "moodle", "dls", "openedx")
WORDS = some.text(alphabet="abc é–“”<&>;,|\"'=+-@ 1.", min_size=1, max_size=40).map(lambda text: f"w{text}w")


def there_and_back(framework, to):
    ending = WRITTEN[to][1].rpartition(".")[2]
    return read_framework(write_framework(framework, to, changed=AT), name=f"{framework.title}.{ending}").value


def shape(framework, *names):
    """The tree in its order: depth and these fields of each item."""
    tree = tree_of(framework)
    by_id = {item.id: item for item in framework.items}
    return [(tree.depth[id], *(getattr(by_id[id], name) for name in names)) for id in tree.order]


def beside(framework, *, ids=True):
    codes = {item.id: item.id if ids else item.statement for item in framework.items}
    return sorted(
        (codes.get(link.source, link.source), link.type, codes.get(link.target, link.target))
        for link in framework.links
        if link.type != CHILD_OF
    )


def id_of(*words):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, " ".join(map(str, words))))


@some.composite
def frameworks(draw):
    """Statements are told apart; codes may be missing or stand twice; titles, notes, keywords and links here and there."""
    count = draw(some.integers(1, 8))
    items, links, top = [], [], id_of("top")
    for at in range(count):
        id = id_of("item", at)
        code = draw(some.sampled_from(["", f"C{at}", f"C {at}", "C1"]))
        items.append(
            Item(
                id=id,
                kind=draw(some.sampled_from(["capability", "domain", "skill"])),
                statement=f"{draw(WORDS)}{at}",
                code=code,
                title=draw(some.one_of(some.just(""), WORDS)),
                notes=draw(some.one_of(some.just(""), WORDS)),
                keywords=tuple(draw(some.lists(some.sampled_from(["one", "two, and more", "three"]), unique=True, max_size=2))),
            )
        )
        parent = draw(some.sampled_from([top, *(item.id for item in items[:-1])]))
        links.append(Link(source=id, target=parent, type=CHILD_OF, order=sum(link.target == parent for link in links) + 1))
    if count > 1 and draw(some.booleans()):
        links.append(Link(source=items[0].id, target=items[1].id, type="isRelatedTo"))
    return Framework(
        id=top,
        line=top,
        code="F",
        title="A title",
        version="2.1",
        kind="schema",
        items=tuple(items),
        links=tuple(links),
        description=draw(WORDS),
        publisher="P",
    )


@pytest.mark.slow
@given(frameworks())
@settings(max_examples=60, deadline=None)
def test_csv_of_moodle_loses_only_what_it_says(framework):
    back = there_and_back(framework, "moodle")
    assert (back.code, back.title, back.description) == (framework.code, framework.title, framework.description)
    assert [(depth, statement) for depth, statement in shape(back, "statement")] == shape(framework, "statement")
    assert beside(back, ids=False) == beside(framework, ids=False)
    counts = [item.code.strip() for item in framework.items]
    alone = {item.statement for item in framework.items if item.code.strip() and counts.count(item.code.strip()) == 1}
    codes = {item.statement: item.code for item in framework.items}
    assert all(item.code == codes[item.statement] for item in back.items if item.statement in alone)
    titles = {item.statement: " ".join(item.title.split()) for item in framework.items}
    assert all(item.title in ("", titles[item.statement]) for item in back.items)


@pytest.mark.slow
@given(frameworks())
@settings(max_examples=60, deadline=None)
def test_taxonomy_of_open_edx_loses_only_what_it_says(framework):
    back = there_and_back(framework, "openedx")
    assert shape(back, "id", "statement", "code", "kind") == shape(framework, "id", "statement", "code", "kind")


@pytest.mark.slow
@given(frameworks())
@settings(max_examples=25, deadline=None)
def test_workbook_of_opensalt_loses_only_what_it_says(framework):
    names = ("id", "statement", "code", "kind", "title", "notes", "keywords")
    back = there_and_back(framework, "opensalt")
    assert shape(back, *names) == shape(framework, *names)
    assert beside(back) == beside(framework)
    kept = ("id", "title", "version", "publisher", "description")
    assert [getattr(back, name) for name in kept] == [getattr(framework, name) for name in kept]


def test_description_that_looks_like_html_comes_back_from_dls():
    notes = "less than 5 < 7 & a <b>tag</b>\nand a second line"
    item = Item(id=id_of("item"), kind="capability", statement="Weighs evidence", notes=notes)
    framework = Framework(id=id_of("top"), line=id_of("line"), code="T", title="T", version="1", kind="schema", items=(item,))
    assert [item.notes for item in there_and_back(framework, "dls").items] == [notes]


@pytest.mark.slow
@given(frameworks())
@settings(max_examples=25, deadline=None)
def test_workbook_of_dls_loses_only_what_it_says(framework):
    back = there_and_back(framework, "dls")
    tree, by_id = tree_of(framework), {item.id: item for item in framework.items}
    leaves = [(by_id[id].statement, by_id[id].notes) for id in tree.order if tree.is_leaf(id)]
    assert sorted((item.statement, item.notes) for item in back.items if item.kind == "competency") == sorted(leaves)
    flags = {item.statement: ", ".join(item.keywords) for item in framework.items}
    assert all(", ".join(item.keywords) == flags[item.statement] for item in back.items if item.kind == "competency")


@pytest.mark.slow
@given(frameworks())
@settings(max_examples=25, deadline=None)
def test_our_own_json_and_case_lose_nothing(framework):
    assert there_and_back(framework, "json") == framework
    back = there_and_back(framework, "case")
    assert replace(back, links=()) == replace(framework, links=())
    assert beside(back) == beside(framework)


@pytest.mark.slow
@pytest.mark.parametrize(("to", "name"), [*((each, "schema-physiotherapy") for each in BACK if each != "dls"), ("dls", "schema-podiatry")])
def test_demonstration_that_comes_back_changes_nothing(to, name):
    """What a format cannot say stays as it was, so a framework that comes back is the one that went: not one row to confirm."""
    here = curricle.read_framework((DEMO / f"{name}.json").read_bytes()).value
    reading = read_framework(write_framework(here, to, changed=AT), name=f"{here.title}.{WRITTEN[to][1].rpartition('.')[2]}")
    file = replace(reading.value, title=here.title, version=here.version, code=here.code, kind=here.kind)
    made = plan(file, here, says=reading.says, made_up=reading.made)
    assert {act: count for act, count in made.counts.items() if count and act != "same"} == {}, made.rows[:2]


@pytest.mark.parametrize("to", BACK)
def test_same_framework_gives_the_same_bytes(to):
    here = curricle.read_framework((DEMO / "schema-podiatry.json").read_bytes()).value
    assert write_framework(here, to, changed=AT) == write_framework(here, to, changed=AT)


def test_moodle_codes_that_shift_do_not_shift_the_items():
    here = curricle.read_framework((DEMO / "schema-podiatry.json").read_bytes()).value
    back = there_and_back(here, "moodle")
    shuffled = replace(back, items=tuple(replace(item, code=f"Z{at}") for at, item in enumerate(back.items)))
    made = plan(replace(shuffled, version=here.version), here, says=frozenset({"code"}), made_up=frozenset(item.id for item in back.items))
    assert {row.by for row in made.rows if row.before} == {By.TEXT}


def test_formats_that_are_read_and_written_are_named_once():
    assert len(FRAMEWORK_FORMATS) == len(set(FRAMEWORK_FORMATS)) == 10
    assert Facts() == there_and_back(curricle.read_framework((DEMO / "schema-podiatry.json").read_bytes()).value, "dls").facts
