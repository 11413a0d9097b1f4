"""The framework template: XLSX and CSV, filled, empty and wrong."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from curricle.core.canonical import digest
from curricle.core.framework import Facts, Framework, Item, Link
from curricle.door.limits import Limits
from curricle.door.problems import Refused
from curricle.door.workbook import read_workbook
from curricle.interop.sheets.framework_read import is_framework_template, read_framework_template
from curricle.interop.sheets.framework_write import (
    framework_template,
    framework_template_csv,
    not_held,
    write_framework_csv,
    write_framework_template,
)

FRAMEWORK = Framework(
    id="v-1",
    line="l-1",
    code="DEMO",
    title="Demonstration schema, with a comma",
    version="1.0",
    kind="schema",
    professions=("podiatrist",),
    mappable=("capability",),
    demonstration=True,
    facts=Facts(level=7, minimum_off_the_job=26_340, minimum_confidence="C"),
    items=(
        Item(id="a", kind="pillar", statement="Clinical", code="A", pillars=("clinical",)),
        Item(
            id="a1", kind="capability", statement='=Says "stop"\nand goes on', code="A1", pillars=("clinical", "research"), scope="generic"
        ),
        Item(id="a2", kind="own kind", statement=" Untidy wording ", title="Short", requirement="core", notes="note"),
        Item(id="b", kind="pillar", statement="Research", code="B"),
    ),
    links=(
        Link(source="a", target="v-1", type="isChildOf", order=1),
        Link(source="a1", target="a", type="isChildOf", order=1),
        Link(source="a2", target="a", type="isChildOf", order=2),
        Link(source="b", target="v-1", type="isChildOf", order=2),
    ),
)
HEAD = "Code,Kind,Statement,Parent code,Level\n"
FACTS = "#Code,X\n#Title,Title\n#Version,1\n"


@pytest.mark.parametrize("write", [write_framework_template, write_framework_csv])
def test_framework_round_trip_keeps_the_digest(write) -> None:
    reading = read_framework_template(write(FRAMEWORK))
    assert reading.value == FRAMEWORK
    assert digest(reading.value) == digest(FRAMEWORK)
    assert reading.problems == ()


def test_links_beside_the_tree_stay_in_the_workbook() -> None:
    link = Link(source="a1", target="b", type="isRelatedTo", note="see")
    framework = Framework(**{name: getattr(FRAMEWORK, name) for name in FRAMEWORK.__slots__} | {"links": (*FRAMEWORK.links, link)})
    assert read_framework_template(write_framework_template(framework)).value.links[-1] == link


def test_a_link_may_start_at_an_item_of_an_older_version() -> None:
    link = Link(source="0f0e0d0c-0b0a-4009-8807-060504030201", target="b", type="replacedBy")
    read = read_framework_template(write_framework_template(replace(FRAMEWORK, links=(*FRAMEWORK.links, link))))
    assert (read.value.links[-1], read.problems) == (link, ())


@pytest.mark.parametrize(("source", "target"), [("X9", "b"), ("0f0e0d0c-0b0a-4009-8807-060504030201", "elsewhere")])
def test_a_link_that_starts_nowhere_is_refused_with_its_cell(source, target) -> None:
    link = Link(source=source, target=target, type="replacedBy")
    with pytest.raises(Refused) as stop:
        read_framework_template(write_framework_template(replace(FRAMEWORK, links=(*FRAMEWORK.links, link))))
    assert [(each.at, each.says) for each in stop.value.problems] == [
        ("sheet 'Links', cell A2", f"there is no single item with the code '{source}'")
    ]


def test_not_held_names_what_the_template_leaves_out() -> None:
    assert not_held(FRAMEWORK) == ()


@pytest.mark.parametrize("template", [framework_template, framework_template_csv])
def test_empty_template_is_refused_for_what_is_missing(template) -> None:
    assert is_framework_template(read_workbook(template()))
    with pytest.raises(Refused) as stop:
        read_framework_template(template())
    assert [problem.says for problem in stop.value.problems] == [
        "the framework has no code",
        "the framework has no title",
        "the framework has no version",
        "there are no items",
    ]


def test_levels_hang_rows_under_the_nearest_higher_row() -> None:
    rows = "A,Pillar,Clinical,,1\nA1,Capability,One,,2\nA2,Capability,Two,,2\nB,Pillar,Research,,1\nB1,Capability,Three,,3\n"
    framework = read_framework_template((FACTS + HEAD + rows).encode()).value
    codes = {item.id: item.code for item in framework.items} | {framework.id: ""}
    assert [(codes[link.source], codes[link.target], link.order) for link in framework.links] == [
        ("A", "", 1),
        ("A1", "A", 1),
        ("A2", "A", 2),
        ("B", "", 2),
        ("B1", "B", 1),
    ]


def test_every_problem_has_its_line() -> None:
    rows = "A,Pillar,,,1\nA1,,One,Z,\nA1,Capability,Two,,\nP,Pillar,Up,Q,\nQ,Pillar,Down,P,\nC,Pillar,Both,P,2\n"
    with pytest.raises(Refused) as stop:
        read_framework_template((FACTS + HEAD + rows).encode())
    assert [(problem.at, problem.says) for problem in stop.value.problems] == [
        ("line 5, column 3", "this item has no statement"),
        ("line 6, column 2", "this item has no kind"),
        ("line 7", "this row has the same code as line 6"),
        ("line 6, column 4", "there is no single item with the code 'Z'"),
        ("line 10, column 5", "this row has a parent code and a level; use one of the two"),
        ("line 8", "these items are each other's parent: P → Q"),
    ]


def test_a_limit_on_items_is_named() -> None:
    with pytest.raises(Refused, match="limit items"):
        read_framework_template((FACTS + HEAD + "A,Pillar,x,,\nB,Pillar,y,,\n").encode(), Limits(items=1))


def test_same_file_gives_the_same_ids() -> None:
    data = (FACTS + HEAD + "A,Pillar,Clinical,,\n").encode()
    assert read_framework_template(data).value == read_framework_template(data).value


def test_other_templates_are_not_taken_for_ours() -> None:
    folder = os.environ.get("CURRICLE_SHARED_DATA")
    if not folder:
        pytest.skip("CURRICLE_SHARED_DATA is not set, so there are no files of other systems to try")
    for name in ("community-forensic-services.csv", "opensalt-sample.xlsx", "opensalt-items.csv"):
        assert not is_framework_template(read_workbook((Path(folder) / "frameworks" / name).read_bytes()))
