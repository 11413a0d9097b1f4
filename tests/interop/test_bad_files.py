"""Files that are broken or made to do harm: each is refused with a place, or read with a warning of one. No network is asked."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import time
import zipfile
from pathlib import Path

import pytest

from curricle.door.limits import Limits
from curricle.door.problems import Refused
from curricle.interop import read_framework
from framework_files import A1, B1, FILES, FRAMEWORK, A, B
from office_bytes import grid_cells, xlsx, zipped

JSON = [name for name in FILES if name.endswith(".json")]
CSV = [name for name in FILES if name.endswith(".csv")]
XLSX = [name for name in FILES if name.endswith(".xlsx")]
shared = os.environ.get("CURRICLE_SHARED_DATA")
MOST = 5.0  # seconds of CPU
ROUNDS = int(os.environ.get("CURRICLE_MUTATIONS", "12"))


def text(name):
    return FILES[name][0].decode("utf-8-sig")


def end(data, name, limits=None):
    """What a file ends in: every problem of its refusal, or of its reading; each has a place. In time."""
    started = time.process_time()
    try:
        reading = read_framework(data, name=name, **({"limits": limits} if limits else {}))
        said = (False, [f"{each.at}: {each.says}" for each in reading.problems], reading.value)
        problems = reading.problems
    except Refused as stop:
        said = (True, [f"{each.at}: {each.says}" for each in stop.problems], None)
        problems = stop.problems
        assert problems
    assert all(each.at and each.says for each in problems)
    assert time.process_time() - started < MOST
    return said


def refused(data, name, limits=None):
    was, says, _ = end(data, name, limits)
    assert was, says
    return says


def changed(name, act):
    """A JSON sample after something was done to its document."""
    document = json.loads(FILES[name][0])
    act(document)
    return json.dumps(document).encode()


def rewritten(name, act):
    """A CSV sample after something was done to its rows."""
    rows = list(csv.reader(io.StringIO(text(name))))
    act(rows)
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def at(rows, code):
    """The row of an item, by what stands in any of its cells."""
    return next(row for row in rows if code in row)


# -- encodings, signs, truncation, labels ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CSV)
def test_other_encoding_is_refused_with_its_line(name):
    data = text(name).replace("orthoses", "orthosés").encode("cp1252")
    assert refused(data, name)[0].startswith("line ")


@pytest.mark.parametrize("name", [*CSV, *JSON])
def test_nul_is_refused_everywhere(name):
    data = FILES[name][0].replace(b"orthoses", b"ortho\x00ses" if name in CSV else b"ortho\\u0000ses")
    assert "NUL" in " ".join(refused(data, name))


@pytest.mark.parametrize("name", JSON)
def test_lone_surrogate_is_refused(name):
    assert refused(FILES[name][0].replace(b"orthoses", b"ortho\\ud800ses"), name)


@pytest.mark.parametrize("name", JSON)
@pytest.mark.parametrize("spoil", [lambda data: data + b" x", lambda data: data[:-3], lambda data: data.replace(b"{", b'{"a":1,"a":2,', 1)])
def test_trailing_text_truncation_and_repeated_keys_are_refused(name, spoil):
    assert refused(spoil(FILES[name][0]), name)


@pytest.mark.parametrize("name", JSON)
@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_numbers_that_are_none_are_refused(name, number):
    assert refused(FILES[name][0].replace(b'"title"', b'"level": ' + number + b', "title"', 1), name)


@pytest.mark.parametrize("name", CSV)
def test_quote_that_is_never_closed_is_refused_with_its_line(name):
    assert refused(FILES[name][0] + b'"open,1,2', name)[0].startswith("line ")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("other", ["case.json", "sheet.xlsx", "list.csv", "paper.docx", "none"])
def test_label_never_changes_what_a_file_is(name, other):
    was, says, value = end(FILES[name][0], other)
    if other.endswith(".xlsx") and name in CSV:
        assert was
        assert "it is named as a workbook but holds plain text" in says[0]
    else:
        assert not was
        assert len(value.items) >= 5


@pytest.mark.parametrize("name", XLSX)
def test_workbook_that_is_cut_short_is_refused(name):
    assert refused(FILES[name][0][: len(FILES[name][0]) // 2], name)


# -- the tree ----------------------------------------------------------------------------------------------------------------------


def ring_case(document):
    links = document["CFAssociations"]
    first = next(each for each in links if each["originNodeURI"]["identifier"] == A)
    first["destinationNodeURI"]["identifier"] = A1


def ring_ours(document):
    link = next(each for each in document["framework"]["links"] if each["source"] == A)
    link["target"] = A1


RINGS = [
    ("package.json", changed("package.json", ring_case)),
    ("ours.json", changed("ours.json", ring_ours)),
    ("template.csv", rewritten("template.csv", lambda rows: at(rows, A).__setitem__(4, "A1"))),
    ("compeito.csv", rewritten("compeito.csv", lambda rows: at(rows, "Clinical work").__setitem__(3, A1))),
    ("moodle.csv", rewritten("moodle.csv", lambda rows: at(rows, "Clinical work").__setitem__(0, "A1"))),
    ("opensalt.csv", rewritten("opensalt.csv", lambda rows: at(rows, "Clinical work").__setitem__(3, "A1"))),
]


@pytest.mark.parametrize(("name", "data"), RINGS, ids=[name for name, _ in RINGS])
def test_ring_of_parents_is_refused_and_names_its_members(name, data):
    says = refused(data, name)
    assert any("ancestor" in each or "each other's parent" in each for each in says), says


def test_second_parent_is_told_and_the_first_holds():
    def twice(document):
        first = next(each for each in document["CFAssociations"] if each["originNodeURI"]["identifier"] == A1)
        second = json.loads(json.dumps(first))
        second["identifier"] = "9" + second["identifier"][1:]
        second["destinationNodeURI"]["identifier"] = B
        document["CFAssociations"].append(second)

    was, says, value = end(changed("package.json", twice), "package.json")
    assert was or any("$.CFAssociations" in each for each in says), says


DANGLING = [
    ("package.json", FILES["package.json"][0].replace(B1.encode(), b"8" + B1[1:].encode(), 1)),
    ("compeito.csv", rewritten("compeito.csv", lambda rows: at(rows, "Reads a paper").__setitem__(3, "elsewhere"))),
    ("moodle.csv", rewritten("moodle.csv", lambda rows: at(rows, "Reads a paper").__setitem__(0, "elsewhere"))),
    ("opensalt.csv", rewritten("opensalt.csv", lambda rows: at(rows, "Reads a paper").__setitem__(3, "elsewhere"))),
    ("template.csv", rewritten("template.csv", lambda rows: at(rows, "Reads a paper").__setitem__(4, "elsewhere"))),
    ("openedx.csv", rewritten("openedx.csv", lambda rows: at(rows, "Reads a paper").__setitem__(2, "elsewhere"))),
]


@pytest.mark.parametrize(("name", "data"), DANGLING, ids=[name for name, _ in DANGLING])
def test_link_to_nowhere_is_told_with_its_place(name, data):
    _, says, _ = end(data, name)
    assert says
    assert all(each.split(":")[0] != "the file" for each in says)


TWICE = [
    ("package.json", FILES["package.json"][0].replace(A1.encode(), A.encode())),
    ("ours.json", FILES["ours.json"][0].replace(A1.encode(), A.encode())),
    ("standard.json", FILES["standard.json"][0].replace(A1.encode(), A.encode())),
    ("template.csv", rewritten("template.csv", lambda rows: at(rows, A1).__setitem__(-1, A))),
    ("compeito.csv", FILES["compeito.csv"][0].replace(A1.encode(), A.encode())),
    ("moodle.csv", rewritten("moodle.csv", lambda rows: at(rows, "A1").__setitem__(1, "A"))),
    ("openedx.csv", FILES["openedx.csv"][0].replace(A1.encode(), A.encode())),
    ("opensalt.csv", FILES["opensalt.csv"][0].replace(A1.encode(), A.encode())),
]


@pytest.mark.parametrize(("name", "data"), TWICE, ids=[name for name, _ in TWICE])
def test_identifier_that_stands_twice_is_refused_with_both_places(name, data):
    says = refused(data, name)
    assert any("already that of" in each or "same Id as" in each for each in says), says


@pytest.mark.parametrize("name", [*CSV, *JSON])
def test_missing_statement_is_refused_with_its_place(name):
    data = FILES[name][0].replace(b"Prescribes orthoses", b"" if name != "indented.csv" else b" ")
    assert all(not each.startswith("the file") for each in refused(data, name))


@pytest.mark.slow
def test_deep_and_wide_trees_are_refused_or_read_in_time():
    deep = "Level,Full Statement\n" + "\n".join(f"{level},Item {level}" for level in range(1, 150))
    assert "(limit depth)" in " ".join(refused(deep.encode(), "deep.csv"))
    deeper = "id,value,parent_id\n" + "\n".join(f"n{at},Item {at},{f'n{at - 1}' if at else ''}" for at in range(3_000))
    assert "(limit depth)" in " ".join(refused(deeper.encode(), "deep.csv"))
    wide = "id,value,parent_id\nn0,Top,\n" + "\n".join(f"n{at},Item {at},n0" for at in range(1, 20_000))
    was, says, value = end(wide.encode(), "wide.csv")
    assert (was, len(value.items)) == (False, 20_000)


@pytest.mark.slow
def test_too_many_items_are_refused_by_a_named_limit():
    many = "id,value,parent_id\n" + "\n".join(f"n{at},Item {at}," for at in range(30))
    assert "(limit items)" in " ".join(refused(many.encode(), "many.csv", Limits(items=20)))


@pytest.mark.parametrize("name", [*CSV, *JSON])
def test_code_or_identifier_without_room_is_refused_alike_on_every_database(name):
    """SQLite would keep them, PostgreSQL would not."""
    long_code, long_id = (b"z" * 250, b"z" * 100)
    data = FILES[name][0]
    for old, new in ((A1.encode(), long_id), (b",A1,", b"," + long_code + b","), (b'"A1"', b'"' + long_code + b'"')):
        was, says, value = end(data.replace(old, new), name)
        assert was or all(len(item.id) <= 80 and len(item.code) <= 200 for item in value.items), says


# -- workbooks ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_far_cell_merged_cell_and_formula_are_told_with_their_place():
    head = ["Level", "Full Statement"]
    far = xlsx({"S": grid_cells([head, ["1", "One"]]) | {"A1048576": "far"}})
    assert any("row 1048576" in each and "limit rows" in each for each in refused(far, "far.xlsx"))
    from office_bytes import sheet_xml

    formula = xlsx(
        {
            "S": sheet_xml(
                grid_cells([head, ["1", "One"]]),
                raw={"B3": '<c r="B3"><f>HYPERLINK("http://x.example")</f></c>', "A3": '<c r="A3"><v>1</v></c>'},
            )
        }
    )
    _, says, _ = end(formula, "formula.xlsx")
    assert any("cell B3" in each and "formula" in each for each in says)
    merged = xlsx(
        {"S": sheet_xml(grid_cells([head, ["1", "One"], ["1", "Two"]]), after='<mergeCells><mergeCell ref="A2:B3"/></mergeCells>')}
    )
    was, says, value = end(merged, "merged.xlsx")
    assert was or len(value.items) == 2
    error = xlsx(
        {"S": sheet_xml(grid_cells([head, ["1", "One"]]), raw={"B3": '<c r="B3" t="e"><v>#REF!</v></c>', "A3": '<c r="A3"><v>1</v></c>'})}
    )
    assert any("cell B3" in each and "#REF!" in each for each in refused(error, "error.xlsx"))


@pytest.mark.slow
def test_bombs_and_entities_are_refused():
    bomb = zipped([("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"0" * 60_000_000)])
    assert "limit unpacked_ratio" in " ".join(refused(bomb, "bomb.xlsx"))
    with zipfile.ZipFile(io.BytesIO(FILES["dls.xlsx"][0])) as held:
        parts = {name: held.read(name) for name in held.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "http://x.example/b">]>' + parts["xl/worksheets/sheet1.xml"].split(b"?>", 1)[-1]
    )
    assert "declares entities" in " ".join(refused(zipped(parts.items()), "entity.xlsx"))


# -- texts that would do something elsewhere ---------------------------------------------------------------------------------------


HOSTILE = "<script>alert(1)</script><img src=http://x.example/i.png> =HYPERLINK(1) [a](javascript:b)"


@pytest.mark.parametrize(
    "name", ["package.json", "ours.json", "standard.json", "template.csv", "compeito.csv", "openedx.csv", "opencase.csv"]
)
def test_html_scripts_and_addresses_in_a_text_stay_words(name):
    """The wording is kept to the byte, asks for nothing, and is escaped by every page (tests/ui)."""
    said = HOSTILE.replace('"', "")
    data = FILES[name][0].replace(b"Prescribes orthoses", said.encode())
    was, _, value = end(data, name)
    assert not was
    assert said in {item.statement for item in value.items}


# -- mutations ---------------------------------------------------------------------------------------------------------------------


def mutated(data, chance):
    """The file with a piece cut out, doubled, turned, or with other bytes in it."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        here = chance.randrange(len(made) or 1)
        there = min(len(made), here + chance.randint(1, 40))
        piece = bytes(made[here:there])
        act = chance.randrange(5)
        if act == 0:
            del made[here:there]
        elif act == 1:
            made[here:here] = piece
        elif act == 2:
            made[here:there] = piece[::-1]
        elif act == 3:
            made[here:there] = bytes(chance.randrange(256) for _ in piece)
        else:
            made[here:here] = chance.choice(
                [b'"', b",", b"\n", b"{", b"]", b"\x00", b"\xff\xfe", b"99999999999999999999", b"null", "\u202e".encode()]
            )
    return bytes(made)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_mutation_of_a_sample_ends_in_a_reading_or_a_refusal_with_a_place(name):
    chance = random.Random(name)  # the same mutations every time, so that a failure can be looked at
    rounds = ROUNDS * 10 if not name.endswith(".xlsx") else ROUNDS // 4
    for _ in range(rounds):
        end(mutated(FILES[name][0], chance), name)


@pytest.mark.slow
@pytest.mark.skipif(not shared, reason="CURRICLE_SHARED_DATA is not set")
def test_mutation_of_other_systems_own_files_ends_likewise():
    chance = random.Random(4)
    for path in sorted(Path(shared, "frameworks").iterdir()):
        for _ in range(3):
            end(mutated(path.read_bytes(), chance), path.name)


def test_samples_themselves_are_read_without_a_word():
    assert [name for name in CSV if end(FILES[name][0], name)[0]] == []
    assert len(FRAMEWORK.items) == 5
