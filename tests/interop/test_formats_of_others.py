"""What each format of another system says, and what it refuses, with the place."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from curricle.core.graph import tree_of
from curricle.core.imports import Act, plan
from curricle.door.html_words import plain, to_html
from curricle.door.problems import Refused, Weight
from curricle.interop import FRAMEWORK_FORMATS, detect, read_framework
from curricle.interop.moodle import read as read_moodle
from curricle.interop.moodle.shape import COLUMNS
from framework_files import A1, COMPEITO, DLS_ROWS, FILES, INDENTED, STANDARD, TEXTS
from office_bytes import grid_cells, xlsx

OUTLINE = ["Clinical work", "  Assesses gait, then plans", "  Prescribes orthoses", "Research", "  Reads a paper"]
FLAT = {"standard.json", "opencase.xlsx"}


def read(name, data=None):
    return read_framework(FILES[name][0] if data is None else data, name=name)


def outline(framework):
    tree, by_id = tree_of(framework), {item.id: item for item in framework.items}
    return [f"{'  ' * (tree.depth[id] - 1)}{by_id[id].statement}" for id in tree.order]


def refusals(data, name):
    with pytest.raises(Refused) as stop:
        read_framework(data, name=name)
    return [f"{each.at}: {each.says}" for each in stop.value.problems if each.severity is Weight.ERROR]


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_every_format_is_found_by_content_and_gives_the_same_outline(name):
    data, format = FILES[name]
    assert detect(data, "anything") == format
    framework = read(name).value
    if name not in FLAT:
        assert outline(framework) == OUTLINE
    assert set(TEXTS.values()) <= {item.statement.replace("gait then", "gait, then") for item in framework.items}


def test_there_is_a_sample_of_every_format():
    assert {format for _, format in FILES.values()} == set(FRAMEWORK_FORMATS)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_every_item_has_its_place_in_the_file(name):
    reading = read(name)
    assert reading.places.keys() >= {item.id for item in reading.value.items}
    start = "$" if name.endswith(".json") else "sheet '" if name.endswith(".xlsx") else "line "
    assert all(place.startswith(start) for place in reading.places.values())


def test_compeito_gives_facts_links_and_what_it_speaks_of():
    reading = read("compeito.csv")
    assert (reading.value.title, reading.value.version, reading.says) == ("Sample", "2.0", frozenset({"code", "kind", "links"}))
    assert [(link.type, link.target[:8]) for link in reading.value.links if link.type != "isChildOf"] == [
        ("isRelatedTo", "60000000"),
        ("isRelatedTo", "y"),
    ]
    assert [each.says for each in reading.problems] == ["the document's status and its dates are not part of its content"]


def test_compeito_without_identifiers_keeps_indentation_out_of_the_wording():
    reading = read("indented.csv")
    assert reading.made == {item.id for item in reading.value.items}
    assert [item.statement for item in reading.value.items] == list(TEXTS.values())
    assert reading.places[reading.value.items[1].id] == "line 4"


def test_compeito_refuses_with_line_and_column():
    twice = COMPEITO.replace(f'{A1},"Assesses', f'{COMPEITO.split("Clinical")[0][-37:-1]},"Assesses')
    assert refusals(twice.encode(), "c.csv") == [
        "line 7, column 1: the identifier 20000000-1111-4111-8111-111111111111 is already that of line 6"
    ]
    assert refusals(INDENTED.replace("Research", " ").encode(), "c.csv") == ["line 6, column 1: the item has no fullStatement"]


def test_dls_gives_groups_flags_and_explanations():
    framework = read("dls.xlsx").value
    first = next(item for item in framework.items if item.statement.startswith("Assesses"))
    assert (first.notes, first.keywords, first.extras) == ("More", ("Core", "New"), (("AlwaysShowDescription", "true"), ("ID", "11")))
    assert [item.notes for item in framework.items if item.kind == "group"] == ["About it", ""]


@pytest.mark.parametrize(
    ("cell", "text", "says"),
    [
        ((1, 0), "x1", "sheet 'Sheet1', cell A2: 'x1' is no id of DLS, which is a number"),
        ((2, 3), "", "sheet 'Sheet1', cell D3: this competency has no name"),
        ((2, 3), "n" * 501, "sheet 'Sheet1', cell D3: this text is longer than the 500 characters that DLS keeps"),
        ((3, 1), "n" * 256, "sheet 'Sheet1', cell B4: this text is longer than the 255 characters that DLS keeps"),
        ((1, 5), "perhaps", "sheet 'Sheet1', cell F2: 'perhaps' is neither true nor false"),
    ],
)
def test_dls_refuses_what_dls_refuses(cell, text, says):
    rows = [list(row) for row in DLS_ROWS]
    rows[cell[0]][cell[1]] = text
    assert refusals(xlsx({"Sheet1": grid_cells(rows)}), "d.xlsx") == [says]


MOODLE = FILES["moodle.csv"][0].decode()


def test_moodle_is_known_by_position_too():
    lines = MOODLE.splitlines()
    foreign = ",".join(f"Colonne {number}" for number in range(14))
    assert detect("\r\n".join([foreign, *lines[1:]]).encode()) == "moodle"
    assert detect("\r\n".join([foreign, *lines[2:]]).encode()) == "workbook"


def test_moodle_gives_kinds_by_level_and_cross_references():
    framework = read_moodle(MOODLE.replace("competency,competency,competency,competency", "domain,skill,outcome,value").encode()).value
    assert {item.code: item.kind for item in framework.items} == {
        "A": "domain",
        "A1": "competency",
        "A2": "competency",
        "B": "domain",
        "B1": "competency",
    }
    codes = {item.id: item.code for item in framework.items}
    assert [(codes[link.source], codes[link.target]) for link in framework.links if link.type == "isRelatedTo"] == [("A2", "B1")]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (',1,"domain', ',,"domain', "the file: 0 rows say that they are the framework; it has to be one"),
        ("A,A2,", "A,A1,", "line 5, column 2: the ID number A1 is already that of line 4"),
        ("A,A2,", "A,,", "line 5, column 2: this row has no ID number"),
        ("A,A1,", "B1,A1,", None),
        (",B,Research", "B1,B,Research", "line 6: items are each other's ancestor: B → B1 → B"),
    ],
)
def test_moodle_refuses_with_line_and_column(old, new, says):
    assert old in MOODLE
    if says:
        assert refusals(MOODLE.replace(old, new).encode(), "m.csv") == [says]
    else:
        assert read_moodle(MOODLE.replace(old, new).encode()).problems == ()


@pytest.mark.parametrize("text", ["", "a < b & c", "two\nlines", "&nbsp; as written", "<p>said</p>", "“quoted”"])
def test_html_of_moodle_comes_back_to_the_byte(text):
    assert (plain(to_html(text)) or "") == text


def test_html_of_others_becomes_words_and_scripts_are_silent():
    row = MOODLE.replace("<p>Prescribes orthoses</p>", "<script>alert(1)</script><ul><li>Prescribes</li><li>orthoses &amp; more</li></ul>")
    assert next(item.statement for item in read_moodle(row.encode()).value.items if item.code == "A2") == "Prescribes\northoses & more"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("a,One,\na,Two,", "line 3, column 1: the id a is already that of line 2"),
        ("a,One,\nb,One,", "line 3, column 2: the value is already that of line 2; in a taxonomy each is unlike the others"),
        ("a,One,b\nb,Two,", "line 2, column 3: no row above has the id 'b'"),
        (",One,", "line 2, column 1: this row has no id"),
        ("a,,", "line 2, column 2: this row has no value"),
    ],
)
def test_openedx_refuses_with_line_and_column(rows, says):
    assert refusals(f"id,value,parent_id\n{rows}\n".encode(), "t.csv") == [says]


def test_template_speaks_of_the_columns_that_it_has():
    data = b"Code,Kind,Statement\nA,skill,One\n"
    text = b"#Code,X\n#Title,T\n#Version,1\n" + data
    assert read_framework(text, name="t.csv").says == frozenset({"code", "kind"})


def test_versions_of_a_standard_shift_labels_and_keep_items():
    """Skills England: a KSB is its GUID; K1 is where it stands in one version."""
    before = read("standard.json").value
    later = json.loads(STANDARD)
    later["version"] = "1.1"
    later["skills"] = [{"skillId": "70000000-1111-4111-8111-111111111111", "detail": "Keeps a record"}, *later["skills"]]
    reading = read("standard.json", json.dumps(later).encode())
    made = plan(reading.value, before, says=reading.says, retire=True)
    codes = {item.id: item.code for item in made.result.items}
    assert [codes[item.id] for item in before.items if item.kind == "skill"] == ["S2", "S3", "S4"]
    assert [(row.acts, row.fields) for row in made.rows if Act.UPDATE in row.acts] == [((Act.UPDATE,), ("code",))] * 3
    assert made.count(Act.ADD) == 1
    assert (made.count(Act.RETIRE), made.count(Act.CONFLICT), made.result.version, made.result.line) == (0, 0, "1.1", before.line)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_bringing_any_sample_twice_changes_nothing(name):
    reading = read(name)
    made = plan(reading.value, None)
    again = plan(reading.value, made.result, says=reading.says, made_up=reading.made)
    assert (again.changes, again.result, again.same) == (False, made.result, len(reading.value.items))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["template.csv", "opensalt.csv", "compeito.csv", "moodle.csv"])
def test_order_of_rows_matters_only_where_the_format_says_so(name):
    """In formats with parents by identifier or code, the items found are the same whatever the order of the rows."""
    lines = FILES[name][0].decode("utf-8-sig").splitlines()
    rows = [line for line in lines if line[:1].isdigit() or line.startswith(("A", "B", ",A", ",B"))]
    head = [line for line in lines if line not in rows]
    turned = read_framework("\r\n".join([*head, *reversed(rows)]).encode(), name=name)
    made = plan(turned.value, read(name).value, says=turned.says, made_up=turned.made)
    assert [row.acts for row in made.rows if set(row.acts) - {Act.MOVE}] == []
    assert {item.id: item for item in made.result.items} == {item.id: replace(item) for item in read(name).value.items}


def test_columns_of_moodle_are_fourteen():
    assert len(COLUMNS) == len(set(COLUMNS)) == 14
